//! Ways to get a vault back, step by step, from what people reported: lost seeds and files, older
//! copies, interrupted restores.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

#[path = "../common/mod.rs"]
mod common;

mod backups;
mod copies;
mod duplicates;
mod journal;
mod newest;
mod pages;
mod recovery;
mod replaced;

use common::{Machine, PIN, pin};
use uuid::Uuid;
use watchword_vault::{RecoveryKey, UnlockedVault};

const SEED: &[u8] = b"12345678901234567890";
/// The six-digit code of [`SEED`] at 59 s after the Unix epoch (RFC 6238, appendix B).
const CODE: &str = "287082";
const NEW_PIN: &str = "kucing 7";

fn set_key(vault: &mut UnlockedVault) -> RecoveryKey {
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    key
}

fn code(vault: &UnlockedVault, id: Uuid) -> String {
    vault.code(id, 59).unwrap().code.as_str().to_owned()
}

/// Removes all seed pages from the keyring and returns them, by name.
fn lose_pages(machine: &Machine) -> Vec<(String, Vec<String>)> {
    let mut items = machine.keyring.lock();
    let (pages, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut *items).into_iter().partition(|(name, _)| name.contains("/seeds/"));
    *items = others.into_iter().collect();
    pages
}

/// The files of the vault's directory, by name, without lock files and subdirectories.
fn files(machine: &Machine) -> Vec<(String, Vec<u8>)> {
    let entries =
        std::fs::read_dir(machine.path()).unwrap().flatten().filter(|entry| entry.file_type().unwrap().is_file());
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.starts_with("lock"))
        .collect();
    files.sort();
    files
}

/// Replaces the files of the vault's directory with a copy that [`files`] made.
fn put_back(machine: &Machine, copy: &[(String, Vec<u8>)]) {
    for (name, _) in files(machine) {
        std::fs::remove_file(machine.path().join(name)).unwrap();
    }
    for (name, bytes) in copy {
        std::fs::write(machine.path().join(name), bytes).unwrap();
    }
}
