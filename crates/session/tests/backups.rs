//! Backups in a second folder and behind a passphrase, checking one, and the yearly question.

use std::fs;

use watchword_session::{
    BackupLock, Named, PinProblem, Problem, RecoveryProblem, Session, StoreKind, SystemProblem, Unwritten, Vault,
    VaultProblem,
};

use watchword_vault::Clock as _;

use crate::common::{HOTP_LINK, NEW_PIN, PIN, Setup, TOTP_LINK, WRONG_PIN, add, add_one, names};

const PASSPHRASE: &str = "becak di pasar";
const YEAR: u64 = 365 * 24 * 60 * 60;

/// Makes a recovery key, and returns it.
fn make_key(session: &mut Session) -> String {
    session.new_recovery_key(PIN).unwrap();
    let key = session.copy_recovery_key().unwrap().text.to_string();
    session.confirm_recovery_key(&key[key.len() - 4..]).unwrap();
    key
}

fn with_accounts() -> (Setup, Session) {
    let (setup, mut session) = Setup::unlocked();
    add(&mut session, &[TOTP_LINK, HOTP_LINK].join("\n"));
    (setup, session)
}

#[test]
fn status_says_when_where_how_many_and_what_opens_the_backup() {
    let (setup, mut session) = with_accounts();
    let status = session.vault().unwrap().backup;
    assert!(status.lacking && status.newest.is_none() && status.accounts.is_none() && status.second.is_none());
    make_key(&mut session);
    let now = Some(setup.clock.unix_seconds() as u32);
    let status = session.vault().unwrap().backup;
    assert_eq!((status.accounts, status.recovery_key_made, status.lacking), (Some(2), now, false));
    assert!(status.newest.is_some());

    let folder = setup.path().join("second");
    assert_eq!(session.set_second_folder(&folder).err(), Some(VaultProblem::FolderUnusable.into()), "not there");
    fs::create_dir(&folder).unwrap();
    let second = session.set_second_folder(&folder).unwrap().backup.second.unwrap();
    assert_eq!((second.folder, second.written, second.trouble), (folder.display().to_string(), now, None));
    fs::remove_dir_all(&folder).unwrap();
    let id = session.vault().unwrap().rows[0].id.clone();
    let second = session.trash(&id).unwrap().backup.second.unwrap();
    let trouble = second.trouble.unwrap();
    assert_eq!((trouble.why, Some(trouble.since), second.written), (Unwritten::Away, now, now));
    assert_eq!(session.stop_second_folder().unwrap().backup.second, None);
    session.lock();
    assert_eq!(session.stop_second_folder().err(), Some(VaultProblem::Locked.into()));
}

#[test]
fn passphrase_backup_needs_the_pin_and_restores_without_a_recovery_key() {
    let (setup, mut session) = with_accounts();
    let path = setup.path().join("saved.age");
    let short = Some(Problem::from(RecoveryProblem::PassphraseTooShort { minimum: 8 }));
    assert_eq!(session.allow_passphrase_backup("becak d", PIN).err(), short);
    let wrong = Some(PinProblem::Wrong { wait_seconds: 0 }.into());
    assert_eq!(session.allow_passphrase_backup(PASSPHRASE, WRONG_PIN).err(), wrong);
    let internal = Some(Problem::from(SystemProblem::Internal));
    assert_eq!(session.save_passphrase_backup(&path).err(), internal, "the PIN has not allowed it");
    session.allow_passphrase_backup(PASSPHRASE, PIN).unwrap();
    session.discard_passphrase_backup();
    assert_eq!(session.save_passphrase_backup(&path).err(), internal);
    session.allow_passphrase_backup(PASSPHRASE, PIN).unwrap();
    let vault = session.save_passphrase_backup(&path).unwrap();
    let saved = vault.backup.passphrase.unwrap();
    assert_eq!((saved.accounts, saved.folder), (2, setup.path().display().to_string()));
    assert!(!vault.backup.lacking && !vault.backup.recovery_key);
    setup.clock.pass(1);
    add_one(&mut session, "otpauth://totp/Third:ayu?secret=GEZDGNBVGY3TQOJR");
    assert!(session.vault().unwrap().backup.lacking, "the newest account is in no backup");

    let elsewhere = Setup::empty();
    let mut session = elsewhere.session();
    assert_eq!(session.choose_backup(&path).map(|chosen| chosen.lock), Ok(BackupLock::Passphrase));
    let restore =
        |session: &mut Session, passphrase| session.restore_backup(passphrase, NEW_PIN, StoreKind::Keyring, None);
    let refused = Some(Problem::from(RecoveryProblem::PassphraseWrong));
    assert_eq!(restore(&mut session, "becak").err(), refused);
    let restored = restore(&mut session, PASSPHRASE).unwrap();
    assert_eq!((restored.accounts, restored.hotp, restored.without_seed), (2, 1, 0));
    assert_eq!(names(&restored.vault.rows).len(), 2);

    session.choose_backup(&path).unwrap();
    let exists = Some(VaultProblem::Exists.into());
    assert_eq!(restore(&mut session, PASSPHRASE).err(), exists, "it is no permission to replace a vault");
}

#[test]
fn missing_seeds_come_back_from_a_passphrase_backup() {
    let (setup, mut session) = with_accounts();
    let path = setup.path().join("saved.age");
    session.allow_passphrase_backup(PASSPHRASE, PIN).unwrap();
    session.save_passphrase_backup(&path).unwrap();
    session.lock();
    setup.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    let mut session = setup.unlocked_session();
    session.choose_backup(&path).unwrap();
    let wrong = Some(Problem::from(RecoveryProblem::PassphraseWrong));
    assert_eq!(session.restore_missing_seeds("another one").err(), wrong);
    let restored = session.restore_missing_seeds(PASSPHRASE).unwrap();
    assert_eq!((restored.accounts, restored.vault.rows.iter().any(|row| row.seed_missing)), (2, false));
}

#[test]
fn backup_is_checked_and_nothing_changes() {
    let (setup, mut session) = with_accounts();
    let key = make_key(&mut session);
    let path = setup.path().join("saved.age");
    session.save_backup(&path).unwrap();
    assert_eq!(session.check_backup(&key).err(), Some(SystemProblem::FileUnreadable.into()), "none is chosen");
    assert_eq!(session.choose_backup(&path).map(|chosen| chosen.lock), Ok(BackupLock::RecoveryKey));
    assert_eq!(session.check_backup("AGE").err(), Some(RecoveryProblem::KeyMalformed.into()));
    let check = session.check_backup(&key).unwrap();
    assert!(check.is_complete());
    assert_eq!((check.made, check.accounts, check.in_vault), (setup.clock.unix_seconds() as u32, 2, 2));

    let Vault { rows, .. } = add(&mut session, "otpauth://totp/Third:ayu?secret=GEZDGNBVGY3TQOJR");
    let before = fs::read(setup.data().join("vault.bin")).unwrap();
    session.choose_backup(&path).unwrap();
    let check = session.check_backup(&key).unwrap();
    let third = Named { issuer: "Third".into(), account: "ayu".into() };
    assert_eq!((check.missing.as_slice(), check.is_complete(), rows.len()), ([third].as_slice(), false, 3));
    assert_eq!(fs::read(setup.data().join("vault.bin")).unwrap(), before);
    session.choose_backup(&path).unwrap();
    session.lock();
    assert_eq!(session.check_backup(&key).err(), Some(VaultProblem::Locked.into()));
}

#[test]
fn recovery_key_is_found_again_by_its_last_group_or_whole() {
    let (setup, mut session) = with_accounts();
    let key = make_key(&mut session);
    let asks = |session: &mut Session| session.vault().unwrap().backup.asks_for_key;
    assert!(!asks(&mut session));
    for typed in [&key[key.len() - 4..], &key.to_lowercase()] {
        setup.clock.pass(YEAR);
        assert!(asks(&mut session));
        for (wrong, why) in [
            ("0000", RecoveryProblem::GroupWrong),
            ("", RecoveryProblem::GroupWrong),
            ("hello, world", RecoveryProblem::KeyMalformed),
            (&*watchword_vault::RecoveryKey::generate().expose(), RecoveryProblem::KeyWrong),
        ] {
            assert_eq!(session.check_recovery_key(wrong).err(), Some(why.into()), "{wrong}");
        }
        assert!(!session.check_recovery_key(&format!(" {typed} ")).unwrap().backup.asks_for_key);
    }
    setup.clock.pass(YEAR);
    assert!(!session.put_off_recovery_key().unwrap().backup.asks_for_key);
    setup.clock.pass(YEAR / 12 + 1);
    assert!(asks(&mut session));
}
