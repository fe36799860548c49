use std::fs;

use crate::common::{Machine, hotp, pin, totp};
use crate::{SEED, set_key};
use watchword_vault::{
    AccountName, Backup, Comparison, Consent, Details, Kdf, Operation, RecoveryKey, StoreKind, UnlockedVault, restore,
};
use zeroize::Zeroizing;

fn newest(vault: &UnlockedVault, key: &RecoveryKey) -> Backup {
    Backup::open(&fs::read(&vault.backups()[0]).unwrap(), key).unwrap()
}

fn name(issuer: &str) -> AccountName {
    AccountName { issuer: issuer.into(), account: "ada".into() }
}

#[test]
fn backup_is_compared_account_by_account() {
    let (_machine, mut vault) = Machine::with_vault();
    let accounts = [totp("One", SEED), hotp("Two", SEED, 0), totp("Three", b"abcdefghij"), totp("Four", b"klmnopqrst")];
    let ids = vault.add(&accounts).unwrap();
    let key = set_key(&mut vault);
    let backup = newest(&vault, &key);
    assert_eq!(vault.compare_backup(&backup), Comparison::default());
    vault.next_code(ids[1]).unwrap();
    vault.trash(ids[0]).unwrap();
    assert_eq!(vault.compare_backup(&backup), Comparison::default(), "counters and the trash make no difference");

    vault.empty_trash().unwrap();
    vault.rename(ids[2], "Third", "ada").unwrap();
    vault.add(&[totp("Five", b"0123456789")]).unwrap();
    let comparison = vault.compare_backup(&backup);
    assert_eq!(comparison.missing, [name("Five")]);
    assert_eq!(comparison.different, [name("Third")]);
    assert_eq!(comparison.only_in_backup, [name("One")]);
    assert!(comparison.without_seed.is_empty());
    assert_eq!(vault.count(), 4);
}

#[test]
fn other_tags_and_another_note_are_differences() {
    let (_machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("One", SEED), totp("Two", b"abcdefghij")]).unwrap();
    let key = set_key(&mut vault);
    let backup = newest(&vault, &key);
    let details = |id, issuer: &str, tags: &[&str], note: &str| Details {
        id,
        issuer: issuer.into(),
        account: "ada".into(),
        counter: 0,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        note: Zeroizing::new(note.to_owned()).into(),
        asks_for_pin: false,
        trashed: None,
    };
    let accounts = vec![details(ids[0], "One", &["Work"], ""), details(ids[1], "Two", &[], "1234-5678")];
    vault.apply(Operation::SetDetails { accounts }).unwrap();
    let comparison = vault.compare_backup(&backup);
    assert_eq!(comparison, Comparison { different: vec![name("One"), name("Two")], ..Comparison::default() });
    assert_eq!(vault.compare_backup(&newest(&vault, &key)), Comparison::default());
}

#[test]
fn accounts_that_were_added_again_are_found_by_their_seeds() {
    let (machine, mut vault) = Machine::with_vault();
    let accounts = [totp("One", SEED), totp("Two", b"abcdefghij")];
    vault.add(&accounts).unwrap();
    let key = set_key(&mut vault);
    let backup = newest(&vault, &key);
    let consent = Consent::Confirmed;
    let made = restore(machine.over(), StoreKind::Keyring, None, &pin("773311x"), Kdf::FLOOR, Some(&consent)).unwrap();
    let mut vault = made.vault;
    assert_eq!(vault.compare_backup(&backup).only_in_backup, [name("One"), name("Two")]);
    vault.add(&accounts).unwrap();
    assert_eq!(vault.compare_backup(&backup), Comparison::default());
}

#[test]
fn seeds_that_a_backup_lacks_are_named() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    let whole = newest(&vault, &key);
    drop(vault);
    machine.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    let mut vault = machine.unlock(crate::common::PIN).unwrap();
    vault.rename(id, "One", "ada").unwrap();
    let comparison = vault.compare_backup(&newest(&vault, &key));
    assert_eq!(comparison, Comparison { without_seed: vec![name("One")], ..Comparison::default() });
    assert_eq!(vault.compare_backup(&whole), Comparison::default(), "the backup has what the vault lacks");
}
