use serde::{Deserialize, Serialize};
use watchword_session::{Phase, Problem, StoreKind, SystemProblem, VaultProblem};

use crate::face_kind::FaceKind;
use crate::question::Told;

/// The answer to a request. It has no `Debug`, since it may hold a code.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    /// It was done, and there is nothing to report.
    Done,
    /// Whether the vault is locked.
    LockState(LockState),
    /// Whether the PIN is needed.
    Access(Access),
    /// Whether there is a tray to stay in.
    HasTray(bool),
    /// Whether this process ends now, for one with a display.
    MakesWay(bool),
    /// What was asked about the vault.
    Told(Box<Told>),
    /// The PIN is needed first.
    NotAllowed,
    /// Why it could not be done.
    Refused(Problem),
}

/// Whether a session is locked, and who uses it. It says nothing about the vault's contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockState {
    /// Whether the vault is locked.
    pub locked: bool,
    /// When it was unlocked, in Unix seconds.
    pub since: Option<u64>,
    /// Which face gave the PIN.
    pub by: Option<FaceKind>,
    /// When it locks if the user does nothing, in Unix seconds; `None` if it doesn't by itself.
    pub until: Option<u64>,
    /// Which process holds the session.
    pub held_by: FaceKind,
    /// Whether a window is open.
    pub window: bool,
}

/// Whether a face has to give the PIN.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Access {
    /// Whether it may ask for codes without.
    pub granted: bool,
    /// What state the vault is in.
    pub phase: Phase,
    /// Where its secrets are, and so whether a PIN or a passphrase opens it.
    pub store: StoreKind,
    /// The wrong PINs since the last correct one.
    pub failures: u32,
}

/// Why a face didn't get what it asked for.
#[derive(Debug)]
pub enum Refusal {
    /// The PIN is needed first: the vault was locked meanwhile, or the terminal was quiet for too
    /// long.
    NotAllowed,
    /// What went wrong.
    Problem(Problem),
    /// The process that held the session is gone, or doesn't answer as it should.
    Gone,
    /// There was no answer in time: the keyring keeps the session waiting, or another face does.
    Late,
}

impl From<Refusal> for Problem {
    /// What a user is told who has seen the vault open: it is locked now.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Problem(problem) => problem,
            Refusal::NotAllowed | Refusal::Gone => VaultProblem::Locked.into(),
            Refusal::Late => SystemProblem::Internal.into(),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl Refusal {
    /// Another answer than the one to what was asked.
    pub(crate) fn unexpected() -> Self {
        Self::Problem(SystemProblem::Internal.into())
    }
}
