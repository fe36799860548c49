use serde::{Deserialize, Serialize};

/// Something in a policy that doesn't count as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Fault {
    /// The file or the registry key.
    pub place: String,
    /// The setting, unless it is the whole place.
    pub key: Option<String>,
    /// Why it doesn't count as written.
    pub reason: Reason,
}

/// Why something in a policy doesn't count as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Others than the administrator may write there: it is ignored.
    NotRoots,
    /// It cannot be read or is larger than 1 MiB: the last valid policy stays in force.
    Unreadable,
    /// It is no JSON object, or names a setting twice: the last valid policy stays in force.
    Unparsable,
    /// There is no such setting.
    UnknownKey,
    /// The value doesn't fit: what the setting declares for that counts.
    Malformed,
    /// Only a policy for the whole computer may set it.
    MachineOnly,
}

impl Reason {
    /// Whether part of the policy is unknown, so that the last valid one has to stay in force.
    pub(crate) fn hides_the_rest(self) -> bool {
        matches!(self, Self::Unreadable | Self::Unparsable)
    }
}
