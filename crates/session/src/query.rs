use watchword_otp::Timed;

use crate::edit::account_id;
use crate::session::Session;
use crate::view::{Problem, Row};

impl Session {
    /// Finds the accounts that match a query: those with that id or exactly that name
    /// (`issuer:account`, issuer or account), or else all whose issuer or account contains it.
    /// Ignores case. A blank query matches none.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn find(&mut self, query: &str) -> Result<Vec<Row>, Problem> {
        let vault = &self.open()?.vault;
        let query = query.trim().to_lowercase();
        // It would be the exact name of an account without an issuer, and part of every other name.
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = vault.entries().map(|entry| Row::of(entry, vault)).collect();
        let exact = |row: &&Row| {
            let (issuer, account) = (row.issuer.to_lowercase(), row.account.to_lowercase());
            row.id == query || issuer == query || account == query || format!("{issuer}:{account}") == query
        };
        let contained =
            |row: &&Row| row.issuer.to_lowercase().contains(&query) || row.account.to_lowercase().contains(&query);
        let exactly: Vec<Row> = rows.iter().filter(exact).cloned().collect();
        if exactly.is_empty() { Ok(rows.iter().filter(contained).cloned().collect()) } else { Ok(exactly) }
    }

    /// Computes the code of a time-based account at `at`, in Unix seconds.
    ///
    /// # Errors
    /// Why there is no code.
    pub fn code_at(&mut self, id: &str, at: u64) -> Result<Timed, Problem> {
        Ok(self.open()?.vault.code(account_id(id)?, at)?)
    }

    /// Looks for a code among the time steps up to `window` before and after `at` (Unix seconds).
    /// Returns its drift in time steps, or `None` if it is none of their codes.
    ///
    /// # Errors
    /// Why the account has no codes to compare with.
    pub fn verify(&mut self, id: &str, at: u64, window: u32, code: &str) -> Result<Option<i64>, Problem> {
        Ok(self.open()?.vault.verify(account_id(id)?, at, window, code)?)
    }
}
