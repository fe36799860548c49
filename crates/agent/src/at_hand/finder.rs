use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::at_hand::acts::{Act, Acts};
use crate::at_hand::{AccountName, QuickAccess};

/// The word that a query starts with. What a user types into a launcher reaches every program that
/// it asks, and Watchword answers only where this word is meant for it.
const KEYWORD: &str = "otp";
/// The most accounts in one answer.
const MAX_FOUND: usize = 10;
/// The most characters of a query that are looked at.
const MAX_QUERY: usize = 128;
/// The most results that can still be chosen: those of the latest searches.
const MAX_OFFERED: usize = 64;

/// Finds accounts for launchers, and copies the code of one that was found.
pub(super) struct Finder {
    quick: Arc<dyn QuickAccess>,
    acts: Acts,
    /// What was found last. Nothing else can be chosen, such as a counter-based account, whose id
    /// a program may know from elsewhere.
    offered: Mutex<VecDeque<AccountName>>,
}

impl Finder {
    pub(super) fn new(quick: Arc<dyn QuickAccess>) -> io::Result<Self> {
        let acts = Acts::start(&quick, |_| {})?;
        Ok(Self { quick, acts, offered: Mutex::default() })
    }

    /// Returns the accounts for what a user has typed, at most ten: none without the keyword, and
    /// none while the vault is locked.
    pub(super) fn find(&self, typed: &str) -> Vec<AccountName> {
        let Some(query) = query(typed) else { return Vec::new() };
        if self.is_locked() {
            return Vec::new();
        }
        let mut found = self.quick.find(&query);
        found.truncate(MAX_FOUND);
        let mut offered = self.offered();
        offered.retain(|account| found.iter().all(|found| found.id != account.id));
        offered.extend(found.iter().cloned());
        let over = offered.len().saturating_sub(MAX_OFFERED);
        drop(offered.drain(..over));
        found
    }

    /// Returns the account with this id, if it was found before and the vault is still open.
    pub(super) fn offered_as(&self, id: &str) -> Option<AccountName> {
        if self.is_locked() {
            return None;
        }
        self.offered().iter().find(|account| account.id == id).cloned()
    }

    /// Copies the code of an account that was found before.
    pub(super) fn choose(&self, id: &str) {
        if let Some(account) = self.offered_as(id) {
            self.acts.begin(Act::Copy(account.id));
        }
    }

    /// Opens the window.
    pub(super) fn open(&self) {
        self.acts.begin(Act::Open(None));
    }

    /// Whether the vault is locked, which ends what was offered.
    fn is_locked(&self) -> bool {
        let locked = self.quick.is_locked();
        if locked {
            self.offered().clear();
        }
        locked
    }

    fn offered(&self) -> MutexGuard<'_, VecDeque<AccountName>> {
        self.offered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns what follows the keyword, or `None` if nothing does.
fn query(typed: &str) -> Option<String> {
    let typed: String = typed.chars().take(MAX_QUERY).collect();
    let (keyword, query) = typed.trim_start().split_once(char::is_whitespace)?;
    let query = query.trim();
    (keyword.eq_ignore_ascii_case(KEYWORD) && !query.is_empty()).then(|| query.to_owned())
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn queries_start_with_the_keyword() {
        assert_eq!(query("otp github").as_deref(), Some("github"));
        assert_eq!(query("  OTP\tgit  hub ").as_deref(), Some("git  hub"));
        for other in ["", "otp", "otp ", "github", "otpgithub", "my otp github", "code github"] {
            assert_eq!(query(other), None, "{other}");
        }
        assert_eq!(query(&format!("otp {}", "x".repeat(5000))).map(|query| query.len()), Some(124));
    }
}
