use clap::ValueEnum;
use serde::Serialize;
use watchword_session::{Item, Place};

/// The format in which a file contains accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Format {
    /// A list of `otpauth://` URIs.
    Uri,
    /// A list with `otpauth-migration://` URIs among them.
    GoogleMigration,
    /// QR codes of either kind of URI.
    Picture,
}

impl Format {
    /// The format that a file was read in; `None` if it could not be read at all.
    pub(crate) fn of(items: &[Item]) -> Option<Self> {
        Some(match items.first()?.place? {
            Place::Code(_) => Self::Picture,
            Place::Entry(watchword_session::Format::UriList, _) => Self::Uri,
            Place::Entry(watchword_session::Format::GoogleMigration, _) => Self::GoogleMigration,
        })
    }

    /// The name of the format in `--from`.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}
