use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use watchword_session::VaultProblem;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::face_kind::FaceKind;
use crate::frame;
use crate::hello::{Hello, PROTOCOL};
use crate::host::Host;
use crate::notice::Notice;
use crate::request::{Asked, Request, Said};
use crate::terminal::Terminal;

/// How many requests of one face may wait for the session.
const MOST_WAITING: usize = 64;

/// Answers the requests of one connection until it ends: a face in this terminal, or in none.
///
/// # Errors
/// The connection broke, or what came through it is no request.
pub fn serve(host: &Host, terminal: Option<Terminal>, from: impl Read, to: impl Write + Send) -> io::Result<()> {
    serve_as(host, |kind| Caller::new(kind, terminal), from, to, |_| |_| {})
}

/// Answers the requests of one connection until it ends, in their order, except for those that wait
/// for nothing. `who` makes a caller of what a face says it is. `met` is called once that is
/// known, and returns what is called at each request: with whether the caller had given the PIN.
///
/// # Errors
/// The connection broke, or what came through it is no request.
pub(crate) fn serve_as<A: Fn(bool)>(
    host: &Host,
    who: impl FnOnce(FaceKind) -> Caller,
    mut from: impl Read,
    to: impl Write + Send,
    met: impl FnOnce(FaceKind) -> A,
) -> io::Result<()> {
    let hello: Hello = frame::read(&mut from, frame::MAX_REQUEST)?;
    let to = Line(Mutex::new(to));
    to.write(&Hello::of(host.kind(), host.has_display()))?;
    let caller = who(hello.face);
    let active = met(caller.kind);
    let ended = thread::scope(|scope| {
        let (put, asked) = sync_channel::<Asked>(MOST_WAITING);
        scope.spawn(|| follow(host, &caller, &to, asked));
        if matches!(caller.kind, FaceKind::Window | FaceKind::Palette) {
            let (tell, told) = channel();
            host.listen(&caller, move |notice| {
                let _ = tell.send(notice);
            });
            scope.spawn(|| tell_all(&to, told));
        }
        let ended = read(host, &caller, &mut from, &to, &hello, |asked| {
            active(host.knows(&caller));
            match put.try_send(asked) {
                Ok(()) => Ok(()),
                // It goes on reading, so that a lock never waits.
                Err(TrySendError::Full(asked)) => {
                    to.answer(host, &caller, asked.id, Answer::Refused(VaultProblem::Busy.into()))
                }
                Err(TrySendError::Disconnected(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            }
        });
        drop(put);
        host.left(&caller);
        ended
    });
    // What the caller had asked last may have been answered since, and may have opened the vault.
    host.left(&caller);
    ended
}

/// Answers a face that this process has started, as if the PIN had been given to it if the vault is
/// unlocked.
///
/// # Errors
/// As for [`serve`].
pub fn serve_known(host: &Host, kind: FaceKind, from: impl Read, to: impl Write + Send) -> io::Result<()> {
    let known = Caller::known(kind, host.session().unlocking());
    serve_as(host, |_| known, from, to, |_| |_| {})
}

/// Reads requests, and passes on those that have to wait for the session.
fn read(
    host: &Host,
    caller: &Caller,
    from: &mut impl Read,
    to: &Line<impl Write>,
    hello: &Hello,
    mut pass_on: impl FnMut(Asked) -> io::Result<()>,
) -> io::Result<()> {
    loop {
        let most = || if host.knows(caller) { frame::MAX_BATCH } else { frame::MAX_REQUEST };
        let asked: Asked = frame::read_within(from, most)?;
        // Another version's requests may mean something else.
        if hello.watchword != PROTOCOL && !matches!(asked.request, Request::Yield) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if !asked.request.waits_for_nothing() {
            pass_on(asked)?;
            continue;
        }
        let answer = host.answer(caller, asked.request);
        to.answer(host, caller, asked.id, answer)?;
    }
}

/// Answers what waits for the session.
fn follow(host: &Host, caller: &Caller, to: &Line<impl Write>, asked: Receiver<Asked>) {
    for Asked { id, request } in asked {
        let answer = host.answer(caller, request);
        if to.answer(host, caller, id, answer).is_err() {
            // What comes is answered to nobody; the reader sees the connection end.
            return;
        }
    }
}

fn tell_all(to: &Line<impl Write>, told: Receiver<Notice>) {
    for notice in told {
        if to.write(&Said::Notice(notice)).is_err() {
            return;
        }
    }
}

/// The way to a face, for one frame at a time.
struct Line<W>(Mutex<W>);

impl<W: Write> Line<W> {
    fn write(&self, value: &impl serde::Serialize) -> io::Result<()> {
        frame::write(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), value)
    }

    fn answer(&self, host: &Host, caller: &Caller, id: u64, answer: Answer) -> io::Result<()> {
        let mut line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Asked last, so that no notice of a lock is on its way before an answer that denies it.
        let open = host.knows(caller);
        frame::write(&mut *line, &Said::Answer { id, open, answer })
    }
}
