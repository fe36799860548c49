use serde::{Deserialize, Serialize};
use uuid::Uuid;
use watchword_exchange::Imported;
use watchword_otp::{Account, Kind};
use watchword_vault::{Likeness, MAX_NOTE_CHARS, MAX_TAGS, Match, Other, UnlockedVault};
use zeroize::Zeroizing;

use crate::intake::Origin;
use crate::intake::free_names::FreeNames;
use crate::view::AccountKind;

/// An account that was read and not yet accepted.
pub(crate) struct Draft {
    pub(crate) id: u32,
    pub(super) origin: Origin,
    pub(crate) imported: Imported,
}

/// An account found in a source.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Find {
    /// Identifies the account when the user accepts it.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
    /// What the codes depend on.
    pub kind: AccountKind,
    /// Characters in a code, 4 to 10.
    pub digits: u8,
    /// The other app's groups, tags or folders that it is in.
    pub groups: Vec<String>,
    /// Whether the other app has a note with it.
    pub has_note: bool,
    /// How it compares with the vault's accounts, and with the finds before it.
    pub status: FindStatus,
}

/// How a find compares with the vault's accounts, and with the finds before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FindStatus {
    /// Resembles none of them.
    New,
    /// In the vault, with the same names, secret and parameters.
    Duplicate,
    /// In the vault, where its HOTP counter is lower.
    Ahead {
        /// The counter of the find's next code, in decimal.
        counter: String,
        /// The counter of the next code in the vault, in decimal.
        vault_counter: String,
    },
    /// In the vault, under other names.
    Renamed {
        /// The service, as the vault names it.
        issuer: String,
        /// The account name in the vault.
        account: String,
    },
    /// Among the finds before it, under other names.
    Repeated {
        /// The service, as the other find names it.
        issuer: String,
        /// The account name of the other find.
        account: String,
    },
    /// The vault has an account with these names and another secret or other parameters.
    Conflict {
        /// Whether only the parameters differ.
        same_secret: bool,
        /// The account name that it gets if the user keeps both.
        keep_as: String,
    },
    /// A find before it has the same names and another secret or other parameters.
    Namesake {
        /// Whether only the parameters differ.
        same_secret: bool,
        /// The account name that it gets.
        keep_as: String,
    },
}

/// How a draft compares, and the account of the vault that it resembles.
pub(crate) struct Compared {
    pub(crate) status: FindStatus,
    pub(crate) with: Option<Uuid>,
}

impl Draft {
    /// Whether it is this account, at whatever counter.
    pub(super) fn is_of(&self, account: &Account) -> bool {
        let known = &self.imported.account;
        (&known.issuer, &known.account, &known.secret) == (&account.issuer, &account.account, &account.secret)
            && known.parameters.with_counter(0) == account.parameters.with_counter(0)
    }

    /// Adds what another entry of the same account says: a higher counter, a request for the PIN,
    /// and groups and a note until they are more than the vault keeps.
    pub(super) fn merge(&mut self, other: Imported) {
        let Imported { account, groups, note, asks_for_pin } = &mut self.imported;
        *asks_for_pin |= other.asks_for_pin;
        if let Some(counter) = counter(account).max(counter(&other.account)) {
            account.parameters = account.parameters.with_counter(counter);
        }
        for group in other.groups {
            if groups.len() <= MAX_TAGS && !groups.contains(&group) {
                groups.push(group);
            }
        }
        if note.len() <= 4 * MAX_NOTE_CHARS && !note.contains(other.note.as_str()) {
            *note = Zeroizing::new([note.as_str(), &other.note].join("\n").trim().to_owned());
        }
    }
}

impl Find {
    pub(super) fn of(draft: &Draft, status: FindStatus) -> Self {
        let Imported { account, groups, note, .. } = &draft.imported;
        Self {
            id: draft.id,
            origin: draft.origin.clone(),
            issuer: account.issuer.clone(),
            account: account.account.clone(),
            kind: account.parameters.kind().into(),
            digits: account.parameters.digits(),
            groups: groups.clone(),
            has_note: !note.is_empty(),
            status,
        }
    }
}

/// Compares drafts with the vault and with each other.
pub(crate) fn compare(drafts: &[Draft], vault: &UnlockedVault) -> Vec<Compared> {
    let accounts: Vec<&Account> = drafts.iter().map(|draft| &draft.imported.account).collect();
    let names_in_vault = vault.entries().map(|entry| (entry.issuer.as_str(), entry.account.as_str()));
    let names_found = accounts.iter().map(|account| (account.issuer.as_str(), account.account.as_str()));
    let mut names = FreeNames::beside(names_in_vault.chain(names_found));
    let mut keep_as = |account: &Account| names.next(&account.issuer, &account.account);
    let status = |(found, account): (Option<Match>, &&Account)| {
        let Some(Match { likeness, other }) = found else {
            return Compared { status: FindStatus::New, with: None };
        };
        let same_secret = likeness == Likeness::NamesAndSecret;
        let is_same_account = matches!(likeness, Likeness::All | Likeness::Codes);
        match other {
            Other::InVault(id) => {
                let status = match likeness {
                    Likeness::All => ahead(account, vault, id).unwrap_or(FindStatus::Duplicate),
                    Likeness::Codes => renamed(vault, id),
                    Likeness::NamesAndSecret | Likeness::Names => {
                        FindStatus::Conflict { same_secret, keep_as: keep_as(account) }
                    }
                };
                Compared { status, with: Some(id) }
            }
            Other::Incoming(index) if is_same_account => {
                let Account { issuer, account, .. } = accounts[index];
                let status = FindStatus::Repeated { issuer: issuer.clone(), account: account.clone() };
                Compared { status, with: None }
            }
            Other::Incoming(_) => {
                Compared { status: FindStatus::Namesake { same_secret, keep_as: keep_as(account) }, with: None }
            }
        }
    };
    vault.compare(&accounts).into_iter().zip(&accounts).map(status).collect()
}

fn ahead(account: &Account, vault: &UnlockedVault, id: Uuid) -> Option<FindStatus> {
    let (counter, vault_counter) = (counter(account)?, vault.counter(id)?);
    let status = FindStatus::Ahead { counter: counter.to_string(), vault_counter: vault_counter.to_string() };
    (counter > vault_counter).then_some(status)
}

fn renamed(vault: &UnlockedVault, id: Uuid) -> FindStatus {
    let names = vault.entry(id).map(|entry| (entry.issuer.clone(), entry.account.clone()));
    let (issuer, account) = names.unwrap_or_default();
    FindStatus::Renamed { issuer, account }
}

/// The counter of an HOTP account's next code.
pub(super) fn counter(account: &Account) -> Option<u64> {
    match account.parameters.kind() {
        Kind::Hotp { counter } => Some(counter),
        Kind::Totp { .. } | Kind::Steam { .. } => None,
    }
}
