use clap::ValueEnum;
use serde::Serialize;
use watchword_session::{ImportProblem, Item, Parsed, Place, Problem};

/// What a file holds accounts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// A list of `otpauth://` URIs.
    Uri,
    /// One with `otpauth-migration://` among them.
    GoogleMigration,
    /// QR codes, of either kind.
    Picture,
}

impl Format {
    /// What was read; `None` if it could not be told.
    pub(crate) fn of(items: &[Item]) -> Option<Self> {
        let migration =
            |item: &Item| matches!(item.read, Ok(Parsed::Batch(_)) | Err(Problem::Import(ImportProblem::BatchDamaged)));
        match items.first()?.place? {
            Place::Code(_) => Some(Self::Picture),
            Place::Line(_) if items.iter().any(migration) => Some(Self::GoogleMigration),
            Place::Line(_) => Some(Self::Uri),
        }
    }

    /// Its name, as `--from` takes it.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}
