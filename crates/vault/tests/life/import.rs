use std::cell::Cell;

use uuid::Uuid;
use watchword_otp::Account;
use watchword_vault::{
    Backup, EditError, Import, Kdf, MAX_NOTE_CHARS, MAX_TAG_CHARS, MAX_TAGS, NewAccount, Note, RecoveryKey, StoreKind,
    UnlockedVault, WriteError, restore,
};
use zeroize::Zeroizing;

use crate::SEED;
use crate::common::{Machine, PIN, hotp, pin, totp};

const GOES_ON: &dyn Fn(usize, usize) -> bool = &|_, _| true;

fn note(text: &str) -> Note {
    Zeroizing::new(text.to_owned()).into()
}

fn new(account: Account, tag: &str) -> NewAccount {
    let note = note(&format!("codes of {tag}"));
    NewAccount { account, tags: vec![tag.to_owned()], note, asks_for_pin: tag == "work" }
}

fn adding(accounts: &[NewAccount]) -> Import {
    Import::adding(accounts.to_vec())
}

/// Id, issuer, tag and note of each account outside the trash, and whether it asks for the PIN.
fn listed(vault: &UnlockedVault) -> Vec<(Uuid, String, String, String, bool)> {
    let of = |entry: &watchword_vault::Entry| {
        (entry.id, entry.issuer.clone(), entry.tags.join(" "), entry.note.expose().to_owned(), entry.asks_for_pin)
    };
    vault.entries().map(of).collect()
}

#[test]
fn what_was_undone_and_added_again_keeps_its_ids_and_repeats_no_code() {
    let (machine, mut vault) = Machine::with_vault();
    let accounts = [new(totp("GitHub", SEED), "work"), new(hotp("Bank", SEED, 0), "home")];
    let first = vault.import(&adding(&accounts), GOES_ON).unwrap();
    let before = listed(&vault);
    assert_eq!(before[1].2, "home");
    let pages = machine.keyring.items().len();
    // RFC 4226, appendix D.
    assert_eq!(vault.next_code(before[1].0).unwrap().as_str(), "755224");
    assert_eq!(vault.undo_import(&first), Ok(2));
    assert_eq!((vault.entries().count(), vault.trashed().count()), (0, 2));

    let mut command = machine.unlock(PIN).unwrap();
    let second = command.import(&adding(&accounts), GOES_ON).unwrap();
    assert_eq!((listed(&command), command.trashed().count()), (before.clone(), 0));
    assert_eq!(command.next_code(before[1].0).unwrap().as_str(), "287082");
    assert_eq!(machine.keyring.items().len(), pages, "no seed is stored twice");
    assert_eq!(command.undo_import(&second), Ok(2));
    assert_eq!(vault.undo_import(&first), Ok(0), "undone already");
    assert_eq!(machine.unlock(PIN).unwrap().trashed().count(), 2);
}

#[test]
fn undoing_puts_back_what_was_replaced_and_what_was_in_the_trash() {
    let (_machine, mut vault) = Machine::with_vault();
    let old = [new(totp("Old", b"abcdefghij"), "old"), new(hotp("Trashed", SEED, 5), "trash")];
    vault.import(&adding(&old), GOES_ON).unwrap();
    let before = listed(&vault);
    vault.trash(before[1].0).unwrap();

    let replacing = Import {
        add: vec![new(hotp("Renamed", SEED, 9), "back")],
        replace: vec![(before[0].0, new(totp("Old", b"klmnopqrst"), "new"))],
        ..Import::default()
    };
    let imported = vault.import(&replacing, GOES_ON).unwrap();
    let issuers: Vec<String> = listed(&vault).into_iter().map(|(_, issuer, ..)| issuer).collect();
    assert_eq!(issuers, ["Old", "Renamed"], "the successor has the place of the old one");
    let revived = vault.entry(before[1].0).unwrap();
    assert_eq!((revived.tags.join(" "), revived.note.expose()), ("back".to_owned(), "codes of back"));
    assert_eq!(vault.counter(before[1].0), Some(9), "the file's counter is ahead");

    assert_eq!(vault.undo_import(&imported), Ok(2));
    assert_eq!(listed(&vault), before[..1]);
    let trashed = vault.entry(before[1].0).unwrap();
    assert_eq!((trashed.issuer.as_str(), trashed.tags.join(" ")), ("Trashed", "trash".to_owned()));
    assert!(trashed.trashed.is_some() && vault.counter(before[1].0) == Some(9));
    assert_eq!(vault.trashed().count(), 2, "no seed is lost");
}

#[test]
fn each_of_two_names_for_a_seed_comes_back_under_its_own() {
    let (_machine, mut vault) = Machine::with_vault();
    let accounts = [new(totp("One", SEED), "a"), new(totp("Two", SEED), "b")];
    let imported = vault.import(&adding(&accounts), GOES_ON).unwrap();
    let before = listed(&vault);
    vault.undo_import(&imported).unwrap();
    let [one, two] = accounts;
    vault.import(&adding(&[two, one]), GOES_ON).unwrap();
    assert_eq!(listed(&vault), before);
}

#[test]
fn accounts_that_were_deleted_meanwhile_stay_deleted() {
    let (machine, mut vault) = Machine::with_vault();
    let accounts = [new(totp("One", SEED), "a"), new(totp("Two", b"abcdefghij"), "b")];
    let imported = vault.import(&adding(&accounts), GOES_ON).unwrap();
    let gone = listed(&vault)[0].0;
    let mut command = machine.unlock(PIN).unwrap();
    command.trash(gone).unwrap();
    command.empty_trash().unwrap();
    assert_eq!(vault.undo_import(&imported), Ok(1));
    assert_eq!((vault.entries().count(), vault.trashed().count()), (0, 1));
}

#[test]
fn cancelled_save_leaves_nothing_behind() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("Kept", b"abcdefghij")]).unwrap();
    let many: Vec<NewAccount> =
        (0..1_000_u32).map(|n| new(totp(&n.to_string(), &[&n.to_be_bytes()[..], SEED].concat()), "many")).collect();
    let steps = Cell::new(0);
    let count = |_, _| steps.replace(steps.get() + 1) < usize::MAX;
    vault.import(&adding(&many), &count).unwrap();
    let file = || std::fs::read(machine.path().join("vault.bin")).unwrap();
    let (before, items) = (file(), machine.keyring.items());
    let more: Vec<NewAccount> =
        (0..1_000_u32).map(|n| new(totp(&n.to_string(), &[SEED, &n.to_be_bytes()[..]].concat()), "more")).collect();
    for stop in [0, 1, steps.get() - 1] {
        let step = Cell::new(0);
        let follow = |_, _| step.replace(step.get() + 1) < stop;
        assert_eq!(vault.import(&adding(&more), &follow).err(), Some(EditError::Write(WriteError::Cancelled)));
        assert_eq!((file(), machine.keyring.items()), (before.clone(), items.clone()), "stopped at {stop}");
        assert_eq!(vault.entries().count(), 1_001);
    }
    vault.import(&adding(&more), GOES_ON).unwrap();
    assert_eq!(machine.unlock(PIN).unwrap().entries().count(), 2_001);
}

#[test]
fn tags_and_notes_over_a_limit_are_refused_whole() {
    let (_machine, mut vault) = Machine::with_vault();
    let tags = |count: usize, length: usize| vec!["é".repeat(length); count];
    for (tags, note, refused) in [
        (tags(MAX_TAGS, MAX_TAG_CHARS), "é".repeat(MAX_NOTE_CHARS), false),
        (tags(MAX_TAGS + 1, 1), String::new(), true),
        (tags(1, MAX_TAG_CHARS + 1), String::new(), true),
        (tags(0, 0), "é".repeat(MAX_NOTE_CHARS + 1), true),
    ] {
        let account = NewAccount { account: totp("Limits", SEED), tags, note: self::note(&note), asks_for_pin: false };
        let count = vault.entries().count();
        let taken = vault.import(&adding(&[new(totp("Other", b"abcdefghij"), "x"), account]), GOES_ON);
        assert_eq!(taken.err(), refused.then_some(EditError::TagsOrNoteTooLong));
        assert_eq!(vault.entries().count(), count + if refused { 0 } else { 2 });
    }
}

#[test]
fn tags_notes_and_requests_for_the_pin_are_in_backups() {
    let (_machine, mut vault) = Machine::with_vault();
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    vault
        .import(&adding(&[new(totp("GitHub", SEED), "work"), new(totp("Plain", b"abcdefghij"), "")]), GOES_ON)
        .unwrap();
    let backup = Backup::read(&vault.backups()[0], &key).unwrap();
    let elsewhere = Machine::new();
    let restored = restore(elsewhere.over(), StoreKind::Keyring, Some(&backup), &pin(PIN), Kdf::FLOOR, None).unwrap();
    assert_eq!(listed(&restored.vault), listed(&vault));
}
