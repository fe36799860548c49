use std::collections::HashSet;
use std::fs;

use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

#[test]
fn a_counter_never_repeats_across_sessions() {
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
fn compaction_keeps_what_another_session_has_drawn() {
    let (machine, mut window) = Machine::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = machine.path().join("counters.log");
    let long = || fs::metadata(&journal).unwrap().len() > 64 << 10;
    while !long() {
        window.next_code(id).unwrap();
    }
    let mut command = machine.unlock(PIN).unwrap();
    let drawn = command.next_code(id).unwrap();
    window.rename(id, "Bank", "ada").unwrap();
    assert!(!long(), "it was compacted");
    assert_ne!(window.next_code(id).unwrap(), drawn);
    assert_eq!(window.counter(id), Some(command.counter(id).unwrap() + 1));
}

#[test]
fn a_counter_that_cannot_be_written_shows_no_code() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let journal = machine.path().join("counters.log");
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    assert!(vault.next_code(id).is_err());
}

#[test]
fn a_lost_journal_is_begun_anew_only_where_nothing_can_repeat() {
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
fn without_its_journal_a_vault_goes_on_once_it_is_told_to() {
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
