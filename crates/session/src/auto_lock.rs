use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use watchword_vault::{BootTime, Clock, Settings};

/// Decides when the vault locks by itself. Kept outside the session, which may be waiting for the
/// keyring.
pub(crate) struct AutoLock {
    clock: Arc<dyn Clock>,
    watched: Mutex<Watched>,
}

struct Watched {
    /// When the user last did something, on the boot clock, which counts sleep and ignores changes
    /// of the system time.
    touched: BootTime,
    /// The open vault's settings; `None` while no vault is open.
    settings: Option<Settings>,
    /// The number of the unlocking that is going on.
    unlocking: Option<u64>,
}

impl AutoLock {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let watched = Mutex::new(Watched { touched: clock.boot_time(), settings: None, unlocking: None });
        Self { clock, watched }
    }

    /// Restarts the idle time.
    pub(crate) fn touched(&self) {
        let now = self.clock.boot_time();
        self.watched().touched = now;
    }

    /// Applies the settings of the open vault from now on.
    pub(crate) fn follow(&self, settings: Settings) {
        self.watched().settings = Some(settings);
    }

    /// Notes that the vault was opened, and restarts the idle time.
    pub(crate) fn unlocked(&self, unlocking: u64, settings: Settings) {
        let touched = self.clock.boot_time();
        let (settings, unlocking) = (Some(settings), Some(unlocking));
        *self.watched() = Watched { touched, settings, unlocking };
    }

    /// Notes that no vault is open.
    pub(crate) fn locked(&self) {
        let mut watched = self.watched();
        (watched.settings, watched.unlocking) = (None, None);
    }

    /// Returns the settings of the open vault.
    pub(crate) fn settings(&self) -> Option<Settings> {
        self.watched().settings
    }

    /// Returns the number of the unlocking that is going on.
    pub(crate) fn unlocking(&self) -> Option<u64> {
        self.watched().unlocking
    }

    /// Whether the vault is open and has been idle for the minutes the user set.
    pub(crate) fn is_due(&self) -> bool {
        self.due_in() == Some(0)
    }

    /// The seconds until the vault locks if the user does nothing; `None` while no vault is open,
    /// and if it doesn't lock by itself.
    pub(crate) fn due_in(&self) -> Option<u64> {
        let now = self.clock.boot_time();
        let watched = self.watched();
        let minutes = watched.settings?.lock_after_minutes?;
        let idle = now.seconds.saturating_sub(watched.touched.seconds);
        let left = (u64::from(minutes) * 60).saturating_sub(idle);
        Some(if now.boot == watched.touched.boot { left } else { 0 })
    }

    /// Whether the vault is open and minimising the window locks it.
    pub(crate) fn is_due_when_minimised(&self) -> bool {
        self.watched().settings.is_some_and(|settings| settings.lock_when_minimised)
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
