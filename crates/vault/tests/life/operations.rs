use uuid::Uuid;
use watchword_otp::Parameters;
use watchword_vault::{EditError, MAX_NAME_CHARS, NewEntry, Note, Operation};

use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

fn entry(issuer: &str) -> NewEntry {
    let secret = Some(totp(issuer, SEED).secret);
    let (id, parameters) = (Uuid::new_v4(), Parameters::default());
    let (tags, note) = (Vec::new(), Note::default());
    NewEntry {
        id,
        issuer: issuer.into(),
        account: "ada".into(),
        parameters,
        secret,
        tags,
        note,
        asks_for_pin: false,
        added: 7,
        trashed: None,
    }
}

#[test]
fn operation_applies_to_what_another_session_saved() {
    let (machine, mut window) = Machine::with_vault();
    let mut command = machine.unlock(PIN).unwrap();
    let (first, second) = (entry("GitHub"), entry("Posteo"));
    let ids = [first.id, second.id];
    window.apply(Operation::Add { entries: vec![first] }).unwrap();
    command.apply(Operation::Add { entries: vec![second] }).unwrap();
    command.apply(Operation::Purge { ids: vec![ids[0], Uuid::new_v4()] }).unwrap();
    assert_eq!(window.apply(Operation::Trash { ids: vec![ids[0]], at: 9 }), Err(EditError::NotFound(ids[0])));
    window.apply(Operation::Trash { ids: vec![ids[1]], at: 9 }).unwrap();
    assert_eq!(window.entry(ids[1]).unwrap().trashed, Some(9));
    window.apply(Operation::Restore { ids: vec![ids[1]] }).unwrap();
    assert_eq!(machine.unlock(PIN).unwrap().code(ids[1], 59).unwrap().code.as_str(), "287082");
}

#[test]
fn successors_take_the_places_of_accounts_that_are_still_there() {
    let (machine, mut vault) = Machine::with_vault();
    let old = ["0", "1", "2", "3"].map(entry);
    let ids = old.each_ref().map(|entry| entry.id);
    vault.apply(Operation::Add { entries: old.into() }).unwrap();
    vault.apply(Operation::Trash { ids: vec![ids[3]], at: 5 }).unwrap();
    let pairs =
        [(ids[2], "two"), (ids[0], "zero"), (ids[3], "three"), (ids[0], "zero again"), (Uuid::new_v4(), "gone")];
    let entries = pairs.map(|(id, issuer)| (id, entry(issuer))).into();
    vault.apply(Operation::Replace { entries, at: 9 }).unwrap();
    let vault = machine.unlock(PIN).unwrap();
    let issuers: Vec<_> = vault.entries().map(|entry| entry.issuer.as_str()).collect();
    assert_eq!(issuers, ["zero", "1", "two", "three", "zero again", "gone"]);
    let trash: Vec<_> = vault.trashed().map(|entry| (entry.issuer.as_str(), entry.trashed)).collect();
    assert_eq!(trash, [("0", Some(9)), ("2", Some(9)), ("3", Some(5))]);
    assert!(vault.entries().chain(vault.trashed()).all(|entry| vault.code(entry.id, 59).is_ok()));
}

#[test]
fn refused_operation_changes_nothing() {
    let (machine, mut vault) = Machine::with_vault();
    let file = || std::fs::read(machine.path().join("vault.bin")).unwrap();
    let (before, items) = (file(), machine.keyring.items());
    let long = entry(&"x".repeat(MAX_NAME_CHARS + 1));
    let entries = vec![entry("GitHub"), long.clone()];
    assert_eq!(vault.apply(Operation::Add { entries }), Err(EditError::NameTooLong));
    assert_eq!((file(), machine.keyring.items(), vault.entries().count()), (before, items, 0));
    vault.apply(Operation::AddFromBackup { entries: vec![long] }).unwrap();
    assert_eq!(vault.entries().count(), 1, "no account of a backup is lost to a limit");
}

#[test]
fn counter_never_goes_back() {
    let (_machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[hotp("Bank", SEED, 7), totp("GitHub", SEED)]).unwrap();
    let advance = |next| Operation::Advance { counters: vec![(ids[0], next), (ids[1], next)], draws: 0 };
    vault.apply(advance(9)).unwrap();
    vault.apply(advance(8)).unwrap();
    assert_eq!((vault.counter(ids[0]), vault.counter(ids[1])), (Some(9), None));
}
