//! Ways back, step by step, from what people reported: seeds and files lost, older copies, restores that died.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod common;

use common::{Desk, PIN, pin, totp};
use watchword_vault::{Kdf, RecoveryKey};

const SEED: &[u8] = b"12345678901234567890";

/// A vault whose newest page is lost; the seed of its first account is in the page before, which is retired.
fn with_newest_page_lost() -> (Desk, watchword_vault::UnlockedVault, uuid::Uuid) {
    let (desk, mut vault) = Desk::with_vault();
    let first = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let before = desk.keyring.names("/seeds/");
    vault.add(&[totp("Two", b"abcdefghij")]).unwrap();
    drop(vault);
    let newest = desk.keyring.names("/seeds/").into_iter().find(|page| !before.contains(page)).unwrap();
    desk.keyring.items.lock().unwrap().remove(&newest);
    let vault = desk.unlock(PIN).unwrap();
    assert!(vault.seed_missing(first));
    (desk, vault, first)
}

#[test]
fn saves_keep_a_retired_page_that_has_a_missing_seed() {
    let (desk, mut vault, first) = with_newest_page_lost();
    for name in ["a", "b", "c"] {
        vault.rename(first, name, "ada").unwrap();
        vault.add(&[totp(name, name.as_bytes())]).unwrap();
    }
    drop(vault);
    let mut vault = desk.unlock(PIN).unwrap();
    assert_eq!(vault.mend(), Ok(1));
    assert_eq!(vault.code(first, 59).unwrap().code.as_str(), "287082");
    let pages = desk.keyring.names("/seeds/").len();
    vault.rename(first, "d", "ada").unwrap();
    assert!(desk.keyring.names("/seeds/").len() < pages, "once the seed is back, the page goes");
}

#[test]
fn a_new_pin_or_recovery_key_mends_before_the_old_pages_go() {
    let (_desk, mut vault, first) = with_newest_page_lost();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin("773311x"), Kdf::FLOOR).unwrap();
    assert_eq!(vault.code(first, 59).unwrap().code.as_str(), "287082");

    let (_desk, mut vault, first) = with_newest_page_lost();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    assert_eq!(vault.code(first, 59).unwrap().code.as_str(), "287082");
}
