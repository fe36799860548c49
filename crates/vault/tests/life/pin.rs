use std::fs;

use watchword_vault::{EditError, Kdf, OpenError, Pin, PinError};

use crate::SEED;
use crate::common::{Machine, PIN, pin, totp};

#[test]
fn wrong_pins_are_counted_and_impose_a_wait() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    for failures in 1..=3 {
        let wait_seconds = if failures == 3 { 30 } else { 0 };
        let why = machine.unlock("111111").err().unwrap();
        assert_eq!(why, PinError::Wrong { failures, wait_seconds }.into());
    }
    assert_eq!(machine.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 30 }.into(), "the right PIN waits too");
    machine.clock.pass(29);
    assert_eq!(machine.locked().wait(), Ok(1));
    machine.clock.pass(1);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.confirm_pin(&Pin::typed("000000")).is_err(), "confirming the PIN counts too");
    assert_eq!(machine.locked().failures(), Ok(1));
}

#[test]
fn rolling_back_or_losing_attempt_records_shortens_no_wait() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    let file = machine.path().join("attempts.bin");
    let initial = fs::read(&file).unwrap();
    for _ in 0..3 {
        let _ = machine.unlock("111111");
    }
    fs::write(&file, &initial).unwrap();
    assert_eq!(machine.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 30 }.into());
    machine.keyring.lock().retain(|name, _| !name.ends_with("/attempts"));
    fs::remove_file(&file).unwrap();
    assert_eq!(machine.unlock(PIN).err().unwrap(), PinError::Wait { seconds: 60 }.into(), "both lost: four failures");
}

#[test]
fn pin_change_leaves_nothing_that_the_old_pin_opens() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let mut other = machine.unlock(PIN).unwrap();
    let old_pages = machine.keyring.names("/seeds/");
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin("kucing 7"), Kdf::FLOOR).unwrap();
    let file = |name| fs::read(machine.path().join(name)).unwrap();
    for copy in ["vault.bin.previous", "vault.bin.copy"] {
        assert_eq!(file(copy), file("vault.bin"), "{copy} is overwritten before success is reported");
    }
    assert!(machine.keyring.names("/seeds/").iter().all(|page| !old_pages.contains(page)));
    assert_eq!(other.refresh(), Err(EditError::Locked), "the other session is locked");
    assert!(matches!(machine.unlock(PIN), Err(OpenError::Pin(PinError::Wrong { .. }))));
    assert_eq!(machine.unlock("kucing 7").unwrap().code(id, 59).unwrap().code.as_str(), "287082");
}

#[test]
fn interrupted_pin_change_leaves_nothing_that_the_old_pin_opens() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let old = fs::read(machine.path().join("vault.bin")).unwrap();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin("kucing 7"), Kdf::FLOOR).unwrap();
    drop(vault);
    let previous = machine.path().join("vault.bin.previous");
    fs::write(&previous, old).unwrap();
    assert!(machine.unlock("kucing 7").is_ok());
    assert!(!previous.exists());
}
