use std::collections::HashSet;
use std::fs;

use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

#[test]
fn hotp_codes_never_repeat_across_sessions() {
    let (machine, mut window) = Machine::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let mut command = machine.unlock(PIN).unwrap();
    let mut seen = HashSet::new();
    let rfc_4226 = ["755224", "287082", "359152", "969429", "338314", "254676"];
    for (turn, expected) in rfc_4226.iter().enumerate() {
        let session = if turn % 2 == 0 { &mut window } else { &mut command };
        let code = session.next_code(id).unwrap();
        assert_eq!(code.as_str(), *expected);
        assert!(seen.insert(code.to_string()));
        if turn == 3 {
            session.rename(id, "Bank", "ada").unwrap();
        }
    }
    drop((window, command));
    assert_eq!(machine.unlock(PIN).unwrap().counter(id), Some(6));
}

#[test]
fn compaction_keeps_counters_used_by_another_session() {
    let (machine, mut window) = Machine::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = machine.path().join("counters.log");
    let long = || fs::metadata(&journal).unwrap().len() > 64 << 10;
    while !long() {
        window.next_code(id).unwrap();
    }
    let mut command = machine.unlock(PIN).unwrap();
    let used = command.next_code(id).unwrap();
    window.rename(id, "Bank", "ada").unwrap();
    assert!(!long(), "the journal was compacted");
    assert_ne!(window.next_code(id).unwrap(), used);
    assert_eq!(window.counter(id), Some(command.counter(id).unwrap() + 1));
}

#[test]
fn unwritable_journal_shows_no_code() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = machine.path().join("counters.log");
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    assert!(vault.next_code(id).is_err());
}

#[test]
fn lost_journal_is_recreated_only_without_hotp_accounts() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    fs::remove_file(machine.path().join("counters.log")).unwrap();
    assert!(!machine.unlock(PIN).unwrap().counters_lost());
    assert!(machine.path().join("counters.log").exists());
    vault.add(&[hotp("Bank", b"abcdefghij", 0)]).unwrap();
    fs::remove_file(machine.path().join("counters.log")).unwrap();
    assert!(machine.unlock(PIN).unwrap().counters_lost());
    assert!(!machine.path().join("counters.log").exists());
}

#[test]
fn lost_journal_stops_codes_until_the_user_continues() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 5)]).unwrap()[0];
    drop(vault);
    fs::remove_file(machine.path().join("counters.log")).unwrap();
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.counters_lost() && vault.next_code(id).is_err());
    vault.accept_older_copy().unwrap();
    assert!(!vault.counters_lost() && vault.next_code(id).is_ok());
    drop(vault);
    assert_eq!(machine.unlock(PIN).unwrap().counter(id), Some(6));
}
