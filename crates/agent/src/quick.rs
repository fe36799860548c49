use std::sync::Arc;
use std::time::Duration;

use watchword_desktop::Clipboard;
use watchword_session::{Problem, Row};

use crate::at_hand::{AccountName, QuickAccess};
use crate::clipboard_problem::clipboard_problem;
use crate::host::Host;

/// What the tray and the launchers may ask of a host, and the clipboard that their codes go to.
pub struct Quick {
    host: Arc<Host>,
    clipboard: Clipboard,
    open_window: Box<dyn Fn(Option<String>) + Send + Sync>,
    quit: Box<dyn Fn() + Send + Sync>,
}

impl Quick {
    /// `open_window` opens the window with the token of a click, if there is one; `quit` ends this
    /// process.
    pub fn new(
        host: Arc<Host>,
        clipboard: Clipboard,
        open_window: impl Fn(Option<String>) + Send + Sync + 'static,
        quit: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self { host, clipboard, open_window: Box::new(open_window), quit: Box::new(quit) }
    }
}

impl QuickAccess for Quick {
    fn is_locked(&self) -> bool {
        self.host.session().unlocking().is_none()
    }

    fn recent(&self) -> Option<Vec<AccountName>> {
        let mut session = self.host.session().get();
        // What the tray shows, any program on the bus can read.
        if !session.settings()?.tray_copies {
            return Some(Vec::new());
        }
        let rows = session.vault().ok()?.rows;
        drop(session);
        // A menu can't ask for the PIN.
        let rows = self.host.by_last_use(rows).into_iter().filter(|row| !row.asks_for_pin);
        Some(rows.map(AccountName::from).collect())
    }

    fn find(&self, query: &str) -> Vec<AccountName> {
        let mut session = self.host.session().get();
        if !session.settings().is_some_and(|settings| settings.search_copies) {
            return Vec::new();
        }
        let rows = session.vault().map(|vault| vault.rows).unwrap_or_default();
        let is_offered = |row: &Row| row.counter.is_none() && !row.asks_for_pin && row.is_found_by(query);
        let found = rows.into_iter().filter(is_offered);
        found.map(AccountName::from).collect()
    }

    fn copy(&self, id: &str) -> Result<u32, Problem> {
        let copy = self.host.copy_for_desktop(id)?;
        let clears_in = Duration::from_secs(copy.clears_in_seconds.into());
        self.clipboard.copy(&copy.text, clears_in).map_err(clipboard_problem)?;
        Ok(copy.clears_in_seconds)
    }

    fn lock(&self) {
        self.host.lock();
    }

    fn open_window(&self, activation: Option<String>) {
        (self.open_window)(activation);
    }

    fn quit(&self) {
        self.host.lock();
        (self.quit)();
    }
}

impl From<Row> for AccountName {
    fn from(row: Row) -> Self {
        Self { id: row.id, issuer: row.issuer, account: row.account }
    }
}
