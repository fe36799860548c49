use uuid::Uuid;
use watchword_otp::{Account, Kind};

use crate::unlocked::UnlockedVault;

/// What an account that comes in is to those that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Neither its seed nor its names are there.
    New,
    /// The same seed makes the same codes already.
    Duplicate(Uuid),
    /// The same issuer and account, with another seed or other parameters.
    Conflict(Uuid),
}

impl UnlockedVault {
    /// Compares accounts with those that are there, trash aside. Each seed is opened once and closed again.
    pub fn compare(&self, incoming: &[Account]) -> Vec<Match> {
        let mut matches = vec![Match::New; incoming.len()];
        for entry in self.entries() {
            let secret = self.secret(entry.id);
            for (account, found) in incoming.iter().zip(&mut matches) {
                if matches!(found, Match::Duplicate(_)) {
                    continue;
                }
                let same_seed =
                    secret.as_ref() == Some(&account.secret) && same_codes(&entry.parameters, &account.parameters);
                let same_names = entry.issuer.eq_ignore_ascii_case(&account.issuer) && entry.account == account.account;
                if same_seed {
                    *found = Match::Duplicate(entry.id);
                } else if same_names {
                    *found = Match::Conflict(entry.id);
                }
            }
        }
        matches
    }
}

/// Two counters of one seed are one account at two moments.
fn same_codes(one: &watchword_otp::Parameters, other: &watchword_otp::Parameters) -> bool {
    let kinds = match (one.kind(), other.kind()) {
        (Kind::Hotp { .. }, Kind::Hotp { .. }) => true,
        (one, other) => one == other,
    };
    kinds && one.algorithm() == other.algorithm() && one.digits() == other.digits()
}
