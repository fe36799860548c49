use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use x11rb::protocol::xproto::{ChangeWindowAttributesAux, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent};
use x11rb::wrapper::ConnectionExt as _;

use super::*;
use crate::testing::Display;

const MOST: usize = 3 << 20;

fn read(display: &Display, form: &str, time: Duration) -> Result<Vec<u8>, ClipboardError> {
    let selection = Selection::connect(Some(display.name()), Deadline::after(time))?;
    selection.read(form, MOST).map(|bytes| bytes.to_vec())
}

/// How the program that copied something answers.
enum Answer {
    Whole(Vec<u8>),
    /// Pieces of this many bytes, and how many of them; endless without a count.
    Pieces(usize, Option<usize>),
    Nothing,
}

/// Starts a program that has copied a picture. The receiver gets a message once the program learns
/// that no more pieces are wanted.
fn copy(display: &Display, answer: Answer) -> Receiver<()> {
    let (server, screen) = x11rb::connect(Some(display.name())).unwrap();
    let (window, root) = (server.generate_id().unwrap(), server.setup().roots[screen].root);
    let class = WindowClass::INPUT_ONLY;
    server.create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &CreateWindowAux::new()).unwrap();
    let atom = |name| intern(&server, name).unwrap();
    let (clipboard, targets, incr, png) = (atom("CLIPBOARD"), atom("TARGETS"), atom("INCR"), atom("image/png"));
    server.set_selection_owner(window, clipboard, CURRENT_TIME).unwrap();
    server.sync().unwrap();
    let (stop, stopped) = channel();
    // Runs until the display is gone.
    thread::spawn(move || -> Result<(), ReplyError> {
        let mut sent = 0;
        loop {
            match server.wait_for_event()? {
                Event::SelectionRequest(asked) => {
                    let (window, property) = (asked.requestor, asked.property);
                    match &answer {
                        _ if asked.target == targets => {
                            server.change_property32(PropMode::REPLACE, window, property, AtomEnum::ATOM, &[png])?;
                        }
                        Answer::Whole(bytes) => {
                            server.change_property8(PropMode::REPLACE, window, property, png, bytes)?;
                        }
                        Answer::Pieces(..) => {
                            let listens = EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY;
                            let listens = ChangeWindowAttributesAux::new().event_mask(listens);
                            server.change_window_attributes(window, &listens)?;
                            server.change_property32(PropMode::REPLACE, window, property, incr, &[0])?;
                        }
                        Answer::Nothing => continue,
                    }
                    let answered = SelectionNotifyEvent {
                        response_type: SELECTION_NOTIFY_EVENT,
                        sequence: 0,
                        time: asked.time,
                        requestor: window,
                        selection: clipboard,
                        target: asked.target,
                        property,
                    };
                    server.send_event(false, window, EventMask::NO_EVENT, answered)?;
                }
                Event::PropertyNotify(event) if event.state == Property::DELETE => {
                    let Answer::Pieces(size, count) = answer else { continue };
                    let piece = if count.is_some_and(|count| sent >= count) { 0 } else { size };
                    sent += 1;
                    let piece = vec![b'x'; piece];
                    server.change_property8(PropMode::REPLACE, event.window, event.atom, png, &piece)?;
                }
                Event::DestroyNotify(_) => drop(stop.send(())),
                _ => {}
            }
            server.flush()?;
        }
    });
    stopped
}

const LONG: Duration = Duration::from_secs(60);

#[test]
fn copied_forms_and_bytes_are_read() {
    let display = Display::new();
    let selection = || Selection::connect(Some(display.name()), Deadline::after(LONG)).unwrap();
    assert_eq!(selection().forms(), Ok(vec![]), "nothing was copied");
    assert_eq!(read(&display, "image/png", LONG), Ok(vec![]));
    let _owner = copy(&display, Answer::Whole(b"a picture".to_vec()));
    assert_eq!(selection().forms(), Ok(vec!["image/png".to_owned()]));
    assert_eq!(read(&display, "image/png", LONG), Ok(b"a picture".to_vec()));
    let _owner = copy(&display, Answer::Pieces(1000, Some(3)));
    assert_eq!(read(&display, "image/png", LONG), Ok(vec![b'x'; 3000]));
}

#[test]
fn oversized_contents_are_cut_off() {
    let display = Display::new();
    let _owner = copy(&display, Answer::Whole(vec![b'x'; 2 * MOST]));
    assert_eq!(read(&display, "image/png", LONG).map(|bytes| bytes.len()), Ok(MOST + 1));
    let stopped = copy(&display, Answer::Pieces(1 << 20, None));
    assert_eq!(read(&display, "image/png", LONG).map(|bytes| bytes.len()), Ok(MOST + 1));
    stopped.recv_timeout(LONG).expect("the owner learns that it may stop");
}

#[test]
fn slow_and_silent_owners_time_out() {
    let display = Display::new();
    for answer in [Answer::Nothing, Answer::Pieces(1, None)] {
        let _owner = copy(&display, answer);
        assert_eq!(read(&display, "image/png", Duration::from_millis(300)), Err(ClipboardError::Failed));
    }
}
