use serde::Serialize;
use watchword_exchange::{Fault, MAX_LINES, Nature, Refusal as Refused};
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
            Refused::NotAnAccount(nature) => ImportProblem::NotAccount { what: nature.into() },
            Refused::Malformed => ImportProblem::Malformed,
            Refused::UnsupportedType(what) | Refused::UnsupportedAlgorithm(what) => ImportProblem::Unsupported { what },
            Refused::Parameter { name, fault } => ImportProblem::Parameter { name, fault: fault.into() },
            Refused::Trashed => ImportProblem::Trashed,
            Refused::BatchDamaged => ImportProblem::BatchDamaged,
            Refused::TooLarge | Refused::TooMany => ImportProblem::TooMany { limit: MAX_LINES as u32 },
            Refused::Secret(error) => return error.into(),
            Refused::Digits => return AccountProblem::DigitsOutOfRange.into(),
            Refused::Period => return AccountProblem::PeriodOutOfRange.into(),
            Refused::Counter => return AccountProblem::CounterOutOfRange.into(),
            Refused::SteamParameters => return AccountProblem::SteamParameters.into(),
            Refused::NameTooLong => return AccountProblem::NameTooLong { limit: MAX_NAME_CHARS as u32 }.into(),
        })
    }
}

impl From<Nature> for Refusal {
    fn from(nature: Nature) -> Self {
        match nature {
            Nature::Web => Self::Web,
            Nature::Wifi => Self::Wifi,
            Nature::Contact => Self::Contact,
            Nature::Text => Self::Text,
        }
    }
}

impl From<Fault> for ParameterFault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::HalfSecret => Self::HalfSecret,
            Fault::Unknown => Self::Unknown,
            Fault::Twice => Self::Twice,
        }
    }
}
