use std::fs;

use watchword_vault::testing::Fault;
use watchword_vault::{EditError, OpenError};

use crate::SEED;
use crate::common::{Desk, PIN, totp};

#[test]
fn another_keyring_opens_nothing_and_spends_no_attempt() {
    let (desk, vault) = Desk::with_vault();
    drop(vault);
    let before = fs::read(desk.path().join("attempts.bin")).unwrap();
    desk.keyring.lock().clear();
    assert_eq!(desk.unlock(PIN).err().unwrap(), OpenError::KeyringChanged);
    assert_eq!(fs::read(desk.path().join("attempts.bin")).unwrap(), before);
    assert!(desk.keyring.lock().is_empty(), "no new device key beside an old vault");
}

#[test]
fn nothing_is_saved_into_another_keyring() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let own = std::mem::take(&mut *desk.keyring.lock());
    assert_eq!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Open(OpenError::KeyringChanged)));
    assert!(desk.keyring.lock().is_empty());
    assert!(vault.code(id, 59).is_ok(), "codes are given out all the same");
    *desk.keyring.lock() = own;
    assert!(vault.add(&[totp("Posteo", b"abcdefghij")]).is_ok());
}

#[test]
fn a_keyring_that_refuses_changes_nothing() {
    let (desk, mut vault) = Desk::with_vault();
    let kept = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let before = desk.keyring.names("/seeds/");
    desk.keyring.fail(Fault::RefusesAfter(0));
    assert!(matches!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Write(_))));
    desk.keyring.fail(Fault::None);
    assert_eq!(vault.entries().count(), 1);
    assert_eq!(desk.keyring.names("/seeds/"), before);
    assert_eq!(desk.unlock(PIN).unwrap().entries().map(|entry| entry.id).collect::<Vec<_>>(), [kept]);
}
