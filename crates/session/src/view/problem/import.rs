use serde::Serialize;
use watchword_exchange::{MAX_ENTRIES, OtherText, ParameterFault as UriFault, Refusal as Refused};
use watchword_vault::MAX_NAME_CHARS;

use super::{AccountProblem, Problem, problems};

problems! {
    /// A link, an export or a drop that gives no account, and a review from which nothing is
    /// selected.
    pub enum ImportProblem {
        "uri_not_account" => NotAccount { what: Refusal },
        "uri_malformed" => Malformed,
        "uri_unsupported" => Unsupported { what: String },
        "uri_parameter" => Parameter { name: String, fault: ParameterFault },
        "uri_trashed" => Trashed,
        "batch_damaged" => BatchDamaged,
        "address_not_fetched" => AddressNotFetched,
        "drop_empty" => DropEmpty,
        "too_many" => TooMany { limit: u32 },
        "nothing_selected" => NothingSelected,
    }
}

/// What a text holds that is no account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Refusal {
    /// A web address.
    Web,
    /// A Wi-Fi network.
    Wifi,
    /// A contact.
    Contact,
    /// Anything else.
    Text,
}

/// Why a link isn't read because of one of its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ParameterFault {
    /// The secret is only half of the seed (privacyIDEA's two-step enrolment).
    HalfSecret,
    /// It may change the codes.
    Unknown,
    /// It has two different values.
    Twice,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Import(match refused {
            Refused::NotAnAccount(text) => ImportProblem::NotAccount { what: text.into() },
            Refused::Malformed => ImportProblem::Malformed,
            Refused::UnsupportedType(what) | Refused::UnsupportedAlgorithm(what) => ImportProblem::Unsupported { what },
            Refused::Parameter { name, fault } => ImportProblem::Parameter { name, fault: fault.into() },
            Refused::Trashed => ImportProblem::Trashed,
            Refused::ExportDamaged => ImportProblem::BatchDamaged,
            Refused::TooLarge | Refused::TooMany => ImportProblem::TooMany { limit: MAX_ENTRIES as u32 },
            Refused::Secret(error) => return error.into(),
            Refused::Digits => return AccountProblem::DigitsOutOfRange.into(),
            Refused::Period => return AccountProblem::PeriodOutOfRange.into(),
            Refused::Counter => return AccountProblem::CounterOutOfRange.into(),
            Refused::SteamParameters => return AccountProblem::SteamParameters.into(),
            Refused::NameTooLong => return AccountProblem::NameTooLong { limit: MAX_NAME_CHARS as u32 }.into(),
        })
    }
}

impl From<OtherText> for Refusal {
    fn from(text: OtherText) -> Self {
        match text {
            OtherText::Web => Self::Web,
            OtherText::Wifi => Self::Wifi,
            OtherText::Contact => Self::Contact,
            OtherText::Other => Self::Text,
        }
    }
}

impl From<UriFault> for ParameterFault {
    fn from(fault: UriFault) -> Self {
        match fault {
            UriFault::HalfSecret => Self::HalfSecret,
            UriFault::Unknown => Self::Unknown,
            UriFault::Twice => Self::Twice,
        }
    }
}
