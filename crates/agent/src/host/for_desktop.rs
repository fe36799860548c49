use std::time::SystemTime;

use watchword_session::{CopyRequest, Problem, Row, Session, VaultProblem};

use super::{Host, lock};

impl Host {
    /// Copies a code for a program on the session bus, which may show names and copy, if the user
    /// lets it. A counter is none of the search's business, which can't tell a click from a guess.
    pub(crate) fn copy_for_desktop(&self, id: &str) -> Result<CopyRequest, Problem> {
        self.with(&self.own, |session, news| {
            let settings = session.settings().ok_or(VaultProblem::Locked)?;
            let mut is_counter = || session_has_counter(session, id);
            if !settings.tray_copies && (!settings.search_copies || is_counter()) {
                return Err(VaultProblem::Locked.into());
            }
            let (copy, code) = session.copy_code(id, None, SystemTime::now())?;
            *news |= code.period.is_none();
            lock(&self.recent).used(id);
            Ok(copy)
        })
    }

    /// Puts accounts in the order of their last use.
    pub(crate) fn by_last_use(&self, mut rows: Vec<Row>) -> Vec<Row> {
        let recent = lock(&self.recent);
        rows.sort_by_key(|row| recent.place(&row.id));
        rows
    }
}

fn session_has_counter(session: &mut Session, id: &str) -> bool {
    session.vault().is_ok_and(|vault| vault.rows.iter().any(|row| row.id == id && row.counter.is_some()))
}
