use serde::{Deserialize, Serialize};

use crate::organisation::Organisation;
use crate::preferences::Preferences;
use crate::view::{Phase, Problem};

/// What the window needs to show its first screen. It contains nothing that is sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Status {
    /// Which screen the window shows first.
    pub phase: Phase,
    /// The language of the messages: `en`, `id` or `it`.
    pub locale: String,
    /// The theme, the language and what else the user chose that needs no open vault.
    pub preferences: Preferences,
    /// The keyring's own name; empty if it is unknown.
    pub keyring: String,
    /// Whether commands can ask this session for codes.
    pub shares_with_command: bool,
    /// Whether there is a tray to stay in.
    pub tray: bool,
    /// What became of the keys that open the palette, if the user wants some.
    pub hotkey: Option<HotkeyState>,
    /// What the user's organisation has set.
    pub organisation: Organisation,
    /// The folder with accounts that the organisation leaves for this user.
    pub provisioning_folder: Option<String>,
    /// This build's version.
    pub version: String,
}

/// What became of keys that were to be taken from all programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum HotkeyState {
    /// They open the palette.
    Bound,
    /// Another program has them.
    Taken,
    /// The desktop lets no program take keys. Its own settings can bind some to a command.
    Unsupported,
    /// The user or the desktop has refused, or chosen none.
    NotBound,
    /// They aren't a combination that can be taken.
    Invalid,
}

/// The rating of a PIN that the user is choosing.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PinVerdict {
    /// Strength from 0 (refused) to 4.
    pub strength: u8,
    /// Why it is refused.
    pub problem: Option<Problem>,
}
