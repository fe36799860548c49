use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// One code on display, wiped when dropped.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CodeView {
    /// The account's id.
    pub id: String,
    /// The code, not split into groups.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub code: Zeroizing<String>,
    /// The next code, if the account is time-based.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub next: Option<Zeroizing<String>>,
    /// Milliseconds until the next code, if the account is time-based.
    pub remaining_ms: Option<u32>,
    /// Seconds a code is valid for, if the account is time-based.
    pub period: Option<u32>,
}

/// The codes of the rows in view.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Codes {
    /// The codes, except those of HOTP rows with none generated since unlocking.
    pub codes: Vec<CodeView>,
    /// Milliseconds until the first code changes.
    pub refresh_in_ms: Option<u32>,
}

/// A code that is in the clipboard.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Copied {
    /// Seconds until the clipboard is cleared, 10 to 300.
    pub clears_in_seconds: u32,
    /// The code that was copied.
    pub code: CodeView,
}

/// A recovery key that is in the clipboard.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CopiedKey {
    /// Seconds until the clipboard is cleared, 10 to 300.
    pub clears_in_seconds: u32,
}
