use serde::Serialize;
use watchword_session::{ExportFormat, Format, Protection};

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
    /// Its names in `export --to`.
    exports: Vec<&'static str>,
}

/// Lists the formats that `import` reads, and which of them `export` writes.
pub(crate) fn run(context: &Context<'_>) -> Result<(), Failure> {
    let formats = Format::ALL.into_iter().map(|format| {
        let exports = ExportFormat::ALL.into_iter().filter(|export| export.format() == format);
        let exports: Vec<_> = exports.map(ExportFormat::name).collect();
        (format.name(), format.title().into(), format.protection(), exports)
    });
    let picture = (PICTURE, context.say("cli-format-picture"), Protection::Plain, Vec::new());
    let formats = formats.chain([picture]);
    if context.json() {
        let listed = |(name, title, protection, exports)| Listed {
            name,
            title,
            plain: protection != Protection::Encrypted,
            encrypted: protection != Protection::Plain,
            exports,
        };
        return output::json(&formats.map(listed).collect::<Vec<_>>());
    }
    for (name, title, protection, exports) in formats {
        let mut detail = context.say(match protection {
            Protection::Plain => "cli-format-plain",
            Protection::Encrypted => "cli-format-encrypted",
            Protection::Either => "cli-format-either",
        });
        if !exports.is_empty() {
            let exports = context.words.say("cli-format-exports", &[("names", exports.join(", ").into())]);
            detail = format!("{detail}; {exports}");
        }
        output::data(&format!("{name}  {title} ({detail})"))?;
    }
    Ok(())
}
