use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use data_encoding::BASE64;
use watchword_agent::{Face, clipboard_problem};
use watchword_desktop::Clipboard;
use watchword_session::{AccountKind, CopyRequest, Problem, Row, SystemProblem};
use zeroize::Zeroizing;

use crate::arguments::Copy;
use crate::failure::Failure;
use crate::name::name;
use crate::output;
use crate::vault::Context;

/// Copies a code, and waits until it is cleared.
pub(crate) fn copy(context: &Context<'_>, copy: &Copy) -> Result<(), Failure> {
    let face = context.face()?;
    let row = context.one(face.find(copy.query.clone())?, &copy.query)?;
    // The code that another face has drawn may have been used.
    if row.kind == AccountKind::Hotp {
        face.next_code(row.id.clone(), context.pin_for(&face, &row)?)?;
    }
    hold(context, face, &row, copy.osc52)
}

/// Copies the code that an account shows, or else the next one of its counter, and waits until it
/// is cleared: on Linux a clipboard's contents vanish with the process. Ctrl+C and closing the
/// terminal clear it at once.
pub(crate) fn hold(context: &Context<'_>, face: Face, row: &Row, through_terminal: bool) -> Result<(), Failure> {
    if through_terminal && !io::stderr().is_terminal() {
        return Err(Failure::Usage(context.say("cli-no-terminal-to-copy")));
    }
    let clipboard = Clipboard::new(|| {});
    let (interrupt, interrupted) = channel();
    let of_system = clipboard.clone();
    on_interrupt(move || {
        of_system.clear();
        let _ = interrupt.send(());
    })?;
    let pin = context.pin_for(&face, row)?;
    let (CopyRequest { text: code, clears_in_seconds: seconds }, _) = face.copy_code(row.id.clone(), pin)?;
    let clears_in = Duration::from_secs(seconds.into());
    if through_terminal {
        tell_terminal(&in_base64(&code))?;
    } else {
        clipboard.copy(&code, clears_in).map_err(clipboard_problem)?;
    }
    // Neither the code, the PIN nor the keys wait with the clipboard.
    drop((code, face, context.given_pin.take()));
    let values = [("name", name(&row.issuer, &row.account).into()), ("seconds", f64::from(seconds).into())];
    output::remark(&context.words.say("cli-copied", &values));
    if !through_terminal {
        clipboard.wait();
        return Ok(());
    }
    match interrupted.recv_timeout(clears_in) {
        Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => tell_terminal(NOTHING),
    }
}

/// What clears a terminal's clipboard: it is neither base64 nor a question.
pub(crate) const NOTHING: &str = "!";

/// A code as a terminal takes it for its clipboard.
pub(crate) fn in_base64(code: &str) -> Zeroizing<String> {
    Zeroizing::new(BASE64.encode(code.as_bytes()))
}

/// Sets the clipboard of the computer at which the terminal is shown (OSC 52 of xterm's "Control
/// Sequences").
pub(crate) fn tell_terminal(content: &str) -> Result<(), Failure> {
    let sequence = Zeroizing::new(format!("\x1b]52;c;{content}\x07"));
    let mut terminal = io::stderr().lock();
    let written = terminal.write_all(sequence.as_bytes()).and_then(|()| terminal.flush());
    written.map_err(Failure::Output)
}

#[cfg(unix)]
pub(crate) fn on_interrupt(clear: impl FnMut() + Send + 'static) -> Result<(), Failure> {
    ctrlc::set_handler(clear).map_err(|_| Problem::System(SystemProblem::Internal).into())
}

/// When a console closes, Windows ends its process as soon as the handler returns. The handler of
/// `ctrlc` returns at once.
#[cfg(windows)]
pub(crate) fn on_interrupt(clear: impl Fn() + Send + Sync + 'static) -> Result<(), Failure> {
    watchword_windows::on_console_end(clear).map_err(|_| Problem::System(SystemProblem::Internal).into())
}
