use serde::{Deserialize, Serialize};
use watchword_vault::{Entry, Settings, StoreKind};

use crate::audit::AuditTrouble;
use crate::organisation::PinChange;
use crate::state::Open;
use crate::view::AccountKind;
use crate::view::backup::{BackupStatus, unix};

/// An unlocked vault, without codes and without anything secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Vault {
    /// The accounts in the user's order.
    pub rows: Vec<Row>,
    /// The accounts in the trash.
    pub trash: Vec<Row>,
    /// The user's settings.
    pub settings: Settings,
    /// Whether each code of every account requires the PIN.
    pub pin_for_codes: bool,
    /// Until when the PIN has to be changed, because it breaks the organisation's rules.
    pub pin_change: Option<PinChange>,
    /// Why the organisation's audit log lacks something.
    pub audit_trouble: Option<AuditTrouble>,
    /// The state of its backups.
    pub backup: BackupStatus,
    /// Where its secrets are, and so whether a PIN or a passphrase opens it.
    pub store: StoreKind,
    /// The keyring has seen a newer copy: nothing can change until the user accepts this one.
    pub older_copy: bool,
    /// Its file was damaged, and was repaired from its copy.
    pub repaired: bool,
    /// It was an older copy, which the recovery key made the current one: later changes may be
    /// missing.
    pub was_older_copy: bool,
    /// Vaults that a restore replaced, the oldest first.
    pub replaced_vaults: Vec<ReplacedVault>,
    /// The record of used counters is lost: HOTP accounts give no code until the user continues
    /// without it.
    pub counters_lost: bool,
}

/// One account in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Row {
    /// Identifies the account in every command.
    pub id: String,
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
    /// The names that group it with other accounts.
    pub tags: Vec<String>,
    /// What the codes depend on.
    pub kind: AccountKind,
    /// The HMAC hash function: `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters in a code, 4 to 10.
    pub digits: u8,
    /// Seconds a code is valid for, if the account is time-based.
    pub period: Option<u32>,
    /// The counter of the next HOTP code, in decimal: JavaScript's numbers cannot hold all 64 bits.
    pub counter: Option<String>,
    /// Whether its seed page is missing or altered.
    pub seed_missing: bool,
    /// Whether each of its codes requires the PIN.
    pub asks_for_pin: bool,
}

/// A vault that a restore replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReplacedVault {
    /// Its folder's name, by which it can be deleted.
    pub name: String,
    /// When it was replaced, in Unix seconds.
    pub since: Option<u32>,
}

impl Open {
    /// The open vault as the window shows it. `now` is in Unix seconds.
    pub(crate) fn view(&self, now: u64) -> Vault {
        let vault = &self.vault;
        let replaced =
            |vault: watchword_vault::ReplacedVault| ReplacedVault { name: vault.name, since: unix(vault.since) };
        Vault {
            rows: vault.entries().map(|entry| Row::of(entry, self)).collect(),
            trash: vault.trashed().map(|entry| Row::of(entry, self)).collect(),
            settings: self.settings(),
            pin_for_codes: self.pin_for_codes(),
            pin_change: self.pin_change(now),
            audit_trouble: self.audit_trouble,
            backup: BackupStatus::of(vault),
            store: vault.store(),
            older_copy: vault.is_older_copy(),
            repaired: vault.is_repaired(),
            was_older_copy: vault.was_older_copy(),
            replaced_vaults: vault.replaced_vaults().into_iter().map(replaced).collect(),
            counters_lost: vault.counters_lost(),
        }
    }
}

impl Row {
    pub(crate) fn of(entry: &Entry, open: &Open) -> Self {
        let vault = &open.vault;
        Self {
            id: entry.id.to_string(),
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            tags: entry.tags.clone(),
            kind: entry.parameters.kind().into(),
            algorithm: entry.parameters.algorithm().name().to_owned(),
            digits: entry.parameters.digits(),
            period: entry.parameters.kind().period(),
            counter: vault.counter(entry.id).map(|counter| counter.to_string()),
            seed_missing: vault.seed_missing(entry.id),
            asks_for_pin: open.requires_pin(entry),
        }
    }
}
