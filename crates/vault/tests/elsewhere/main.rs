//! Backups outside the vault's own folder: in a second folder, behind a passphrase, and compared
//! with the vault; and the yearly question about the key that opens them.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

#[path = "../common/mod.rs"]
mod common;

mod comparison;
mod passphrase;
mod question;
mod second_folder;

use common::{PIN, pin};
use watchword_vault::{RecoveryKey, UnlockedVault};

const SEED: &[u8] = b"12345678901234567890";

fn set_key(vault: &mut UnlockedVault) -> RecoveryKey {
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    key
}
