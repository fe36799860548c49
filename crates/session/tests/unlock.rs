//! Making, unlocking and locking a vault, and what a session says about one that does not open.

use std::sync::Arc;

use watchword_session::{
    KeyringProblem, Phase, PinProblem, Preferences, Problem, RecoveryProblem, Session, Settings, StoreKind, Theme,
    VaultProblem,
};
use watchword_vault::StoreError;
use watchword_vault::testing::Fault;

use crate::common::{
    self, HOTP_CODES, HOTP_LINK, NEW_PIN, PIN, Setup, TOTP_CODE, TOTP_LINK, WRONG_PIN, add, at, items, locked, names,
    shown,
};

const LOCKED: Option<Problem> = Some(Problem::Vault(VaultProblem::Locked));

fn broken(session: &mut Session) -> (Problem, bool) {
    match session.status().phase {
        Phase::Broken { problem, recovery_key } => (problem, recovery_key),
        other => panic!("{other:?}"),
    }
}

#[test]
fn wrong_pin_waits_after_third_attempt() {
    let setup = Setup::with_vault();
    let mut session = setup.session();
    for wait_seconds in [0, 0, 30] {
        assert_eq!(session.unlock(WRONG_PIN).err(), Some(PinProblem::Wrong { wait_seconds }.into()));
        assert!(!session.is_unlocked());
    }
    assert_eq!((session.failures(), locked(&mut session).0), (Ok(3), 30));
    setup.clock.pass(29);
    assert_eq!(session.unlock(PIN).err(), Some(PinProblem::Wait { seconds: 1 }.into()), "the right one waits too");
    assert_eq!((setup.session().failures(), locked(&mut session).0), (Ok(3), 1), "for another session, too");
    setup.clock.pass(1);
    assert_eq!(locked(&mut session).0, 0);
    session.unlock(PIN).unwrap();
    session.lock();
    assert_eq!(session.failures(), Ok(0), "the right PIN forgets failures");
}

/// Every method that needs an open vault and no more than that.
fn everything_is_locked(session: &mut Session, id: &str) {
    assert_eq!(session.vault().err(), LOCKED);
    assert_eq!(session.refresh().err(), LOCKED);
    assert_eq!(session.codes(&[id.to_owned()], at(59)).err(), LOCKED);
    assert_eq!(session.next_code(id, None).err(), LOCKED);
    assert_eq!(session.copy_code(id, None, at(59)).err(), LOCKED);
    assert_eq!(session.code_at(id, None, 59).err(), LOCKED);
    assert_eq!(session.verify(id, None, 59, 1, TOTP_CODE).err(), LOCKED);
    assert_eq!(session.find("ayu").err(), LOCKED);
    assert_eq!(session.take_in(items(TOTP_LINK)).err(), LOCKED);
    assert_eq!(session.try_typed(&common::typed("ayu", common::SECRET), at(59)).err(), LOCKED);
    assert_eq!(session.add_typed(&common::typed("ayu", common::SECRET)).err(), LOCKED);
    assert_eq!(session.edit_account(id, "Example", "ayu").err(), LOCKED);
    assert_eq!(session.move_account(id, 0).err(), LOCKED);
    assert_eq!(session.trash(id).err(), LOCKED);
    assert_eq!(session.empty_trash().err(), LOCKED);
    assert_eq!(session.set_settings(Settings::default()).err(), LOCKED);
    assert_eq!(session.change_pin(PIN, NEW_PIN).err(), LOCKED);
    assert_eq!(session.account_qr(id, PIN).err(), LOCKED);
    assert_eq!(session.new_recovery_key(PIN).err(), LOCKED);
    assert_eq!(session.copy_recovery_key().err(), LOCKED);
    assert_eq!(session.accept_older_copy().err(), LOCKED);
    assert_eq!(session.delete_replaced_vault("replaced-1").err(), LOCKED);
}

#[test]
fn locking_drops_drafts_drawn_codes_and_an_unconfirmed_recovery_key() {
    let (setup, mut session) = Setup::unlocked();
    let vault = add(&mut session, &format!("{TOTP_LINK}\n{HOTP_LINK}"));
    let [totp, hotp] = [0, 1].map(|row: usize| vault.rows[row].id.clone());
    assert_eq!(session.next_code(&hotp, None).unwrap().code.as_str(), HOTP_CODES[0]);
    session.take_in(items("otpauth://totp/Draft:ayu?secret=GEZDGNBVGY3TQOJQ")).unwrap();
    session.new_recovery_key(PIN).unwrap();
    let key = session.copy_recovery_key().unwrap().text;

    assert!(session.lock());
    assert!(!session.lock(), "there is nothing left to lock");
    assert!(!session.is_unlocked());
    assert_eq!(locked(&mut session), (0, true), "the key that was shown opens nothing");
    assert_eq!(locked(&mut session), (0, true), "it says so until the vault is unlocked");
    everything_is_locked(&mut session, &totp);

    let vault = session.unlock(PIN).unwrap();
    assert_eq!(names(&vault.rows), ["Example:ayu", "Bank:ayu"]);
    assert!(!vault.backup.recovery_key);
    assert_eq!((shown(&mut session, &totp), shown(&mut session, &hotp)), (Some(TOTP_CODE.into()), None));
    assert_eq!(session.copy_code(&hotp, None, at(59)).unwrap().0.text.as_str(), HOTP_CODES[1]);
    assert!(session.review().unwrap().finds.is_empty());
    assert_eq!(session.copy_recovery_key().err(), Some(RecoveryProblem::NoPendingKey.into()));
    let last_group = &key[key.len() - 4..];
    assert_eq!(session.confirm_recovery_key(last_group).err(), Some(RecoveryProblem::NoPendingKey.into()));
    session.lock();
    assert_eq!(locked(&mut session), (0, false));
    assert_eq!(setup.session().recover(&key, NEW_PIN).err(), Some(RecoveryProblem::NoKey.into()));
}

/// A new recovery key is made after the PIN of that moment: confirming it later would seal the
/// vault under a PIN that is no longer its own.
#[test]
fn changed_pin_locks_other_sessions_and_discards_an_unconfirmed_recovery_key() {
    let (setup, mut other) = Setup::unlocked();
    let mut session = setup.unlocked_session();
    assert_eq!(session.change_pin(PIN, "82941").err(), Some(PinProblem::TooShort { minimum: 6 }.into()));
    assert_eq!(session.change_pin(PIN, PIN).err(), Some(PinProblem::Unchanged.into()));
    assert_eq!(session.change_pin(WRONG_PIN, NEW_PIN).err(), Some(PinProblem::Wrong { wait_seconds: 0 }.into()));
    assert!(!other.refresh().unwrap(), "nothing has changed so far");
    session.new_recovery_key(PIN).unwrap();
    let key = session.copy_recovery_key().unwrap().text;
    session.change_pin(PIN, NEW_PIN).unwrap();
    let discarded = Some(RecoveryProblem::NoPendingKey.into());
    assert_eq!(session.confirm_recovery_key(&key[key.len() - 4..]).err(), discarded);
    assert!(session.is_unlocked());

    assert!(other.is_unlocked(), "it has not looked yet");
    assert_eq!(other.refresh().err(), LOCKED);
    assert!(!other.is_unlocked());
    assert_eq!(locked(&mut other), (0, false));
}

#[test]
fn created_vault_is_open_and_is_not_created_twice() {
    let setup = Setup::empty();
    let mut session = setup.session();
    assert_eq!(session.status().phase, Phase::Welcome { without_keyring: None });
    assert_eq!(session.unlock(PIN).err(), Some(VaultProblem::Absent.into()));
    let vault = session.create(PIN, StoreKind::Keyring).unwrap();
    assert_eq!((vault.rows.len(), vault.store, vault.settings), (0, StoreKind::Keyring, Settings::default()));
    assert_eq!(session.status().phase, Phase::Unlocked);
    assert_eq!(session.create(NEW_PIN, StoreKind::Keyring).err(), Some(VaultProblem::Exists.into()));
    assert!(session.is_unlocked(), "a refusal locks nothing");
    session.set_settings(Settings { clipboard_seconds: 10, ..Settings::default() }).unwrap();
    session.lock();
    assert_eq!(locked(&mut session), (0, false));
}

#[test]
fn create_is_refused_where_another_process_has_made_a_vault() {
    let (empty, other) = (Setup::empty(), Setup::with_vault());
    let mut session = empty.session();
    assert!(matches!(session.status().phase, Phase::Welcome { .. }));
    std::fs::rename(other.data(), empty.data()).unwrap();
    *empty.keyring.lock() = other.keyring.items();
    assert_eq!(session.create(NEW_PIN, StoreKind::Keyring).err(), Some(VaultProblem::Exists.into()));
    assert_eq!(locked(&mut session), (0, false), "it has the other's vault now");
}

#[test]
fn weak_pin_is_refused_before_anything_is_made() {
    let setup = Setup::empty();
    let mut session = setup.session();
    for (pin, store, problem) in [
        ("82941", StoreKind::Keyring, PinProblem::TooShort { minimum: 6 }),
        ("123456", StoreKind::Keyring, PinProblem::TooCommon),
        (&"8b2 ".repeat(65), StoreKind::Keyring, PinProblem::TooLong { maximum: 256 }),
        ("kucing 7204", StoreKind::File, PinProblem::TooShort { minimum: 12 }),
    ] {
        let problem = Problem::from(problem);
        let verdict = session.judge_pin(pin, store);
        assert_eq!((verdict.strength, verdict.problem), (0, Some(problem.clone())), "{pin}");
        assert_eq!(session.create(pin, store).err(), Some(problem), "{pin}");
    }
    let verdict = session.judge_pin(PIN, StoreKind::Keyring);
    assert!(verdict.strength > 0 && verdict.problem.is_none());
    assert!(!setup.data().exists() && setup.keyring.items().is_empty());
}

#[test]
fn absent_keyring_leaves_the_file_to_a_new_vault_and_breaks_an_old_one() {
    let absent = || Problem::from(KeyringProblem::Absent);
    for (setup, is_vault) in [(Setup::empty(), false), (Setup::with_vault(), true)] {
        let keyring = Box::new(|| Err(StoreError::Absent));
        let mut session = Session::new(setup.directories(), setup.clock.clone(), keyring);
        if is_vault {
            assert_eq!(broken(&mut session), (absent(), true));
            assert_eq!(session.unlock(PIN).err(), Some(absent()));
        } else {
            assert_eq!(session.status().phase, Phase::Welcome { without_keyring: Some(absent()) });
        }
    }
}

#[test]
fn keyring_without_the_vaults_key_asks_for_a_backup() {
    let setup = Setup::with_vault();
    let items = setup.keyring.items();
    setup.keyring.lock().retain(|name, _| !name.contains("/device-key/"));
    let mut session = setup.session();
    let changed = || Problem::from(VaultProblem::KeyringChanged);
    assert_eq!(broken(&mut session), (changed(), true));
    assert_eq!(session.unlock(PIN).err(), Some(changed()));
    *setup.keyring.lock() = items;
    assert_eq!(locked(&mut session), (0, false), "it is over once the key is back");
    assert_eq!(session.failures(), Ok(0), "it was no attempt");
}

#[test]
fn silent_keyring_breaks_the_vault_until_it_answers() {
    let setup = Setup::with_vault();
    let mut session = setup.session();
    setup.keyring.fail(Fault::Silent);
    let silent = || Problem::from(KeyringProblem::Silent);
    assert_eq!(broken(&mut session), (silent(), false), "a backup would not help");
    assert_eq!(session.unlock(PIN).err(), Some(silent()));
    assert_eq!(session.failures().err(), Some(silent()));
    setup.keyring.fail(Fault::None);
    assert_eq!(locked(&mut session), (0, false));
    assert_eq!(session.failures(), Ok(0), "it was no attempt");
}

#[test]
fn keyring_that_is_busy_for_a_moment_leaves_the_phase_alone() {
    let setup = Setup::with_vault();
    let late = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let keyring = {
        let (late, keyring) = (late.clone(), setup.keyring_source());
        move || if late.load(std::sync::atomic::Ordering::SeqCst) { Err(StoreError::Late) } else { keyring() }
    };
    let mut session = Session::new(setup.directories(), setup.clock.clone(), Box::new(keyring));
    late.store(true, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(locked(&mut session), (0, false));
}

#[test]
fn settings_out_of_range_change_nothing() {
    let (_setup, mut session) = Setup::unlocked();
    let out_of_range = Some(Problem::from(VaultProblem::SettingOutOfRange));
    let kept = Settings {
        lock_after_minutes: None,
        clipboard_seconds: 300,
        lock_when_minimised: true,
        command_shares: false,
        tray_copies: true,
        stays_open: true,
        search_copies: true,
    };
    assert_eq!(session.set_settings(kept).unwrap().settings, kept);
    for (lock_after_minutes, clipboard_seconds) in [(Some(0), 30), (Some(1441), 30), (None, 9), (None, 301)] {
        let settings = Settings { lock_after_minutes, clipboard_seconds, ..kept };
        assert_eq!(session.set_settings(settings).err(), out_of_range, "{settings:?}");
    }
    assert_eq!(session.vault().unwrap().settings, kept);
    let longest = Settings { lock_after_minutes: Some(1440), clipboard_seconds: 10, ..kept };
    assert_eq!(session.set_settings(longest).unwrap().settings, longest);
}

#[test]
fn preferences_need_no_vault_and_have_a_range() {
    let setup = Setup::empty();
    let mut session = setup.session().with_keyring_name("Passwords");
    let dark = Preferences { theme: Theme::Dark, language: Some("it".into()), ..Preferences::default() };
    session.set_preferences(&dark).unwrap();
    let absurd = Preferences { language: Some("x".repeat(36)), ..dark.clone() };
    assert_eq!(session.set_preferences(&absurd).err(), Some(VaultProblem::SettingOutOfRange.into()));
    let status = setup.session().status();
    assert_eq!((status.preferences, status.locale.as_str()), (dark, "it"));
    assert_eq!(session.status().keyring, "Passwords");
}
