use std::collections::HashMap;
use std::mem;

use uuid::Uuid;
use watchword_otp::Code;
use watchword_policy::Policy;
use watchword_vault::{EmptyVault, LockedVault, UnlockedVault};

use crate::audit::AuditTrouble;
use crate::export::pending::PendingExport;
use crate::intake::{Drafts, LastImport};
use crate::pending_backup::PendingBackup;
use crate::pending_key::PendingKey;
use crate::session::Session;
use crate::view::Problem;

/// The state of a session's vault.
pub(crate) enum State {
    /// The directory has to be looked at: at the start, after a vault could not be made, and after
    /// a transition panicked.
    Unknown,
    Welcome(EmptyVault),
    Locked(LockedVault),
    Unlocked(Box<Open>),
    Broken(Problem),
}

impl State {
    pub(crate) fn unlocked(vault: UnlockedVault) -> Self {
        Self::Unlocked(Box::new(Open {
            vault,
            policy: Policy::default(),
            audit_trouble: None,
            drafts: Drafts::default(),
            provisioned: Drafts::default(),
            last_import: None,
            drawn: HashMap::new(),
            pending_key: None,
            pending_export: None,
            pending_backup: None,
        }))
    }
}

/// Everything that is dropped when the vault locks.
pub(crate) struct Open {
    pub(crate) vault: UnlockedVault,
    /// What the organisation has set.
    pub(crate) policy: Policy,
    /// Why the audit log lacks something.
    pub(crate) audit_trouble: Option<AuditTrouble>,
    pub(crate) drafts: Drafts,
    /// What was read from the organisation's files and isn't added yet.
    pub(crate) provisioned: Drafts,
    pub(crate) last_import: Option<LastImport>,
    /// The last HOTP code of each account that has given one since unlocking.
    pub(crate) drawn: HashMap<Uuid, Drawn>,
    pub(crate) pending_key: Option<PendingKey>,
    pub(crate) pending_export: Option<PendingExport>,
    pub(crate) pending_backup: Option<PendingBackup>,
}

/// An HOTP code that was generated.
pub(crate) struct Drawn {
    pub(crate) code: Code,
    /// When it was, in seconds of the boot clock.
    pub(crate) at: u64,
}

impl Session {
    /// Forgets what a window had begun: the review, a new recovery key, and the export and the
    /// backup that it was allowed.
    pub fn forget_drafts(&mut self) {
        if let State::Unlocked(open) = &mut self.state {
            open.drafts.clear();
            (open.pending_key, open.pending_export, open.pending_backup) = (None, None, None);
        }
    }

    /// Replaces the state with the one that `step` makes of it. Looks at the directory again at
    /// once if `step` returns [`State::Unknown`]; if it panics, before the next transition or at
    /// the next [`Session::status`].
    pub(crate) fn transition<T>(&mut self, step: impl FnOnce(State) -> (State, T)) -> T {
        self.look_if_unknown();
        let (state, outcome) = step(mem::replace(&mut self.state, State::Unknown));
        self.state = state;
        self.look_if_unknown();
        outcome
    }

    fn look_if_unknown(&mut self) {
        if matches!(self.state, State::Unknown) {
            self.look();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;

    use watchword_vault::{StoreError, SystemClock};

    use super::*;
    use crate::directories::Directories;
    use crate::view::Phase;

    #[test]
    fn panic_in_a_transition_is_followed_by_another_look_at_the_vault() {
        let directory = tempfile::tempdir().unwrap();
        let directories = Directories { data: directory.path().join("data"), config: directory.path().into() };
        let mut session = Session::new(directories, Arc::new(SystemClock), Box::new(|| Err(StoreError::Absent)));
        let panics = |session: &mut Session| {
            let step = AssertUnwindSafe(|| session.transition(|_| -> (State, ()) { panic!("simulated bug") }));
            assert!(catch_unwind(step).is_err() && matches!(session.state, State::Unknown));
        };
        panics(&mut session);
        assert!(matches!(session.status().phase, Phase::Welcome { .. }));
        panics(&mut session);
        let is_welcome = session.transition(|state| {
            let is_welcome = matches!(state, State::Welcome(_));
            (state, is_welcome)
        });
        assert!(is_welcome && !session.lock());
    }
}
