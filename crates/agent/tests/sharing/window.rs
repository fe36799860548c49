//! A window at the other end of the socket: several requests at once, and what it is told.

use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::{Duration, Instant};

use watchword_agent::{Face, FaceKind, Heard, Notice, Refusal};
use watchword_session::{Choice, Source};
use zeroize::Zeroizing;

use super::{PIN, Setup, pin, wait_for};

/// A window's requests overlap, and those that wait for nothing are answered while others wait.
#[test]
fn what_waits_for_nothing_is_answered_at_once() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    window.unlock(pin(PIN)).unwrap();
    let held = setup.host.session().get();
    thread::scope(|scope| {
        let rows = scope.spawn(|| window.rows().map(|rows| rows.len()));
        while rows.is_finished() {
            thread::sleep(Duration::from_millis(1));
        }
        window.touched().unwrap();
        window.stop_waiting().unwrap();
        window.stop_saving().unwrap();
        assert!(!rows.is_finished());
        drop(held);
        assert_eq!(rows.join().unwrap().unwrap(), 2);
    });
}

#[test]
fn a_window_hears_what_happens_and_that_its_process_is_gone() {
    let setup = Setup::new();
    let (address, serving) = setup.served();
    let (tell, told) = std::sync::mpsc::channel();
    let hear = move |heard| {
        let _ = tell.send(heard);
    };
    let window = address.connect(FaceKind::Window, hear).unwrap().unwrap();
    window.unlock(pin(PIN)).unwrap();
    assert!(window.is_open());
    let next = || told.recv_timeout(Duration::from_secs(10)).unwrap();
    setup.window.unlock(pin(PIN)).unwrap();
    let id = setup.window.rows().unwrap().remove(0).id;
    setup.window.edit_account(id, "Renamed".into(), "ayu".into()).unwrap();
    assert_eq!(next(), Heard::Notice(Notice::Changed));
    setup.window.lock().unwrap();
    assert_eq!(next(), Heard::Notice(Notice::Locked));
    assert!(!window.is_open());
    window.unlock(pin(PIN)).unwrap();
    drop(serving);
    assert_eq!(std::iter::repeat_with(next).find(|heard| *heard == Heard::Ended), Some(Heard::Ended));
    assert!(window.has_ended() && !window.is_open() && matches!(window.rows(), Err(Refusal::Gone)));
}

#[test]
fn a_window_that_is_killed_leaves_the_vault_locked() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    window.unlock(pin(PIN)).unwrap();
    assert!(!setup.host.session().is_locked());
    drop(window);
    wait_for(|| setup.host.session().is_locked());
}

#[test]
fn a_window_that_goes_while_it_unlocks_leaves_the_vault_locked() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    let held = setup.host.session().get();
    thread::scope(|scope| {
        let unlocked = scope.spawn(|| window.unlock(pin(PIN)).map(drop));
        thread::sleep(Duration::from_millis(200));
        window.leave();
        assert!(matches!(unlocked.join().unwrap(), Err(Refusal::Gone)));
    });
    drop(held);
    wait_for(|| setup.told.lock().unwrap().ends_with(&[Notice::Unlocked, Notice::Locked]));
    assert!(setup.host.session().is_locked());
}

#[test]
fn many_requests_at_once_do_not_keep_a_lock_out() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    window.unlock(pin(PIN)).unwrap();
    let held = setup.host.session().get();
    thread::scope(|scope| {
        let asked: Vec<_> = (0..200).map(|_| scope.spawn(|| window.rows().map(drop))).collect();
        wait_for(|| asked.iter().any(|asked| asked.is_finished()));
        window.stop_waiting().unwrap();
        drop(held);
        let busy = asked.into_iter().map(|asked| asked.join().unwrap()).filter(Result::is_err).count();
        assert!((1..=136).contains(&busy), "{busy} were refused, the others answered");
    });
}

/// What is too long to be sent is refused by the face itself, which stays connected.
#[test]
fn a_text_that_is_too_long_costs_no_connection() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    assert!(matches!(window.unlock(pin(&"1".repeat(1 << 20))), Err(Refusal::Problem(_))));
    window.unlock(pin(PIN)).unwrap();
    assert!(window.search_notes("a".repeat(1 << 20)).unwrap().is_empty());
    assert!(matches!(window.search_notes("a".repeat(33 << 20)), Err(Refusal::Problem(_))));
    assert_eq!(window.rows().unwrap().len(), 2);
}

/// Accounts that were read cross in batches, each longer than a stranger's request may be.
#[test]
fn a_thousand_accounts_with_long_notes_cross_into_the_review() {
    let setup = Setup::new();
    let (window, _serving) = setup.window_there();
    window.unlock(pin(PIN)).unwrap();
    let line = |number: u32| {
        let letters: String = number.to_string().chars().map(|digit| (digit as u8 - b'0' + b'A') as char).collect();
        format!("otpauth://totp/Example{number}:ayu?secret=GEZDGNBVGY3TQOJQ{letters:A>16}")
    };
    let links = (0..1000).map(line).collect::<Vec<_>>().join("\n");
    let mut items = Source::Text(Zeroizing::new(links)).read(|| true);
    for item in &mut items {
        if let Ok(watchword_session::Payload::Account(imported)) = &mut item.read {
            imported.note = "by the door ".repeat(50).into();
        }
    }
    let review = window.take_in(items).unwrap();
    assert_eq!(review.finds.len(), 1000);
    let choices = review.finds.iter().map(|find| Choice::add(find.id)).collect();
    assert_eq!(window.accept(choices).unwrap().vault.rows.len(), 1002);
    assert_eq!(window.search_notes("door".into()).unwrap().len(), 1000);
}

/// Otherwise a process that was stopped would keep the window from closing.
#[test]
fn no_answer_about_the_tray_is_not_waited_for() {
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let hello = r#"{"watchword":2,"face":"agent"}"#;
    theirs.write_all(&[&(hello.len() as u32).to_le_bytes(), hello.as_bytes()].concat()).unwrap();
    let window = Face::through(ours, FaceKind::Window, |_| {}).unwrap();
    let asked = Instant::now();
    assert!(matches!(window.has_tray(), Err(Refusal::Late)));
    assert!(asked.elapsed() < Duration::from_secs(4));
    drop(theirs);
    assert!(matches!(window.has_tray(), Err(Refusal::Gone)));
}
