use serde::Serialize;
use watchword_session::{Format, Item, Place, Protection};

use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

/// The name of the format that images and documents are in: QR codes.
const PICTURE: &str = "picture";

/// A format in the JSON of `formats`.
#[derive(Serialize)]
struct Listed {
    /// Its name in `--from` and in the JSON of `import --dry-run`.
    name: &'static str,
    /// Its app's name.
    title: String,
    plain: bool,
    encrypted: bool,
}

/// The names that `--from` takes.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().map(Format::name).chain([PICTURE])
}

/// The name of the format that a file was read in; `None` if it is in none.
pub(crate) fn of(items: &[Item]) -> Option<&'static str> {
    Some(match items.first()?.place? {
        Place::Code(_) => PICTURE,
        Place::Entry(format, _) | Place::Whole(format) => format.name(),
    })
}

/// Lists the formats that `import` reads.
pub(crate) fn list(context: &Context<'_>) -> Result<(), Failure> {
    let formats = Format::ALL.into_iter().map(|format| (format.name(), format.title().into(), format.protection()));
    let picture = (PICTURE, context.say("cli-format-picture"), Protection::Plain);
    let formats = formats.chain([picture]);
    if context.json() {
        let listed = |(name, title, protection)| Listed {
            name,
            title,
            plain: protection != Protection::Encrypted,
            encrypted: protection != Protection::Plain,
        };
        return output::json(&formats.map(listed).collect::<Vec<_>>());
    }
    for (name, title, protection) in formats {
        let protection = context.say(match protection {
            Protection::Plain => "cli-format-plain",
            Protection::Encrypted => "cli-format-encrypted",
            Protection::Either => "cli-format-either",
        });
        output::data(&format!("{name}  {title} ({protection})"))?;
    }
    Ok(())
}
