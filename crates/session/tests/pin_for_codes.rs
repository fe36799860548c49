//! Codes that require the PIN each time.

use watchword_session::{AccountProblem, PinProblem, Problem, Session};

use crate::common::{HOTP_CODES, HOTP_LINK, PIN, Setup, TOTP_CODE, TOTP_LINK, WRONG_PIN, add, at};

const ASKS: Problem = Problem::Account(AccountProblem::AsksForPin);
const WRONG: Problem = Problem::Pin(PinProblem::Wrong { wait_seconds: 0 });

/// A time-based account, and a counter-based one.
fn with_two() -> (Setup, Session, [String; 2]) {
    let (setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{TOTP_LINK}\n{HOTP_LINK}"));
    let rows = session.vault().unwrap().rows;
    (setup, session, rows.into_iter().map(|row| row.id).collect::<Vec<_>>().try_into().unwrap())
}

/// Everything that gives or tells a code of these accounts.
fn all(session: &mut Session, [totp, hotp]: &[String; 2], pin: Option<&str>) -> [Result<String, Problem>; 5] {
    [
        session.code_at(totp, pin, 59).map(|code| code.code.to_string()),
        session.verify(totp, pin, 59, 0, TOTP_CODE).map(|drift| format!("{drift:?}")),
        session.copy_code(totp, pin, at(59)).map(|(copy, _)| copy.text.to_string()),
        session.next_code(hotp, pin).map(|code| code.code.to_string()),
        session.copy_code(hotp, pin, at(59)).map(|(copy, _)| copy.text.to_string()),
    ]
}

#[test]
fn no_code_is_given_without_the_pin() {
    let (setup, mut session, ids) = with_two();
    assert!(session.ask_for_pin(None).unwrap().rows.iter().all(|row| row.asks_for_pin));
    for _ in 0..2 {
        assert!(session.codes(&ids, at(59)).unwrap().codes.is_empty());
        assert_eq!(all(&mut session, &ids, None), [(); 5].map(|()| Err(ASKS)));
        session = setup.unlocked_session();
    }
    assert_eq!(session.next_code(&ids[1], Some(WRONG_PIN)).err(), Some(WRONG));
    assert_eq!(session.failures(), Ok(1), "a wrong one counts");
    let codes = [TOTP_CODE, "Some(0)", TOTP_CODE, HOTP_CODES[0], HOTP_CODES[0]].map(|code| Ok(code.to_owned()));
    assert_eq!(all(&mut session, &ids, Some(PIN)), codes, "and no counter moved before");
    assert!(session.codes(&ids, at(59)).unwrap().codes.is_empty(), "the rows are blank again");
}

#[test]
fn counter_based_code_is_hidden_after_half_a_minute() {
    let (setup, mut session, ids) = with_two();
    session.ask_for_pin(Some(&ids[1])).unwrap();
    let copied = |session: &mut Session| session.copy_code(&ids[1], Some(PIN), at(59)).unwrap().0.text.to_string();
    assert_eq!(copied(&mut session), HOTP_CODES[0]);
    setup.clock.pass(29);
    assert_eq!(copied(&mut session), HOTP_CODES[0]);
    setup.clock.pass(1);
    assert_eq!(copied(&mut session), HOTP_CODES[1]);
}

#[test]
fn it_takes_the_pin_to_stop_asking() {
    let (setup, mut session, ids) = with_two();
    let asks =
        |session: &mut Session| session.vault().unwrap().rows.iter().map(|row| row.asks_for_pin).collect::<Vec<_>>();
    let [one, none] = [[true, false], [false, false]];
    assert_eq!(session.ask_for_pin(Some(&ids[0])).unwrap().rows[0].asks_for_pin, one[0]);
    session.ask_for_pin(None).unwrap();
    for id in [Some(ids[0].as_str()), None] {
        assert_eq!(session.stop_asking_for_pin(id, WRONG_PIN).err(), Some(WRONG));
        session.unlock(PIN).unwrap();
    }
    // Settings, edits, the trash and imports open nothing.
    let settings = session.vault().unwrap().settings;
    session.set_settings(settings).unwrap();
    session.edit_account(&ids[0], "Other", "name").unwrap();
    session.trash(&ids[0]).unwrap();
    session.untrash(&ids[..1]).unwrap();
    assert!(session.vault().unwrap().pin_for_codes);
    assert!(!session.stop_asking_for_pin(None, PIN).unwrap().pin_for_codes);
    assert_eq!(asks(&mut session), one, "the account asks by itself");
    assert_eq!(asks(&mut setup.unlocked_session()), one);
    session.stop_asking_for_pin(Some(&ids[0]), PIN).unwrap();
    assert_eq!(asks(&mut session), none);
    assert_eq!(session.ask_for_pin(Some("nothing")).err(), Some(AccountProblem::NotFound.into()));
}

/// privacyIDEA's `app_force_unlock`.
#[test]
fn link_that_wants_a_lock_asks_for_the_pin() {
    let (_setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{TOTP_LINK}&app_force_unlock=pin\n{HOTP_LINK}"));
    let rows = session.vault().unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.asks_for_pin).collect::<Vec<_>>(), [true, false]);
}
