use std::fs;

use watchword_vault::testing::Fault;
use watchword_vault::{EditError, OpenError};

use crate::SEED;
use crate::common::{Machine, PIN, totp};

#[test]
fn changed_keyring_is_refused_and_spends_no_attempt() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    let before = fs::read(machine.path().join("attempts.bin")).unwrap();
    machine.keyring.lock().clear();
    assert_eq!(machine.unlock(PIN).err().unwrap(), OpenError::KeyringChanged);
    assert_eq!(fs::read(machine.path().join("attempts.bin")).unwrap(), before);
    assert!(machine.keyring.lock().is_empty(), "no new device key is made for an existing vault");
}

#[test]
fn nothing_is_saved_to_a_changed_keyring() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let own = std::mem::take(&mut *machine.keyring.lock());
    assert_eq!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Open(OpenError::KeyringChanged)));
    assert!(machine.keyring.lock().is_empty());
    assert!(vault.code(id, 59).is_ok(), "codes are still shown");
    *machine.keyring.lock() = own;
    assert!(vault.add(&[totp("Posteo", b"abcdefghij")]).is_ok());
}

#[test]
fn refused_keyring_write_changes_nothing() {
    let (machine, mut vault) = Machine::with_vault();
    let kept = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let before = machine.keyring.names("/seeds/");
    machine.keyring.fail(Fault::RefusesAfter(0));
    assert!(matches!(vault.add(&[totp("Posteo", b"abcdefghij")]), Err(EditError::Write(_))));
    machine.keyring.fail(Fault::None);
    assert_eq!(vault.entries().count(), 1);
    assert_eq!(machine.keyring.names("/seeds/"), before);
    assert_eq!(machine.unlock(PIN).unwrap().entries().map(|entry| entry.id).collect::<Vec<_>>(), [kept]);
}
