use std::collections::HashMap;

use uuid::Uuid;
use watchword_otp::{Account, Parameters};

use crate::unlocked::UnlockedVault;

/// An account that resembles an incoming one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// What the two have in common.
    pub likeness: Likeness,
    /// The account that was there first.
    pub other: Other,
}

/// What two accounts have in common, the most first. Issuers that differ in case are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Both names, the secret and the parameters.
    All,
    /// The secret and the parameters, so that both make the same codes.
    Codes,
    /// Both names and the secret, with other parameters.
    NamesAndSecret,
    /// Both names, with another secret or none that opens.
    Names,
}

/// The account that an incoming one resembles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// One in the vault, by its id.
    InVault(Uuid),
    /// An earlier incoming one, by its index.
    Incoming(usize),
}

/// The names by which accounts are compared; `None` if both are empty, which says nothing.
pub(crate) fn names(issuer: &str, account: &str) -> Option<(String, String)> {
    (!issuer.is_empty() || !account.is_empty()).then(|| (issuer.to_ascii_lowercase(), account.to_owned()))
}

/// The parameters by which accounts are compared. Counters are ignored, because one account has
/// different ones over time.
pub(crate) fn without_counter(parameters: &Parameters) -> Parameters {
    parameters.with_counter(0)
}

/// The incoming accounts, by their secrets and by their names.
struct Incoming<'a> {
    accounts: &'a [&'a Account],
    by_secret: HashMap<&'a [u8], Vec<usize>>,
    by_names: HashMap<(String, String), Vec<usize>>,
}

impl<'a> Incoming<'a> {
    fn of(accounts: &'a [&'a Account]) -> Self {
        let mut incoming = Self { accounts, by_secret: HashMap::new(), by_names: HashMap::new() };
        for (index, account) in accounts.iter().enumerate() {
            incoming.by_secret.entry(account.secret.expose()).or_default().push(index);
            if let Some(names) = names(&account.issuer, &account.account) {
                incoming.by_names.entry(names).or_default().push(index);
            }
        }
        incoming
    }

    fn with_secret(&self, secret: &[u8]) -> &[usize] {
        self.by_secret.get(secret).map_or(&[], Vec::as_slice)
    }

    fn with_names(&self, issuer: &str, account: &str) -> &[usize] {
        names(issuer, account).and_then(|names| self.by_names.get(&names)).map_or(&[], Vec::as_slice)
    }

    /// What the account at `index` has in common with another that has its secret.
    fn likeness(&self, index: usize, issuer: &str, account: &str, parameters: &Parameters) -> Option<Likeness> {
        let this = self.accounts[index];
        let codes = without_counter(&this.parameters) == without_counter(parameters);
        let same = this.account == account && this.issuer.eq_ignore_ascii_case(issuer);
        match (codes, same && names(issuer, account).is_some()) {
            (true, true) => Some(Likeness::All),
            (true, false) => Some(Likeness::Codes),
            (false, true) => Some(Likeness::NamesAndSecret),
            (false, false) => None,
        }
    }

    /// The first of the earlier accounts that makes the same codes, or else has the same names.
    fn earlier(&self, index: usize) -> Option<Match> {
        let this = self.accounts[index];
        let likeness = |other: usize| {
            let Account { issuer, account, parameters, .. } = self.accounts[other];
            Some((self.likeness(index, issuer, account, parameters)?, other))
        };
        let same_secret = self.with_secret(this.secret.expose()).iter().take_while(|other| **other < index);
        let same_names = self.with_names(&this.issuer, &this.account).first().filter(|other| **other < index);
        let closest = same_secret.filter_map(|other| likeness(*other)).min();
        let (likeness, other) = closest.or_else(|| Some((Likeness::Names, *same_names?)))?;
        Some(Match { likeness, other: Other::Incoming(other) })
    }
}

impl UnlockedVault {
    /// Compares accounts with those in the vault, except the trash, and those that resemble none
    /// there with the earlier ones. Returns the closest match of each. Opens each seed of the vault
    /// once, and wipes it before the next.
    pub fn compare(&self, accounts: &[&Account]) -> Vec<Option<Match>> {
        let incoming = Incoming::of(accounts);
        let mut found: Vec<Option<Match>> = vec![None; accounts.len()];
        let mut keep = |index: usize, likeness: Likeness, id: Uuid| {
            if found[index].is_none_or(|known| likeness < known.likeness) {
                found[index] = Some(Match { likeness, other: Other::InVault(id) });
            }
        };
        let seeds_key = self.seeds_key();
        for entry in self.entries() {
            for index in incoming.with_names(&entry.issuer, &entry.account) {
                keep(*index, Likeness::Names, entry.id);
            }
            let Some(secret) = self.secret_of(entry, &seeds_key) else { continue };
            for index in incoming.with_secret(secret.expose()) {
                if let Some(likeness) = incoming.likeness(*index, &entry.issuer, &entry.account, &entry.parameters) {
                    keep(*index, likeness, entry.id);
                }
            }
        }
        let found = found.into_iter().enumerate();
        found.map(|(index, in_vault)| in_vault.or_else(|| incoming.earlier(index))).collect()
    }
}
