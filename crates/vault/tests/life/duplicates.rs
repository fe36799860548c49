use std::collections::HashSet;

use uuid::Uuid;
use watchword_otp::Account;
use watchword_vault::{Duplicates, UnlockedVault};

use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

const OTHER_SEED: &[u8] = b"abcdefghij";

fn groups(vault: &UnlockedVault) -> Vec<(bool, Vec<Uuid>)> {
    vault.duplicates().into_iter().map(|Duplicates { same_codes, ids }| (same_codes, ids)).collect()
}

fn added(accounts: &[Account]) -> (Machine, UnlockedVault, Vec<Uuid>) {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(accounts).unwrap();
    (machine, vault, ids)
}

#[test]
fn accounts_with_the_same_codes_or_else_the_same_names_are_duplicates() {
    let accounts = [
        totp("GitHub", SEED),
        totp("Bank", b"another seed"),
        totp("Renamed", SEED),
        totp("bank", OTHER_SEED),
        hotp("Counter", SEED, 3),
        hotp("Counter", SEED, 9),
        totp("Alone", b"one of its own"),
    ];
    let (_machine, mut vault, ids) = added(&accounts);
    let same_codes = [(true, vec![ids[0], ids[2]]), (true, vec![ids[4], ids[5]])];
    let same_names = (false, vec![ids[1], ids[3]]);
    assert_eq!(groups(&vault), [&same_codes[..], &[same_names]].concat());
    vault.trash(ids[2]).unwrap();
    vault.trash(ids[3]).unwrap();
    assert_eq!(groups(&vault), same_codes[1..], "the trash doesn't count");
}

#[test]
fn accounts_without_names_or_without_their_seeds_are_no_duplicates() {
    let nameless = |seed: &[u8]| Account { account: String::new(), ..totp("", seed) };
    let (machine, vault, _) =
        added(&[nameless(SEED), nameless(OTHER_SEED), totp("GitHub", b"a"), totp("GitHub", b"b")]);
    assert_eq!(groups(&vault).len(), 1, "the two at GitHub");
    drop(vault);
    machine.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    assert_eq!(groups(&machine.unlock(PIN).unwrap()), []);
}

#[test]
fn trashed_duplicates_leave_one_with_the_highest_counter() {
    let (machine, mut vault, ids) = added(&[hotp("Bank", SEED, 3), hotp("Old bank", SEED, 9), totp("Alone", SEED)]);
    let none = vault.trash_duplicates(&HashSet::from([ids[0], ids[1]])).unwrap();
    assert!(none.is_empty(), "none of them would stay");
    let going = HashSet::from([ids[1], ids[2]]);
    assert_eq!(vault.trash_duplicates(&going).unwrap(), [ids[1]], "an account of its own stays");
    assert_eq!(vault.counter(ids[0]), Some(9));
    assert_eq!(vault.next_code(ids[0]).unwrap().as_str(), "520489");
    let vault = machine.unlock(PIN).unwrap();
    assert_eq!((vault.entries().count(), vault.trashed().count()), (2, 1));
}
