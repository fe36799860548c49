use serde::{Deserialize, Serialize};

use crate::answer::Answer;
use crate::notice::Notice;
use crate::question::Question;

/// What a face asks of the process that holds the session. It has no `Debug`, since it may hold a
/// PIN.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Request {
    /// Lock. Anyone may ask; it waits for nothing.
    Lock,
    /// Lock, and hold the session no longer: a newer face is about to. Anyone may ask, in every
    /// version.
    Yield,
    /// The same as soon as the vault is locked, because this process has no display and the face
    /// has one. Anyone may ask.
    MakeWay,
    /// The user did something. Waits for nothing, like the next three.
    Touched,
    /// The window was minimised.
    Minimised,
    /// The user no longer waits for the keyring.
    StopWaiting,
    /// The user no longer wants to save.
    StopSaving,
    /// Whether there is a tray to stay in. Anyone may ask.
    HasTray,
    /// Open the palette, or close the one that is open. Anyone may ask.
    Palette,
    /// Whether the vault is locked, and who holds the session. Anyone may ask.
    LockState,
    /// Whether the PIN is needed before codes are given. Anyone may ask.
    Access,
    /// Something about the vault.
    Ask(Question),
}

/// A request in its frame.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    /// Which answer is to be this one's.
    pub(crate) id: u64,
    pub(crate) request: Request,
}

/// What the process that holds the session sends.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    /// The answer to the request of this id.
    Answer {
        id: u64,
        /// Whether this connection may ask everything now.
        open: bool,
        answer: Answer,
    },
    /// Something that happened.
    Notice(Notice),
}

impl Request {
    /// Whether its answer doesn't depend on the session: only a process that was stopped takes
    /// long.
    #[cfg(target_os = "linux")]
    pub(crate) fn is_apart(&self) -> bool {
        matches!(self, Self::MakeWay | Self::HasTray)
    }

    /// Whether it is answered at once, whatever the session is doing.
    pub(crate) fn waits_for_nothing(&self) -> bool {
        match self {
            Self::Lock
            | Self::Yield
            | Self::MakeWay
            | Self::Touched
            | Self::Minimised
            | Self::StopWaiting
            | Self::StopSaving
            | Self::HasTray
            | Self::Palette => true,
            Self::LockState | Self::Access | Self::Ask(_) => false,
        }
    }
}
