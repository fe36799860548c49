use std::collections::HashMap;

use uuid::Uuid;
use watchword_otp::{Account, Kind};

use crate::unlocked::UnlockedVault;

/// How an incoming account compares with those in the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// No account makes the same codes or has the same names.
    New,
    /// This account makes the same codes from the same seed.
    Duplicate(Uuid),
    /// This account has the same issuer and account name, with another seed or other parameters.
    Conflict(Uuid),
}

impl UnlockedVault {
    /// Compares accounts with those in the vault, except the trash. Opens each seed once, and wipes
    /// it before the next.
    pub fn compare(&self, incoming: &[Account]) -> Vec<Match> {
        let mut by_seed: HashMap<&[u8], Vec<usize>> = HashMap::new();
        let mut by_names: HashMap<(String, &str), Vec<usize>> = HashMap::new();
        for (position, account) in incoming.iter().enumerate() {
            by_seed.entry(account.secret.expose()).or_default().push(position);
            by_names.entry((account.issuer.to_ascii_lowercase(), &account.account)).or_default().push(position);
        }
        let mut matches = vec![Match::New; incoming.len()];
        let seeds_key = self.seeds_key();
        for entry in self.entries() {
            let secret = self.secret_of(entry, &seeds_key);
            let same_seed = secret.as_ref().and_then(|secret| by_seed.get(secret.expose()));
            let same_names = by_names.get(&(entry.issuer.to_ascii_lowercase(), entry.account.as_str()));
            for position in same_names.into_iter().flatten() {
                if !matches!(matches[*position], Match::Duplicate(_)) {
                    matches[*position] = Match::Conflict(entry.id);
                }
            }
            for position in same_seed.into_iter().flatten() {
                let same = same_codes(&entry.parameters, &incoming[*position].parameters);
                if same && !matches!(matches[*position], Match::Duplicate(_)) {
                    matches[*position] = Match::Duplicate(entry.id);
                }
            }
        }
        matches
    }
}

/// Whether both make the same codes. Counters are ignored, because one account has different ones
/// over time.
pub(crate) fn same_codes(one: &watchword_otp::Parameters, other: &watchword_otp::Parameters) -> bool {
    let kinds = match (one.kind(), other.kind()) {
        (Kind::Hotp { .. }, Kind::Hotp { .. }) => true,
        (one, other) => one == other,
    };
    kinds && one.algorithm() == other.algorithm() && one.digits() == other.digits()
}
