use watchword_otp::{Account, Algorithm, Kind, Parameters};
use watchword_vault::{EditError, Likeness, Match, Other, Settings};

use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

#[test]
fn added_accounts_survive_lock_and_unlock() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 7)]).unwrap();
    drop(vault.lock());
    let mut vault = machine.unlock(PIN).unwrap();
    assert_eq!(vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), ids);
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert_eq!(vault.counter(ids[1]), Some(7));
    assert!(vault.next_code(ids[0]).is_err());
    assert!(vault.code(ids[1], 0).is_err());
}

#[test]
fn trash_keeps_the_seed_until_it_is_emptied() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("One", SEED), totp("Two", b"abcdefghij")]).unwrap();
    vault.trash(ids[0]).unwrap();
    assert_eq!((vault.entries().count(), vault.trashed().count()), (1, 1));
    vault.untrash(ids[0]).unwrap();
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    vault.trash(ids[0]).unwrap();
    vault.empty_trash().unwrap();
    drop(vault);
    let vault = machine.unlock(PIN).unwrap();
    assert_eq!(vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), [ids[1]]);
    assert!(vault.code(ids[1], 0).is_ok());
}

#[test]
fn move_reorders_accounts_and_clamps_the_position() {
    let (_machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("0", &[1; 9]), totp("1", &[2; 9]), totp("2", &[3; 9])]).unwrap();
    let order =
        |vault: &watchword_vault::UnlockedVault| vault.entries().map(|entry| entry.issuer.clone()).collect::<String>();
    vault.trash(ids[0]).unwrap();
    vault.move_to(ids[2], 0).unwrap();
    assert_eq!(order(&vault), "21");
    vault.move_to(ids[2], 99).unwrap();
    assert_eq!(order(&vault), "12");
}

#[test]
fn settings_out_of_range_are_refused() {
    let (machine, mut vault) = Machine::with_vault();
    let settings = Settings {
        lock_after_minutes: None,
        clipboard_seconds: 10,
        lock_when_minimised: true,
        command_shares: false,
        tray_copies: true,
        stays_open: true,
        search_copies: true,
    };
    vault.set_settings(settings).unwrap();
    for wrong in [
        Settings { lock_after_minutes: Some(0), ..settings },
        Settings { clipboard_seconds: 9, ..settings },
        Settings { clipboard_seconds: 301, ..settings },
    ] {
        assert_eq!(vault.set_settings(wrong), Err(EditError::Setting));
    }
    assert_eq!(machine.unlock(PIN).unwrap().settings(), settings);
}

#[test]
fn compare_finds_the_closest_account_of_the_vault_or_of_the_import() {
    let (_machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 3)]).unwrap();
    let long = Account {
        parameters: Parameters::new(Kind::Totp { period: 30 }, Algorithm::Sha1, 8).unwrap(),
        ..totp("GitHub", SEED)
    };
    let incoming = [
        totp("Posteo", b"another seed"),
        totp("Renamed", SEED),
        totp("github", b"another one"),
        hotp("Bank", b"abcdefghij", 900),
        long,
        totp("Posteo again", b"another seed"),
        totp("POSTEO", b"yet another"),
    ];
    let matched = |likeness, other| Some(Match { likeness, other });
    let vault_has = |likeness, index: usize| matched(likeness, Other::InVault(ids[index]));
    assert_eq!(
        vault.compare(&incoming.each_ref()),
        [
            None,
            vault_has(Likeness::Codes, 0),
            vault_has(Likeness::Names, 0),
            vault_has(Likeness::All, 1),
            vault_has(Likeness::NamesAndSecret, 0),
            matched(Likeness::Codes, Other::Incoming(0)),
            matched(Likeness::Names, Other::Incoming(0)),
        ]
    );
}
