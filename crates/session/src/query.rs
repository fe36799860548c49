use watchword_otp::Timed;

use crate::edit::account_id;
use crate::session::Session;
use crate::view::{Problem, Row};

impl Session {
    /// The accounts a query means: the one with that id or exactly that name (`issuer:account`,
    /// issuer or account), else all whose issuer or account contain it; case does not count.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn find(&mut self, query: &str) -> Result<Vec<Row>, Problem> {
        let vault = &self.open()?.vault;
        let query = query.trim().to_lowercase();
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

    /// The code of an account that time drives, at Unix seconds.
    ///
    /// # Errors
    /// Why there is no code.
    pub fn code_at(&mut self, id: &str, at: u64) -> Result<Timed, Problem> {
        Ok(self.open()?.vault.code(account_id(id)?, at)?)
    }

    /// Looks for a code among the steps around a moment, and returns its drift in steps.
    ///
    /// # Errors
    /// Why it cannot be looked for.
    pub fn verify(&mut self, id: &str, at: u64, window: u32, code: &str) -> Result<Option<i64>, Problem> {
        Ok(self.open()?.vault.verify(account_id(id)?, at, window, code)?)
    }
}
