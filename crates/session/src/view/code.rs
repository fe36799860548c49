use serde::Serialize;
use zeroize::Zeroizing;

/// One code on display, wiped when dropped.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CodeView {
    /// The account's.
    pub id: String,
    /// Ungrouped.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub code: Zeroizing<String>,
    /// The one after it, where time drives the code.
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub next: Option<Zeroizing<String>>,
    /// Milliseconds until the next one.
    pub remaining_ms: Option<u32>,
    /// Seconds a code is valid for.
    pub period: Option<u32>,
}

/// The codes of the rows in view.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Codes {
    /// An HOTP row that was not drawn since unlocking is not among them.
    pub codes: Vec<CodeView>,
    /// Milliseconds until the first of them changes.
    pub refresh_in_ms: Option<u32>,
}

/// A code is in the clipboard.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Copied {
    /// Until it is cleared.
    pub clears_in_seconds: u32,
    /// Which code it is.
    pub code: CodeView,
}

/// The recovery key is in the clipboard.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CopiedKey {
    /// Until it is cleared.
    pub clears_in_seconds: u32,
}
