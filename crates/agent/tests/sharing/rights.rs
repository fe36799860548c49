//! What the PIN opens, for whom, and until when.

use watchword_agent::Refusal;
use watchword_session::{PinProblem, Problem, Settings};

use super::{ELSEWHERE, HERE, PIN, Setup, WRONG_PIN, pin, refuses_everything};

#[test]
fn nobody_is_told_anything_without_the_pin() {
    let setup = Setup::new();
    for _ in 0..2 {
        for terminal in [None, Some(HERE)] {
            assert!(refuses_everything(&mut setup.face(terminal)));
            assert!(!setup.face(terminal).access().unwrap().granted);
        }
        setup.unlock_in_window();
    }
}

#[test]
fn a_pin_opens_its_connection_and_its_terminal_until_the_next_lock() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let mut first = setup.face(Some(HERE));
    first.unlock(pin(PIN)).unwrap();
    assert_eq!(first.rows().unwrap().len(), 2);
    assert_eq!(setup.face(Some(HERE)).rows().unwrap().len(), 2, "another command in that terminal");
    for stranger in [None, Some(ELSEWHERE)] {
        assert!(refuses_everything(&mut setup.face(stranger)), "{stranger:?}");
    }
    setup.process.session.lock();
    assert!(refuses_everything(&mut first) && refuses_everything(&mut setup.face(Some(HERE))));
    setup.unlock_in_window();
    assert!(refuses_everything(&mut first) && refuses_everything(&mut setup.face(Some(HERE))), "even once it's open");
}

#[test]
fn a_terminal_has_to_give_the_pin_again_after_ten_quiet_minutes() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.process.session.get().set_settings(Settings { lock_after_minutes: None, ..Settings::default() }).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    for _ in 0..3 {
        setup.clock.pass(590);
        assert!(setup.face(Some(HERE)).access().unwrap().granted);
    }
    setup.clock.pass(600);
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
}

#[test]
fn codes_asked_for_in_a_terminal_do_not_keep_the_vault_open() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let mut face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    setup.clock.pass(299);
    face.rows().unwrap();
    assert_eq!(face.lock_state().unwrap().until, Some(setup.now() + 1));
    setup.clock.pass(1);
    assert!(setup.process.session.lock_if_idle() && refuses_everything(&mut face));
}

#[test]
fn sharing_can_be_turned_off() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.process.session.get().set_settings(Settings { command_shares: false, ..Settings::default() }).unwrap();
    let mut face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2, "the connection has given the PIN");
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
    // A ticket given before it was turned off is no longer good.
    let shares = |on| setup.process.session.get().set_settings(Settings { command_shares: on, ..Settings::default() });
    shares(true).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    shares(false).unwrap();
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
}

#[test]
fn wrong_pins_count_whether_the_vault_is_open_or_not() {
    let setup = Setup::new();
    let mut face = setup.face(Some(HERE));
    for expected in 1..=2 {
        let wrong = face.unlock(pin(WRONG_PIN));
        assert!(matches!(wrong, Err(Refusal::Problem(Problem::Pin(PinProblem::Wrong { .. })))));
        assert!(refuses_everything(&mut face));
        assert_eq!(face.access().unwrap().failures, expected);
    }
    setup.unlock_in_window();
    for _ in 0..3 {
        assert!(face.unlock(pin(WRONG_PIN)).is_err());
        assert!(refuses_everything(&mut face));
    }
    let waits = face.unlock(pin(PIN));
    assert!(matches!(waits, Err(Refusal::Problem(Problem::Pin(PinProblem::Wait { .. })))), "{waits:?}");
}

#[test]
fn unlocked_vault_is_no_answer_to_a_wrong_pin() {
    let setup = Setup::new();
    setup.unlock_in_window();
    assert!(setup.process.session.get().unlock(WRONG_PIN).is_err());
    assert!(!setup.process.session.is_locked());
}

#[test]
fn vault_that_is_not_shared_locks_with_the_connection_that_unlocked_it() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.process.session.get().set_settings(Settings { command_shares: false, ..Settings::default() }).unwrap();
    setup.process.session.lock();
    let (address, serving) = setup.served();
    let mut face = address.connect(|| {}).unwrap().unwrap();
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2);
    drop(face);
    drop(serving);
    assert!(setup.process.session.is_locked());
}
