//! What is answered, and what the holder of the session is told.

use watchword_agent::{Face, FaceKind, Notice, Refusal};
use watchword_session::{AccountProblem, Problem};

use super::{HERE, NEW_PIN, PIN, Setup, pin};

#[test]
fn codes_are_those_of_the_rfcs_and_a_counter_is_used_once() {
    let setup = Setup::new();
    let face = setup.face(None);
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(setup.told(), [Notice::Unlocked]);
    let id = |face: &Face, query: &str| face.find(query.into()).unwrap().remove(0).id;
    let (example, bank) = (id(&face, "Example"), id(&face, "Bank"));
    let code = face.code(example.clone(), None, 59).unwrap();
    assert_eq!((code.code.as_str(), code.valid_from, code.valid_until), ("287082", Some(30), Some(60)));
    assert_eq!(code.previous.unwrap().as_str(), "755224");
    assert_eq!(code.next.unwrap().as_str(), "359152");
    assert_eq!(face.verify(example, None, 59, 1, pin("755 224")).unwrap(), Some(-1));
    assert_eq!(face.next_code(bank.clone(), None).unwrap().code.as_str(), "755224");
    assert_eq!(face.copy_code(bank.clone(), None).unwrap().0.text.as_str(), "755224", "the code that is shown");
    assert_eq!(face.next_code(bank, None).unwrap().code.as_str(), "287082");
    assert_eq!(setup.told(), [Notice::Changed; 3]);
    let unknown = face.code("nobody".into(), None, 59).map(drop);
    assert!(matches!(unknown, Err(Refusal::Problem(Problem::Account(AccountProblem::NotFound)))), "{unknown:?}");
}

/// The window shows what another process has done, although a command has noticed it first.
#[test]
fn window_is_told_what_a_command_finds() {
    let setup = Setup::new();
    let mut other = setup.session();
    setup.unlock_in_window();
    let face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    other.unlock(PIN).unwrap();
    let id = other.vault().unwrap().rows.remove(0).id;
    other.edit_account(&id, "Renamed", "ayu").unwrap();
    assert!(face.access().unwrap().granted);
    assert_eq!(setup.told(), [Notice::Changed]);
    other.change_pin(PIN, NEW_PIN).unwrap();
    assert!(!face.access().unwrap().granted && setup.host.session().is_locked());
    assert_eq!(setup.told(), [Notice::Locked]);
}

#[test]
fn search_for_a_code_is_bounded() {
    let setup = Setup::new();
    let face = setup.face(None);
    face.unlock(pin(PIN)).unwrap();
    let id = face.find("Example".into()).unwrap().remove(0).id;
    assert_eq!(face.verify(id, None, 59, u32::MAX, pin("000000")).unwrap(), None);
}

#[test]
fn lock_state_says_who_unlocked_it() {
    let setup = Setup::new();
    let face = setup.face(None);
    let locked = face.lock_state().unwrap();
    assert!(locked.locked && locked.since.is_none() && locked.by.is_none() && locked.until.is_none());
    face.unlock(pin(PIN)).unwrap();
    let open = face.lock_state().unwrap();
    assert_eq!((open.by, open.held_by), (Some(FaceKind::Command), FaceKind::Agent));
    assert_eq!((open.since, open.until), (Some(setup.now()), Some(setup.now() + 300)));
    face.lock().unwrap();
    setup.unlock_in_window();
    assert_eq!(face.lock_state().unwrap().by, Some(FaceKind::Window));
}

#[test]
fn window_is_not_told_of_its_own_doing() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let id = setup.window.rows().unwrap().remove(0).id;
    setup.window.edit_account(id, "Renamed".into(), "ayu".into()).unwrap();
    assert_eq!(setup.told(), []);
    setup.window.lock().unwrap();
    assert_eq!(setup.told(), [Notice::Locked], "which the page is shown like any other lock");
}
