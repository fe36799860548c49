use age::x25519::Recipient;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An organisation's last valid policy. It stays in force while a newer one can't be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPolicy {
    /// The last valid settings by name, as a policy file has them.
    #[serde(default)]
    pub settings: Map<String, Value>,
    /// The age recipients to whom every backup is encrypted too: those for which
    /// [`is_escrow_recipient`] is true.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escrow: Vec<String>,
    /// The moment from which the PIN has been known to break the policy's rules, in Unix seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin_unfit_since: Option<u64>,
}

/// Whether a text is a recipient of age's kind X25519 (`age1…`).
pub fn is_escrow_recipient(text: &str) -> bool {
    text.parse::<Recipient>().is_ok()
}
