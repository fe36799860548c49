use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use watchword_otp::Timed;
use watchword_vault::Entry;
use zeroize::Zeroizing;

use crate::audit::Event;
use crate::edit::account_id;
use crate::session::Session;
use crate::view::{Problem, Row};

impl Session {
    /// Finds the accounts that match a query: those with that id or exactly that name
    /// (`issuer:account`, issuer or account), or else all whose issuer or account contains it, or
    /// else all with it in a tag or in their note. Ignores case. A blank query matches none.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn find(&mut self, query: &str) -> Result<Vec<Row>, Problem> {
        let open = &*self.open()?;
        let query = query.trim().to_lowercase();
        // It would be the exact name of an account without an issuer, and part of every other name.
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let exact = |entry: &Entry| {
            let (issuer, account) = (entry.issuer.to_lowercase(), entry.account.to_lowercase());
            entry.id.to_string() == query
                || issuer == query
                || account == query
                || format!("{issuer}:{account}") == query
        };
        let contained = |entry: &Entry| {
            entry.issuer.to_lowercase().contains(&query) || entry.account.to_lowercase().contains(&query)
        };
        let words = [fold(&query)];
        let noted = |entry: &Entry| has_all(&words, &[fold_labels(entry), fold(entry.note.expose())]);
        let rows = |matches: &dyn Fn(&Entry) -> bool| -> Vec<Row> {
            let found = open.vault.entries().filter(|entry| matches(entry));
            found.map(|entry| Row::of(entry, open)).collect()
        };
        let found = [&exact as &dyn Fn(&Entry) -> bool, &contained, &noted].into_iter().map(rows);
        Ok(found.into_iter().find(|found| !found.is_empty()).unwrap_or_default())
    }

    /// Finds the accounts with every word of a query in their names, tags and note, but not in
    /// names and tags alone: those that the window, which has no notes, can't find. Ignores case,
    /// accents and the like. Returns their ids, in list order.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn search_notes(&mut self, query: &str) -> Result<Vec<String>, Problem> {
        let folded = fold(query);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let noted = |entry: &&Entry| {
            let labels = fold_labels(entry);
            !has_all(&words, &[&labels]) && has_all(&words, &[&labels, &fold(entry.note.expose())])
        };
        let entries = self.open()?.vault.entries().filter(|entry| !entry.note.is_empty()).filter(noted);
        Ok(entries.map(|entry| entry.id.to_string()).collect())
    }

    /// Computes the code of a time-based account at `at`, in Unix seconds.
    ///
    /// # Errors
    /// [`crate::AccountProblem::AsksForPin`] if it requires the PIN; why the PIN is not accepted;
    /// or why there is no code.
    pub fn code_at(&mut self, id: &str, pin: Option<&str>, at: u64) -> Result<Timed, Problem> {
        let id = account_id(id)?;
        self.admit(id, pin)?;
        let code = self.open()?.vault.code(id, at)?;
        self.record(Event::CodeShown { account: id });
        Ok(code)
    }

    /// Looks for a code among the time steps up to `window` before and after `at` (Unix seconds).
    /// Returns its drift in time steps, or `None` if it is none of their codes. Takes the PIN where
    /// codes do: all of them tried, it would tell the right one.
    ///
    /// # Errors
    /// [`crate::AccountProblem::AsksForPin`]; why the PIN is not accepted; or why the account has
    /// no codes to compare with.
    pub fn verify(
        &mut self,
        id: &str,
        pin: Option<&str>,
        at: u64,
        window: u32,
        code: &str,
    ) -> Result<Option<i64>, Problem> {
        let id = account_id(id)?;
        self.admit(id, pin)?;
        Ok(self.open()?.vault.verify(id, at, window, code)?)
    }
}

impl Row {
    /// Whether each word of a query is in the account's names or tags. Ignores case, accents and
    /// the like, as the window's search does.
    pub fn is_found_by(&self, query: &str) -> bool {
        let folded = fold(query);
        let words: Vec<&str> = folded.split_whitespace().collect();
        has_all(&words, &[fold_all([&self.issuer, &self.account].into_iter().chain(&self.tags))])
    }
}

/// Whether each word is in one of the texts.
fn has_all(words: &[impl AsRef<str>], texts: &[impl AsRef<str>]) -> bool {
    words.iter().all(|word| texts.iter().any(|text| text.as_ref().contains(word.as_ref())))
}

/// What the window also finds an account by: its names and tags, one a line.
fn fold_labels(entry: &Entry) -> Zeroizing<String> {
    fold_all([&entry.issuer, &entry.account].into_iter().chain(&entry.tags))
}

fn fold_all<'a>(texts: impl Iterator<Item = &'a String>) -> Zeroizing<String> {
    fold(&texts.map(String::as_str).collect::<Vec<_>>().join("\n"))
}

/// The text without case and combining marks, as `fold` in `ui/src/lib/search.ts` does it.
fn fold(text: &str) -> Zeroizing<String> {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    Zeroizing::new(letters.collect())
}
