use crate::common::{Desk, PIN, pin, totp};
use crate::{CODE, NEW_PIN, SEED, code};
use uuid::Uuid;
use watchword_vault::{Kdf, RecoveryKey, UnlockedVault};

/// A vault whose newest page is lost; the seed of its first account is in the page before, which is retired.
fn with_newest_page_lost() -> (Desk, UnlockedVault, Uuid) {
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
    assert_eq!(code(&vault, first), CODE);
    let pages = desk.keyring.names("/seeds/").len();
    vault.rename(first, "d", "ada").unwrap();
    assert!(desk.keyring.names("/seeds/").len() < pages, "once the seed is back, the page goes");
}

#[test]
fn a_new_pin_or_recovery_key_mends_before_the_old_pages_go() {
    let (_desk, mut vault, first) = with_newest_page_lost();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin(NEW_PIN), Kdf::FLOOR).unwrap();
    assert_eq!(code(&vault, first), CODE);

    let (_desk, mut vault, first) = with_newest_page_lost();
    let proof = vault.prove(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    assert_eq!(code(&vault, first), CODE);
}
