use serde::Serialize;
use watchword_session::{Format, Protection};

use crate::failure::Failure;
use crate::format::PICTURE;
use crate::output;
use crate::vault::Context;

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

/// Lists the formats that `import` reads.
pub(crate) fn run(context: &Context<'_>) -> Result<(), Failure> {
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
