//! What an organisation has set counts, whatever the user wants.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use watchword_policy::{Fault, Layer, Reading, Reason, Scope};
use watchword_session::{
    AccountProblem, Choice, ExportFormat, FindAction, InForce, Item, Origin, Patience, PinProblem, PolicyProblem,
    Preferences, Problem, Session, Settings, Source,
};
use watchword_vault::{Backup, Clock as _};
use zeroize::Zeroizing;

use crate::common::{HOTP_LINK, NEW_PIN, PIN, Setup, TOTP_CODE, TOTP_LINK, add, at};

const SET: Problem = Problem::Policy(PolicyProblem::Set);
const NOT_ALLOWED: Problem = Problem::Policy(PolicyProblem::NotAllowed);
const DAY: u64 = 24 * 60 * 60;

/// A policy for the whole computer, which a test changes.
#[derive(Clone, Default)]
struct Computer(Arc<Mutex<Reading>>);

impl Computer {
    fn sets(values: Value) -> Self {
        let computer = Self::default();
        computer.set(values);
        computer
    }

    fn set(&self, values: Value) {
        let values = values.as_object().unwrap().clone();
        let layer = Layer { place: "policy.json".into(), scope: Scope::Machine, values };
        *self.0.lock().unwrap() = Reading { layers: vec![layer], faults: Vec::new() };
    }

    fn damage(&self) {
        let fault = Fault { place: "policy.json".into(), key: None, reason: Reason::Unparsable };
        *self.0.lock().unwrap() = Reading { layers: Vec::new(), faults: vec![fault] };
    }

    fn session(&self, setup: &Setup) -> Session {
        let reading = self.0.clone();
        setup.session().with_policy(Box::new(move || InForce::of(reading.lock().unwrap().clone())))
    }

    fn unlocked(&self, setup: &Setup) -> Session {
        let mut session = self.session(setup);
        session.unlock(PIN).unwrap();
        session
    }
}

/// A vault with a time-based account and a counter-based one, and their ids.
fn with_two(computer: &Computer) -> (Setup, Session, [String; 2]) {
    let setup = Setup::with_vault();
    add(&mut setup.unlocked_session(), &format!("{TOTP_LINK}\n{HOTP_LINK}"));
    let mut session = computer.unlocked(&setup);
    let rows = session.vault().unwrap().rows;
    (setup, session, rows.into_iter().map(|row| row.id).collect::<Vec<_>>().try_into().unwrap())
}

fn settings(session: &mut Session) -> Settings {
    session.vault().unwrap().settings
}

#[test]
fn settings_stay_within_the_policy() {
    let setup = Setup::with_vault();
    let own = Settings {
        lock_after_minutes: None,
        clipboard_seconds: 60,
        lock_when_minimised: false,
        command_shares: true,
        tray_copies: true,
        stays_open: true,
        search_copies: true,
    };
    setup.unlocked_session().set_settings(own).unwrap();
    let computer = Computer::sets(json!({
        "LockAfterMinutes": 10, "ClipboardSeconds": 20, "LockWhenMinimised": true, "SharedSessionAllowed": false,
        "TrayAllowed": false, "SearchAllowed": false,
    }));
    let mut session = computer.unlocked(&setup);
    let within = Settings {
        lock_after_minutes: Some(10),
        clipboard_seconds: 20,
        lock_when_minimised: true,
        command_shares: false,
        tray_copies: false,
        stays_open: false,
        search_copies: false,
    };
    assert_eq!(settings(&mut session), within);
    assert_eq!(session.settings(), Some(within));
    let wants = [
        Settings { lock_after_minutes: None, ..within },
        Settings { lock_after_minutes: Some(11), ..within },
        Settings { clipboard_seconds: 21, ..within },
        Settings { lock_when_minimised: false, ..within },
        Settings { command_shares: true, ..within },
        Settings { tray_copies: true, ..within },
        Settings { stays_open: true, ..within },
        Settings { search_copies: true, ..within },
    ];
    for wanted in wants {
        assert_eq!(session.set_settings(wanted).err(), Some(SET), "{wanted:?}");
        assert_eq!(settings(&mut session), within);
    }
    let stricter = Settings { clipboard_seconds: 15, ..within };
    session.set_settings(stricter).unwrap();
    assert_eq!(settings(&mut session), stricter);
    setup.clock.pass(10 * 60 - 1);
    session.lock();
    let again = setup.unlocked_session().settings().unwrap();
    assert_eq!(again, Settings { clipboard_seconds: 15, ..own }, "the user's own are kept for a freer day");
}

#[test]
fn vault_locks_after_the_minutes_of_the_policy() {
    let setup = Setup::with_vault();
    setup.unlocked_session().set_settings(Settings { lock_after_minutes: None, ..Settings::default() }).unwrap();
    let computer = Computer::sets(json!({"LockAfterMinutes": 2}));
    let (patience, session) = (Arc::new(Patience::new(|_| {})), computer.session(&setup));
    let shared = watchword_session::SharedSession::new(patience, move || session);
    shared.get().unlock(PIN).unwrap();
    setup.clock.pass(119);
    assert!(!shared.lock_if_idle());
    setup.clock.pass(1);
    assert!(shared.lock_if_idle());
    computer.set(json!({"LockAfterMinutes": 1}));
    shared.get().unlock(PIN).unwrap();
    assert_eq!(shared.locks_in(), Some(120), "a policy is read again after a minute at the earliest");
    setup.clock.pass(60);
    assert!(shared.follow_policy() && shared.lock_if_idle(), "a stricter policy counts at once");
}

#[test]
fn preferences_stay_within_the_policy() {
    let setup = Setup::with_vault();
    let own = Preferences { check_for_updates: true, keep_in_tray: true, ..Preferences::default() };
    setup.session().set_preferences(&own).unwrap();
    let computer = Computer::sets(json!({"Language": "it", "UpdateCheck": "off", "TrayAllowed": false}));
    let mut session = computer.session(&setup);
    let within = Preferences { language: Some("it".into()), ..Preferences::default() };
    let status = session.status();
    assert_eq!((status.preferences, status.locale.as_str()), (within.clone(), "it"));
    for wanted in [
        Preferences { language: Some("id".into()), ..within.clone() },
        Preferences { check_for_updates: true, ..within.clone() },
        Preferences { keep_in_tray: true, ..within.clone() },
    ] {
        assert_eq!(session.set_preferences(&wanted).err(), Some(SET));
    }
    let minimised = Preferences { start_minimised: true, ..within };
    assert_eq!(session.set_preferences(&minimised).unwrap().preferences, minimised);
    assert_eq!(setup.session().preferences(), Preferences { start_minimised: true, ..own });
    let on = Computer::sets(json!({"UpdateCheck": "on"}));
    assert!(on.session(&Setup::empty()).preferences().check_for_updates);
}

#[test]
fn new_pin_follows_the_rules() {
    let computer = Computer::sets(json!({"PinMinLength": 8, "PinNeedsLetter": true}));
    let mut session = computer.session(&Setup::empty());
    let store = watchword_session::StoreKind::Keyring;
    for (pin, problem) in [("kucing7", PinProblem::TooShort { minimum: 8 }), ("82941672", PinProblem::NeedsLetter)] {
        assert_eq!(session.judge_pin(pin, store).problem, Some(problem.clone().into()));
        assert_eq!(session.create(pin, store).err(), Some(problem.into()));
    }
    session.create(NEW_PIN, store).unwrap();
    let refused = session.change_pin(NEW_PIN, "82941672").err();
    assert_eq!(refused, Some(PinProblem::NeedsLetter.into()));
    session.change_pin(NEW_PIN, "becak 8294").unwrap();
}

#[test]
fn unfit_pin_gives_no_codes_once_the_days_are_over() {
    let computer = Computer::sets(json!({"PinMinLength": 8, "PinChangeDays": 3}));
    let (setup, mut session, ids) = with_two(&computer);
    let change = session.vault().unwrap().pin_change.unwrap();
    assert!(!change.is_overdue);
    assert_eq!(session.codes(&ids, at(59)).unwrap().codes.len(), 1);
    for hours in [24, 24, 23] {
        setup.clock.pass(hours * 60 * 60);
        session = computer.unlocked(&setup);
        assert_eq!(session.vault().unwrap().pin_change, Some(change), "the days don't start again");
    }
    assert!(session.copy_code(&ids[0], None, at(59)).is_ok());
    setup.clock.pass(60 * 60);
    let to_change = Some(PinProblem::ToChange.into());
    for _ in 0..2 {
        assert!(session.vault().unwrap().pin_change.unwrap().is_overdue);
        assert_eq!(session.codes(&ids, at(59)).err(), to_change);
        assert_eq!(session.code_at(&ids[0], Some(PIN), 59).err(), to_change);
        assert_eq!(session.copy_code(&ids[0], None, at(59)).err(), to_change);
        assert_eq!(session.type_code(&ids[0], None, at(59)).err(), to_change);
        assert_eq!(session.next_code(&ids[1], Some(PIN)).err(), to_change);
        assert_eq!(session.verify(&ids[0], None, 59, 0, TOTP_CODE).err(), to_change);
        session = computer.unlocked(&setup);
    }
    let vault = session.change_pin(PIN, NEW_PIN).unwrap();
    assert_eq!(vault.pin_change, None);
    assert_eq!(session.codes(&ids, at(59)).unwrap().codes.len(), 1);
    session.lock();
    assert_eq!(session.unlock(NEW_PIN).unwrap().pin_change, None);
}

#[test]
fn rule_for_pins_that_was_taken_back_stops_no_code() {
    let computer = Computer::sets(json!({"PinMinLength": 8, "PinChangeDays": 0}));
    let (setup, mut session, ids) = with_two(&computer);
    assert!(session.codes(&ids, at(59)).is_err());
    computer.set(json!({}));
    setup.clock.pass(60);
    assert!(session.follow_policy());
    assert_eq!(session.codes(&ids, at(59)).unwrap().codes.len(), 1);
}

#[test]
fn pin_for_every_code_can_be_demanded() {
    let computer = Computer::sets(json!({"PinForCodes": true}));
    let (_setup, mut session, ids) = with_two(&computer);
    let vault = session.vault().unwrap();
    assert!(vault.pin_for_codes && vault.rows.iter().all(|row| row.asks_for_pin));
    assert!(session.codes(&ids, at(59)).unwrap().codes.is_empty());
    let asks = Some(AccountProblem::AsksForPin.into());
    assert_eq!(session.code_at(&ids[0], None, 59).err(), asks);
    assert_eq!(session.next_code(&ids[1], None).err(), asks);
    assert_eq!(session.stop_asking_for_pin(None, PIN).err(), Some(SET));
    assert!(session.code_at(&ids[0], Some(PIN), 59).is_ok());
}

#[test]
fn what_is_not_allowed_is_refused() {
    let computer = Computer::sets(json!({
        "CopyAllowed": false, "ExportAllowed": false, "QrCodeAllowed": false, "OtherBackupsAllowed": false,
        "TypingAllowed": false,
    }));
    let (setup, mut session, ids) = with_two(&computer);
    let refused = [
        session.copy_code(&ids[0], None, at(59)).map(drop),
        session.type_code(&ids[0], None, at(59)).map(drop),
        session.allow_typing_into("firefox"),
        session.allow_export(ExportFormat::Uri, None, "", PIN),
        session.account_qr(&ids[0], PIN).map(drop),
        session.save_backup(&setup.path().join("backup.age")),
        session.allow_passphrase_backup("becak di pasar", PIN),
        session.set_second_folder(setup.path()).map(drop),
        session.new_recovery_key(PIN).and_then(|_| session.copy_recovery_key().map(drop)),
    ];
    assert_eq!(refused, [(); 9].map(|()| Err(NOT_ALLOWED)));
    assert_eq!(session.codes(&ids, at(59)).unwrap().codes.len(), 1, "codes are shown");
    assert_eq!(session.failures(), Ok(0));
}

#[test]
fn second_folder_is_given_up() {
    let setup = Setup::with_vault();
    let stick = tempfile::tempdir().unwrap();
    setup.unlocked_session().set_second_folder(stick.path()).unwrap();
    let computer = Computer::sets(json!({"OtherBackupsAllowed": false}));
    assert_eq!(computer.unlocked(&setup).vault().unwrap().backup.second, None);
}

#[test]
fn accounts_come_only_from_allowed_sources() {
    let origins = [
        ("FilesAllowed", Origin::File { name: "a.txt".into() }),
        ("FilesAllowed", Origin::Clipboard),
        ("FilesAllowed", Origin::Drop),
        ("ScreenAllowed", Origin::Screen),
        ("CameraAllowed", Origin::Camera),
        ("LinksAllowed", Origin::Text),
    ];
    for (key, origin) in origins {
        let computer = Computer::sets(json!({ key: false }));
        let setup = Setup::with_vault();
        let mut session = computer.unlocked(&setup);
        let item = || Source::Text(Zeroizing::new(TOTP_LINK.into())).read(|| true).remove(0);
        let review = session.take_in(vec![Item { origin: origin.clone(), ..item() }]).unwrap();
        assert!(review.finds.is_empty(), "{origin:?}");
        assert_eq!(review.unread[0].problem, NOT_ALLOWED, "{origin:?}");
        let other = if origin == Origin::Screen { Origin::Camera } else { Origin::Screen };
        let review = session.take_in(vec![Item { origin: other, ..item() }]).unwrap();
        let choice = Choice { id: review.finds[0].id, action: FindAction::Add };
        assert_eq!(session.accept(&[choice]).unwrap().vault.rows.len(), 1, "{origin:?}");
    }
}

#[test]
fn last_valid_policy_stays_in_force() {
    let computer = Computer::sets(json!({"CopyAllowed": false, "LockAfterMinutes": 3}));
    let (setup, _, ids) = with_two(&computer);
    computer.damage();
    let mut session = computer.session(&setup);
    assert!(session.organisation().policy.copy_allowed.is_none(), "nobody knows it before the vault opens");
    session.unlock(PIN).unwrap();
    for _ in 0..2 {
        let organisation = session.organisation();
        assert!(organisation.from_vault && organisation.faults.len() == 1);
        assert_eq!(organisation.policy.lock_after_minutes, Some(3));
        assert_eq!(session.copy_code(&ids[0], None, at(59)).map(drop), Err(NOT_ALLOWED));
        assert_eq!(settings(&mut session).lock_after_minutes, Some(3));
        session = computer.unlocked(&setup);
    }
    computer.set(json!({}));
    setup.clock.pass(60);
    assert!(session.follow_policy());
    assert!(session.copy_code(&ids[0], None, at(59)).is_ok(), "a policy that was taken away is gone");
    computer.damage();
    assert!(computer.unlocked(&setup).copy_code(&ids[0], None, at(59)).is_ok());
}

#[test]
fn escrow_makes_backups_from_the_first_save() {
    let (own, other) = (age::x25519::Identity::generate(), age::x25519::Identity::generate());
    let recipients = json!([own.to_public().to_string(), "age1nonsense", other.to_public().to_string()]);
    let computer = Computer::sets(json!({"EscrowRecipients": recipients}));
    let setup = Setup::empty();
    let mut session = computer.session(&setup);
    session.create(NEW_PIN, watchword_session::StoreKind::Keyring).unwrap();
    add(&mut session, TOTP_LINK);
    let newest = |session: &mut Session| {
        let folder = std::path::PathBuf::from(session.vault().unwrap().backup.folder);
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        std::fs::read(files.iter().rfind(|path| path.extension().is_some_and(|it| it == "age")).unwrap()).unwrap()
    };
    let organisation = session.organisation();
    assert_eq!(organisation.policy.escrow_recipients.unwrap().len(), 2);
    let fault = &organisation.faults[0];
    assert_eq!((fault.key.as_deref(), fault.reason), (Some("EscrowRecipients"), Reason::Malformed));
    let sealed = newest(&mut session);
    for identity in [&own, &other] {
        let contents: Value = serde_json::from_slice(&age::decrypt(identity, &sealed).unwrap()).unwrap();
        assert_eq!(contents["backup"]["accounts"][0]["secret"], crate::common::SECRET);
        assert!(contents["hmac"].is_null(), "nobody's key makes one");
    }
    let group = {
        session.new_recovery_key(NEW_PIN).unwrap();
        let key = session.copy_recovery_key().unwrap().text;
        session.confirm_recovery_key(&key[key.len() - 4..]).unwrap();
        key
    };
    let sealed = newest(&mut session);
    let key = watchword_vault::RecoveryKey::parse(&group).unwrap();
    assert_eq!(Backup::open(&sealed, &key).unwrap().len(), 1);
    assert!(age::decrypt(&own, &sealed).is_ok());
    computer.set(json!({}));
    setup.clock.pass(60);
    session.follow_policy();
    let sealed = newest(&mut session);
    assert!(age::decrypt(&own, &sealed).is_err() && Backup::open(&sealed, &key).is_ok());
}

#[test]
fn pin_rules_of_days_without_number_give_two_weeks() {
    let computer = Computer::sets(json!({"PinMinLength": 8}));
    let (setup, mut session, _) = with_two(&computer);
    let change = session.vault().unwrap().pin_change.unwrap();
    let now = u64::from(change.by) - 14 * DAY;
    assert_eq!(now, setup.clock.unix_seconds());
}
