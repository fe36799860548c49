use std::sync::Arc;

use watchword_policy::InForce;
use watchword_vault::{
    Clock, FoundVault, Kdf, KeyStore, LockedVault, OpenError, OsKeyring, Patience, PatientStore, Pin, Settings,
    StoreError, StoreKind, SystemClock, UnlockedVault, pin_strength,
};

use crate::audit::{Event, LockCause};
use crate::audit_trail::AuditTrail;
use crate::auto_lock::AutoLock;
use crate::chosen_backup::ChosenBackup;
use crate::directories::Directories;
use crate::policy_in_force::{PolicyInForce, PolicySource};
use crate::state::{Open, State};
use crate::view::{Locale, Phase, PinVerdict, Problem, Status, SystemProblem, Vault, VaultProblem};

/// Connects to the keyring. Called at every look, since a keyring may have started meanwhile.
pub type KeyringSource = Box<dyn Fn() -> Result<Arc<dyn KeyStore>, StoreError> + Send + Sync>;

/// One user's session with one vault, locked or unlocked.
pub struct Session {
    pub(crate) directories: Directories,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keyring: KeyringSource,
    keyring_name: &'static str,
    shares_with_command: bool,
    /// Chooses the cost of deriving a new PIN's key.
    pub(crate) kdf: fn(StoreKind) -> Kdf,
    pub(crate) state: State,
    /// The backup, or the folder of backups, that the user chose and has not restored yet.
    pub(crate) chosen_backup: Option<ChosenBackup>,
    /// Whether the vault locked while a new recovery key was shown that was not in use yet.
    unconfirmed_key: bool,
    /// The latest unlocking, even if the vault is locked again.
    unlocking: Unlocking,
    pub(crate) auto_lock: Arc<AutoLock>,
    pub(crate) policy_in_force: PolicyInForce,
    pub(crate) audit_trail: AuditTrail,
}

/// One time that a session's vault was unlocked or made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unlocking {
    /// Tells it from every other one of this session, counted from 1.
    pub number: u64,
    /// When it was, in Unix seconds.
    pub since: u64,
}

impl Session {
    /// Starts a session with this computer's own keyring and clocks.
    pub fn on_this_computer(directories: Directories, patience: Arc<Patience>) -> Self {
        let connect = || OsKeyring::connect().map(|keyring| Arc::new(keyring) as Arc<dyn KeyStore>);
        Self::new(directories, Arc::new(SystemClock), Box::new(PatientStore::source(patience, connect)))
            .with_policy(Box::new(|| InForce::of(watchword_policy::read())))
    }

    /// Starts a session with the vault in `directories`, if there is one.
    pub fn new(directories: Directories, clock: Arc<dyn Clock>, keyring: KeyringSource) -> Self {
        let auto_lock = Arc::new(AutoLock::new(clock.clone()));
        let policy_in_force = PolicyInForce::new(Box::new(InForce::default), clock.boot_time().seconds);
        let mut session = Self {
            directories,
            clock,
            keyring,
            keyring_name: "",
            shares_with_command: false,
            kdf: Kdf::calibrate,
            state: State::Unknown,
            chosen_backup: None,
            unconfirmed_key: false,
            unlocking: Unlocking::default(),
            auto_lock,
            policy_in_force,
            audit_trail: AuditTrail::default(),
        };
        session.look();
        session
    }

    /// Follows the policy that `read` returns. Without this there is none.
    #[must_use]
    pub fn with_policy(self, read: PolicySource) -> Self {
        let policy_in_force = PolicyInForce::new(read, self.clock.boot_time().seconds);
        Self { policy_in_force, ..self }
    }

    /// Sets the name that [`Status`] gives the keyring: the one that people know it by.
    #[must_use]
    pub fn with_keyring_name(self, keyring_name: &'static str) -> Self {
        Self { keyring_name, ..self }
    }

    /// Says in [`Status`] that commands can ask this session for codes.
    #[must_use]
    pub fn shared_with_command(self) -> Self {
        Self { shares_with_command: true, ..self }
    }

    /// Derives the keys of new PINs at this cost instead of one measured on this computer, which
    /// takes a second. A vault accepts none below [`Kdf::FLOOR`].
    #[must_use]
    pub fn with_kdf(self, kdf: fn(StoreKind) -> Kdf) -> Self {
        Self { kdf, ..self }
    }

    /// Looks for a vault in the directory, and sets the state accordingly.
    pub(crate) fn look(&mut self) {
        let found = LockedVault::find(&self.directories.data, &*self.keyring, self.clock.clone());
        self.state = match found.map_err(Problem::from) {
            Ok(FoundVault::Empty(empty)) => State::Welcome(empty),
            Ok(FoundVault::Locked(vault)) => State::Locked(vault),
            // The keyring is still handling an abandoned call: nothing new can be seen before that
            // returns.
            Err(problem) if problem.passes() && matches!(self.state, State::Locked(_)) => return,
            Err(problem) => State::Broken(problem),
        };
    }

    /// Returns what the window needs to show its first screen.
    pub fn status(&mut self) -> Status {
        // Another process may have made a vault here, or put another one in its place.
        if !self.is_unlocked() {
            self.look();
        }
        self.follow_policy();
        let preferences = self.preferences();
        Status {
            phase: self.phase(),
            locale: Locale::choose(preferences.language.as_deref()).name().into(),
            preferences,
            keyring: self.keyring_name.into(),
            shares_with_command: self.shares_with_command,
            tray: false,
            hotkey: None,
            organisation: self.organisation(),
            provisioning_folder: self.provisioning_folder().map(|folder| folder.display().to_string()),
            version: env!("CARGO_PKG_VERSION").into(),
        }
    }

    fn phase(&self) -> Phase {
        let broken = |problem: Problem| Phase::Broken { recovery_key: problem.calls_for_backup(), problem };
        match &self.state {
            State::Welcome(empty) => {
                Phase::Welcome { without_keyring: empty.without_keyring().cloned().map(Problem::from) }
            }
            State::Unlocked(_) => Phase::Unlocked,
            State::Broken(problem) => broken(problem.clone()),
            State::Unknown => broken(Problem::System(SystemProblem::Internal)),
            State::Locked(vault) => match vault.wait().map_err(Problem::from) {
                Err(problem) if problem.is_lasting() => broken(problem),
                wait => Phase::Locked {
                    wait_seconds: wait.map_or(0, |seconds| u32::try_from(seconds).unwrap_or(u32::MAX)),
                    recovery_key: vault.has_recovery(),
                    store: vault.store(),
                    unconfirmed_key: self.unconfirmed_key,
                },
            },
        }
    }

    /// What a face is told that has not given the PIN: as if the vault were locked.
    pub fn phase_as_locked(&self) -> Phase {
        match &self.state {
            State::Unlocked(open) => Phase::Locked {
                wait_seconds: open.vault.wait().map_or(0, |seconds| u32::try_from(seconds).unwrap_or(u32::MAX)),
                recovery_key: open.vault.has_recovery(),
                store: open.vault.store(),
                unconfirmed_key: false,
            },
            State::Unknown | State::Welcome(_) | State::Locked(_) | State::Broken(_) => self.phase(),
        }
    }

    /// Rates a PIN or passphrase that the user is choosing.
    pub fn judge_pin(&self, text: &str, store: StoreKind) -> PinVerdict {
        PinVerdict { strength: pin_strength(text, store), problem: self.choose_pin(text, store).err() }
    }

    /// Accepts a new PIN or passphrase.
    pub(crate) fn choose_pin(&self, text: &str, store: StoreKind) -> Result<Pin, Problem> {
        let pin = Pin::choose(text, store)?;
        self.suits_organisation(text)?;
        Ok(pin)
    }

    /// Makes an empty vault, unlocked.
    ///
    /// # Errors
    /// [`VaultProblem::Exists`]; why the PIN was refused; or why the vault could not be written.
    pub fn create(&mut self, pin: &str, store: StoreKind) -> Result<Vault, Problem> {
        let pin = self.choose_pin(pin, store)?;
        // Looking again would lock the vault.
        if self.is_unlocked() {
            return Err(VaultProblem::Exists.into());
        }
        self.look();
        let kdf = self.kdf;
        self.transition(|state| match state {
            State::Welcome(empty) => match empty.create(store, &pin, kdf(store)) {
                Ok(vault) => (State::unlocked(vault), Ok(())),
                Err(error) => (State::Unknown, Err(error.into())),
            },
            State::Broken(problem) => (State::Broken(problem.clone()), Err(problem)),
            other => (other, Err(Problem::Vault(VaultProblem::Exists))),
        })?;
        self.entered()?;
        self.record(Event::Unlocked);
        self.view()
    }

    /// Unlocks the vault with a PIN or passphrase, or checks that if another face has unlocked it
    /// already.
    ///
    /// # Errors
    /// Why it stays locked, or why the PIN isn't accepted.
    pub fn unlock(&mut self, pin: &str) -> Result<Vault, Problem> {
        if self.is_unlocked() {
            self.confirm_pin(pin)?;
            return self.vault();
        }
        let unlocked =
            self.unlock_with(|vault| vault.unlock(&Pin::typed(pin)).map_err(|refused| (refused.vault, refused.why)));
        if let Err(problem) = unlocked {
            self.record_refusal(&problem);
            return Err(problem);
        }
        self.apply_policy(Some(pin));
        self.record(Event::Unlocked);
        self.view()
    }

    pub(crate) fn unlock_with(
        &mut self,
        unlock: impl FnOnce(LockedVault) -> Result<UnlockedVault, (LockedVault, OpenError)>,
    ) -> Result<Vault, Problem> {
        if let State::Unlocked(open) = &self.state {
            return Ok(open.view(self.clock.unix_seconds()));
        }
        self.transition(|state| match state {
            State::Locked(vault) => match unlock(vault) {
                Ok(mut vault) => {
                    // The list marks seeds that stay missing, and offers a way to restore them.
                    let _ = vault.restore_seeds();
                    (State::unlocked(vault), Ok(()))
                }
                Err((vault, why)) => (State::Locked(vault), Err(why.into())),
            },
            State::Broken(problem) => (State::Broken(problem.clone()), Err(problem)),
            other => (other, Err(VaultProblem::Absent.into())),
        })?;
        self.entered()
    }

    /// Returns the number of wrong PINs since the last correct one.
    ///
    /// # Errors
    /// Why the vault or its count of wrong PINs cannot be read.
    pub fn failures(&self) -> Result<u32, Problem> {
        match &self.state {
            State::Locked(vault) => Ok(vault.failures()?),
            State::Broken(problem) => Err(problem.clone()),
            State::Unknown => Err(Problem::System(SystemProblem::Internal)),
            State::Unlocked(open) => Ok(open.vault.failures()?),
            State::Welcome(_) => Ok(0),
        }
    }

    /// Makes `vault` this session's vault, whatever was there before.
    pub(crate) fn enter(&mut self, vault: UnlockedVault) -> Result<Vault, Problem> {
        self.transition(|_| (State::unlocked(vault), ()));
        self.entered()
    }

    /// Returns the view of a vault that was just opened or made, and starts its idle time.
    fn entered(&mut self) -> Result<Vault, Problem> {
        let settings = self.open()?.settings();
        self.unlocking = Unlocking { number: self.unlocking.number + 1, since: self.clock.unix_seconds() };
        self.auto_lock.unlocked(self.unlocking.number, settings);
        self.chosen_backup = None;
        self.unconfirmed_key = false;
        self.apply_policy(None);
        self.view()
    }

    fn view(&mut self) -> Result<Vault, Problem> {
        let now = self.clock.unix_seconds();
        Ok(self.open()?.view(now))
    }

    /// Locks: drops every key, every generated code and every draft. Returns whether the vault was
    /// unlocked.
    pub fn lock(&mut self) -> bool {
        self.lock_because(LockCause::User)
    }

    /// The same, for another reason than the user's wish.
    pub fn lock_because(&mut self, why: LockCause) -> bool {
        let State::Unlocked(open) = &self.state else { return false };
        self.unconfirmed_key = open.pending_key.is_some();
        self.auto_lock.locked();
        self.transition(|state| match state {
            State::Unlocked(open) => (State::Locked(open.vault.lock()), ()),
            other => (other, ()),
        });
        self.record_lock(why);
        true
    }

    /// Whether the vault is open.
    pub fn is_unlocked(&self) -> bool {
        matches!(self.state, State::Unlocked(_))
    }

    /// Returns when the vault was unlocked, or `None` while it isn't.
    pub fn unlocking(&self) -> Option<Unlocking> {
        self.is_unlocked().then_some(self.unlocking)
    }

    /// Returns the settings as they count, or `None` while it isn't unlocked.
    pub fn settings(&self) -> Option<Settings> {
        match &self.state {
            State::Unlocked(open) => Some(open.settings()),
            State::Unknown | State::Welcome(_) | State::Locked(_) | State::Broken(_) => None,
        }
    }

    /// Whether the vault is unlocked, and lets terminals ask for codes in which the PIN was given.
    pub fn command_shares(&self) -> bool {
        self.settings().is_some_and(|settings| settings.command_shares)
    }

    pub(crate) fn open(&mut self) -> Result<&mut Open, Problem> {
        match &mut self.state {
            State::Unlocked(open) => Ok(open),
            State::Unknown | State::Welcome(_) | State::Locked(_) | State::Broken(_) => {
                Err(Problem::Vault(VaultProblem::Locked))
            }
        }
    }

    /// Runs a change of the open vault, and locks when another session has changed the PIN. Returns
    /// the result with the new view.
    pub(crate) fn change<T>(
        &mut self,
        change: impl FnOnce(&mut Open) -> Result<T, Problem>,
    ) -> Result<(T, Vault), Problem> {
        let now = self.clock.unix_seconds();
        self.guarded(|open| {
            let changed = change(open)?;
            Ok((changed, open.view(now)))
        })
    }

    /// Runs `work` on the open vault, and locks when it is no longer the one that was unlocked.
    pub(crate) fn guarded<T>(&mut self, work: impl FnOnce(&mut Open) -> Result<T, Problem>) -> Result<T, Problem> {
        let auto_lock = self.auto_lock.clone();
        let open = self.open()?;
        let done = work(open);
        // Another process may have saved other settings.
        auto_lock.follow(open.settings());
        match &done {
            Err(Problem::Vault(VaultProblem::Locked)) => drop(self.lock()),
            Err(problem) => self.record_refusal(problem),
            Ok(_) => {}
        }
        done
    }
}
