use serde::Serialize;

use crate::preferences::Preferences;
use crate::view::{Phase, Problem};

/// What the window needs to draw its first screen. Nothing that is sealed.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Status {
    /// Which screen that is.
    pub phase: Phase,
    /// The language of the words: `en`, `id`, `it`.
    pub locale: String,
    /// Theme and language as chosen.
    pub preferences: Preferences,
    /// The keyring's own name; empty where that cannot be told.
    pub keyring: String,
    /// This build's version.
    pub version: String,
}

/// What is thought of a PIN that is being chosen.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PinVerdict {
    /// 0 (refused) to 4.
    pub strength: u8,
    /// Why it is refused.
    pub problem: Option<Problem>,
}
