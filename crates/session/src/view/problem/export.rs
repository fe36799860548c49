use serde::{Deserialize, Serialize};
use watchword_exchange::NoPlace;

use super::problems;

problems! {
    /// Accounts that can't be exported, or not as asked. `minimum` is in characters.
    pub enum ExportProblem {
        "export_unsupported" => Unsupported { what: ExportLimit },
        "export_nothing" => Nothing,
        "export_password_short" => PasswordTooShort { minimum: u32 },
        "export_exists" => Exists { name: String },
    }
}

/// What another app can't compute or hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum ExportLimit {
    /// Counter-based codes.
    Hotp,
    /// Steam's codes, which have letters.
    Steam,
    /// Codes of this length.
    Digits,
    /// A period that the format can't state.
    Period,
    /// A counter as high as this.
    Counter,
    /// A secret or names as long as these.
    Length,
}

impl From<NoPlace> for ExportProblem {
    fn from(why: NoPlace) -> Self {
        let what = match why {
            NoPlace::Hotp => ExportLimit::Hotp,
            NoPlace::Steam => ExportLimit::Steam,
            NoPlace::Digits => ExportLimit::Digits,
            NoPlace::Period => ExportLimit::Period,
            NoPlace::Counter => ExportLimit::Counter,
            NoPlace::Length => ExportLimit::Length,
        };
        Self::Unsupported { what }
    }
}
