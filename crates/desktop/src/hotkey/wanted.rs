use super::chord::Chord;

/// A key combination to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hotkey {
    /// What the callback gets. Wayland desktops remember the user's choice by it.
    pub id: String,
    /// What pressing it does, for the desktop's dialog.
    pub description: String,
    /// The combination. A Wayland desktop takes it for a suggestion.
    pub chord: Chord,
}
