use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use watchword_vault::{Entry, Settings, StoreKind, UnlockedVault};

use crate::view::{AccountKind, Problem};

/// An unlocked vault, without codes and without anything secret.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Vault {
    /// The accounts in the user's order.
    pub rows: Vec<Row>,
    /// The accounts in the trash.
    pub trash: Vec<Row>,
    /// The user's settings.
    pub settings: Settings,
    /// How it stands with backups.
    pub backup: BackupStatus,
    /// Where its secrets are: whether a PIN opens it or a passphrase.
    pub store: StoreKind,
    /// The keyring has seen a newer copy: nothing can be changed until the user chooses this one.
    pub older_copy: bool,
    /// Its file was damaged, and is whole again from its copy.
    pub repaired: bool,
    /// It was an older copy, which the recovery key has made the vault: what was changed after it
    /// may be missing.
    pub was_older_copy: bool,
    /// Vaults that a restore put aside, the oldest first.
    pub replaced_vaults: Vec<ReplacedVault>,
    /// The record of used counters is lost: no counter code is drawn until the user goes on without
    /// it.
    pub counters_lost: bool,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Row {
    /// Names it in every command.
    pub id: String,
    /// Who asks for the code.
    pub issuer: String,
    /// Whose code it is.
    pub account: String,
    /// What makes the code move on.
    pub kind: AccountKind,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: &'static str,
    /// Digits or letters in a code.
    pub digits: u8,
    /// Seconds, where time drives the code.
    pub period: Option<u32>,
    /// The counter of the next code, in decimal: JavaScript's numbers are too short for it.
    pub counter: Option<String>,
    /// Its seed page is missing or altered.
    pub seed_missing: bool,
}

/// A vault that a restore put aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReplacedVault {
    /// Its folder's name, which deletes it.
    pub name: String,
    /// Unix seconds at which it was put there.
    pub since: Option<u32>,
}

/// How it stands with backups.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BackupStatus {
    /// A recovery key was made, and so backups are.
    pub recovery_key: bool,
    /// Why the last save has no backup.
    pub warning: Option<Problem>,
    /// Unix seconds of the newest backup.
    pub newest: Option<u32>,
    /// Where backups are.
    pub folder: String,
}

impl Vault {
    pub(crate) fn of(vault: &UnlockedVault) -> Self {
        let replaced_vaults =
            |aside: watchword_vault::ReplacedVault| ReplacedVault { name: aside.name, since: unix(aside.since) };
        Self {
            rows: vault.entries().map(|entry| Row::of(entry, vault)).collect(),
            trash: vault.trashed().map(|entry| Row::of(entry, vault)).collect(),
            settings: vault.settings(),
            backup: BackupStatus {
                recovery_key: vault.has_recovery(),
                warning: vault.backup_warning().cloned().map(Problem::from),
                newest: unix(vault.newest_backup().map(|(_, at)| at)),
                folder: vault.backup_directory().display().to_string(),
            },
            store: vault.store(),
            older_copy: vault.is_older_copy(),
            repaired: vault.is_repaired(),
            was_older_copy: vault.was_older_copy(),
            replaced_vaults: vault.replaced_vaults().into_iter().map(replaced_vaults).collect(),
            counters_lost: vault.counters_lost(),
        }
    }
}

fn unix(at: Option<SystemTime>) -> Option<u32> {
    u32::try_from(at?.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

impl Row {
    pub(crate) fn of(entry: &Entry, vault: &UnlockedVault) -> Self {
        Self {
            id: entry.id.to_string(),
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            kind: entry.parameters.kind().into(),
            algorithm: entry.parameters.algorithm().name(),
            digits: entry.parameters.digits(),
            period: entry.parameters.kind().period(),
            counter: vault.counter(entry.id).map(|counter| counter.to_string()),
            seed_missing: vault.seed_missing(entry.id),
        }
    }
}
