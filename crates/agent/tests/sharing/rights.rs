//! What the PIN opens, for whom, and until when.

use watchword_agent::{AccountName, Face, FaceKind, Notice, Quick, QuickAccess as _, Refusal};
use watchword_desktop::Clipboard;
use watchword_session::{
    AccountProblem, ExportFormat, Permission, Phase, PinProblem, Preferences, Problem, Settings, Source, StoreKind,
};
use zeroize::Zeroizing;

use super::{
    ELSEWHERE, HERE, NEW_PIN, Outcome, PIN, Setup, WRONG_PIN, of_the_vault, pin, refuses_codes, refuses_everything,
};

#[test]
fn nobody_is_told_anything_without_the_pin() {
    let setup = Setup::new();
    for _ in 0..2 {
        for terminal in [None, Some(HERE)] {
            assert!(refuses_everything(&setup.face(terminal)));
            assert!(!setup.face(terminal).access().unwrap().granted);
        }
        setup.unlock_in_window();
    }
}

#[test]
fn a_pin_opens_its_connection_and_its_terminal_until_the_next_lock() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let first = setup.face(Some(HERE));
    first.unlock(pin(PIN)).unwrap();
    assert_eq!(first.rows().unwrap().len(), 2);
    assert_eq!(setup.face(Some(HERE)).rows().unwrap().len(), 2, "another command in that terminal");
    for stranger in [None, Some(ELSEWHERE)] {
        assert!(refuses_everything(&setup.face(stranger)), "{stranger:?}");
    }
    setup.host.lock();
    assert!(refuses_everything(&first) && refuses_everything(&setup.face(Some(HERE))));
    setup.unlock_in_window();
    assert!(refuses_everything(&first) && refuses_everything(&setup.face(Some(HERE))), "even once it's open");
}

#[test]
fn a_terminal_has_to_give_the_pin_again_after_ten_quiet_minutes() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.window.set_settings(Settings { lock_after_minutes: None, ..Settings::default() }).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    for _ in 0..3 {
        setup.clock.pass(590);
        assert!(setup.face(Some(HERE)).access().unwrap().granted);
    }
    setup.clock.pass(600);
    assert!(refuses_everything(&setup.face(Some(HERE))));
}

#[test]
fn codes_asked_for_in_a_terminal_do_not_keep_the_vault_open() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    setup.clock.pass(299);
    face.rows().unwrap();
    assert_eq!(face.lock_state().unwrap().until, Some(setup.now() + 1));
    setup.clock.pass(1);
    assert!(setup.host.session().lock_if_idle() && refuses_everything(&face));
}

#[test]
fn sharing_can_be_turned_off() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.window.set_settings(Settings { command_shares: false, ..Settings::default() }).unwrap();
    let face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2, "the connection has given the PIN");
    assert!(refuses_everything(&setup.face(Some(HERE))));
    // A ticket given before it was turned off is no longer good.
    let shares = |on| setup.window.set_settings(Settings { command_shares: on, ..Settings::default() });
    shares(true).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    shares(false).unwrap();
    assert!(refuses_everything(&setup.face(Some(HERE))));
}

#[test]
fn wrong_pins_count_whether_the_vault_is_open_or_not() {
    let setup = Setup::new();
    let face = setup.face(Some(HERE));
    for expected in 1..=2 {
        let wrong = face.unlock(pin(WRONG_PIN));
        assert!(matches!(wrong, Err(Refusal::Problem(Problem::Pin(PinProblem::Wrong { .. })))));
        assert!(refuses_everything(&face));
        assert_eq!(face.access().unwrap().failures, expected);
    }
    setup.unlock_in_window();
    for _ in 0..3 {
        assert!(face.unlock(pin(WRONG_PIN)).is_err());
        assert!(refuses_everything(&face));
    }
    let waits = face.unlock(pin(PIN));
    assert!(matches!(waits, Err(Refusal::Problem(Problem::Pin(PinProblem::Wait { .. })))), "{waits:?}");
}

#[test]
fn unlocked_vault_is_no_answer_to_a_wrong_pin() {
    let setup = Setup::new();
    setup.unlock_in_window();
    assert!(setup.window.unlock(pin(WRONG_PIN)).is_err());
    assert!(!setup.host.session().is_locked());
}

#[test]
fn vault_that_is_not_shared_locks_with_the_connection_that_unlocked_it() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.window.set_settings(Settings { command_shares: false, ..Settings::default() }).unwrap();
    setup.host.lock();
    let (address, serving) = setup.served();
    let face = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2);
    drop(face);
    drop(serving);
    assert!(setup.host.session().is_locked());
}

/// A terminal may ask for codes. Only a face that was given the PIN itself sees the vault.
#[test]
fn a_ticket_opens_codes_and_nothing_else() {
    let setup = Setup::new();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    let face = setup.face(Some(HERE));
    assert_eq!(face.rows().unwrap().len(), 2);
    assert!(of_the_vault().into_iter().all(|ask| matches!(ask(&face), Err(Refusal::NotAllowed))));
}

#[test]
fn the_pin_in_a_window_is_not_given_in_its_terminal() {
    let setup = Setup::new();
    let window = Face::here(setup.host.clone(), FaceKind::Window, Some(HERE));
    window.unlock(pin(PIN)).unwrap();
    assert!(refuses_everything(&setup.face(Some(HERE))));
}

#[test]
fn for_a_stranger_the_vault_is_locked() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let stranger = setup.face(None);
    assert!(matches!(stranger.status().unwrap().phase, Phase::Locked { wait_seconds: 0, .. }));
    let preferences = stranger.status().unwrap().preferences;
    assert!(matches!(stranger.set_preferences(preferences).unwrap().phase, Phase::Locked { .. }));
    assert!(matches!(setup.window.status().unwrap().phase, Phase::Unlocked));
    stranger.unlock(pin(PIN)).unwrap();
    assert!(matches!(stranger.status().unwrap().phase, Phase::Unlocked));
    assert_eq!(setup.told(), [Notice::Preferences], "nothing has become of the session");
}

/// What is done to a locked vault needs no PIN, and must not be done to one that is open.
#[test]
fn a_stranger_who_begins_anew_locks_first() {
    fn word() -> Permission {
        Permission::Typed { word: "replace".into() }
    }
    let ways: [fn(&Face) -> Outcome; 5] = [
        |face| face.create(pin(NEW_PIN), StoreKind::Keyring).map(drop),
        |face| face.recover(pin("AGE-SECRET-KEY-1"), pin(NEW_PIN)).map(drop),
        |face| face.choose_backup("/nowhere".into()).map(drop),
        |face| face.restore_backup(pin(""), pin(NEW_PIN), StoreKind::Keyring, Some(word())).map(drop),
        |face| face.start_over(pin("1"), StoreKind::Keyring, word()).map(drop),
    ];
    for way in ways {
        let setup = Setup::new();
        setup.unlock_in_window();
        assert!(way(&setup.face(Some(HERE))).is_err());
        assert!(setup.host.session().is_locked() && refuses_everything(&setup.window));
        assert_eq!(setup.told(), [Notice::Locked]);
    }
}

#[test]
fn a_new_vault_is_open_for_the_face_that_made_it_alone() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let face = setup.face(Some(HERE));
    let word = Permission::Typed { word: "replace".into() };
    face.start_over(pin(NEW_PIN), StoreKind::Keyring, word).unwrap();
    assert!(face.is_open() && face.rows().unwrap().is_empty());
    assert!(refuses_everything(&setup.window) && refuses_codes(&setup.face(None)));
    assert_eq!(setup.told(), [Notice::Locked, Notice::Unlocked]);
}

/// What the tray may do with an open vault is sealed in it: any program may write the preferences.
#[test]
fn preferences_open_nothing() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.host.set_tray(true);
    let stranger = setup.face(None);
    let preferences = stranger.status().unwrap().preferences;
    stranger.set_preferences(Preferences { keep_in_tray: true, ..preferences }).unwrap();
    let quick = Quick::new(setup.host.clone(), Clipboard::new(|| {}), |_| {}, || {});
    let ids: Vec<String> = setup.window.rows().unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(quick.recent(), Some(Vec::new()));
    assert!(quick.find("Example").is_empty() && ids.iter().all(|id| quick.copy(id).is_err()));
    setup.window.leave();
    assert!(setup.host.session().is_locked());
}

#[test]
fn the_tray_and_the_search_show_names_where_the_user_wants_it() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let quick = Quick::new(setup.host.clone(), Clipboard::new(|| {}), |_| {}, || {});
    let names = |accounts: Vec<AccountName>| accounts.into_iter().map(|name| name.issuer).collect::<Vec<_>>();
    setup.window.set_settings(Settings { tray_copies: true, ..Settings::default() }).unwrap();
    assert_eq!(names(quick.recent().unwrap()), ["Example", "Bank"]);
    let bank = setup.window.rows().unwrap().remove(1).id;
    setup.window.next_code(bank.clone(), None).unwrap();
    assert_eq!(names(quick.recent().unwrap()), ["Bank", "Example"], "the one used last comes first");
    assert!(quick.find("Example").is_empty());
    setup.window.set_settings(Settings { search_copies: true, ..Settings::default() }).unwrap();
    assert_eq!((names(quick.find("a")), quick.recent()), (vec!["Example".into()], Some(Vec::new())));
    assert!(quick.copy(&bank).is_err(), "a search never draws a code");
    setup.host.lock();
    assert!(quick.find("a").is_empty() && quick.recent().is_none() && quick.is_locked());
}

#[test]
fn code_that_takes_the_pin_takes_it_from_every_face() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.window.set_settings(Settings { tray_copies: true, search_copies: true, ..Settings::default() }).unwrap();
    let [example, bank] = setup.window.rows().unwrap().try_into().unwrap();
    setup.window.ask_for_pin(Some(example.id.clone())).unwrap();
    let terminal = setup.face(Some(HERE));
    terminal.unlock(pin(PIN)).unwrap();
    let ticket = setup.face(Some(HERE));
    let asks = |asked: Outcome| matches!(asked, Err(Refusal::Problem(Problem::Account(AccountProblem::AsksForPin))));
    for face in [&setup.window, &terminal, &ticket] {
        assert!(asks(face.copy_code(example.id.clone(), None).map(drop)));
        assert!(asks(face.code(example.id.clone(), None, 59).map(drop)));
        assert!(face.codes(vec![example.id.clone()]).unwrap().codes.is_empty());
        assert_eq!(face.code(example.id.clone(), Some(pin(PIN)), 59).unwrap().code.as_str(), "287082");
        assert!(asks(face.copy_code(example.id.clone(), None).map(drop)), "each time");
        assert!(face.next_code(bank.id.clone(), None).is_ok(), "the others need none");
    }
    let quick = Quick::new(setup.host, Clipboard::new(|| {}), |_| {}, || {});
    assert_eq!(quick.recent().unwrap().len(), 1, "a menu can't ask");
    assert!(quick.find("Example").is_empty() && quick.copy(&example.id).is_err());
    assert!(matches!(ticket.stop_asking_for_pin(None, pin(PIN)), Err(Refusal::NotAllowed)));
    assert!(matches!(ticket.ask_for_pin(None), Err(Refusal::NotAllowed)), "a terminal changes nothing");
}

#[test]
fn vault_that_stays_open_forgets_what_its_window_had_begun() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.host.set_tray(true);
    setup.window.set_settings(Settings { stays_open: true, ..Settings::default() }).unwrap();
    let link = Zeroizing::new("otpauth://totp/Other:ayu?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U".to_owned());
    assert_eq!(setup.window.take_in(Source::Text(link).read(|| true)).unwrap().finds.len(), 1);
    setup.window.allow_export(ExportFormat::Uri, pin(""), pin(PIN)).unwrap();
    setup.window.leave();
    assert!(!setup.host.session().is_locked());
    let again = setup.face(None);
    again.unlock(pin(PIN)).unwrap();
    assert!(again.review().unwrap().finds.is_empty());
    assert!(again.export("en".into()).is_err(), "the PIN was given for another window's export");
}

#[test]
fn only_a_window_that_was_given_the_pin_locks_as_it_leaves() {
    let setup = Setup::new();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    drop(Face::here(setup.host.clone(), FaceKind::Window, None));
    assert!(!setup.host.session().is_locked());
    let window = Face::here(setup.host.clone(), FaceKind::Window, None);
    window.unlock(pin(PIN)).unwrap();
    drop(window);
    assert!(setup.host.session().is_locked());
}
