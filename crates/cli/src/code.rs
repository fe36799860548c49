use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use watchword_desktop::Clipboard;
use watchword_otp::{Kind, Timed};
use watchword_session::{AccountKind, Problem, SystemProblem};
use zeroize::Zeroizing;

use crate::account::from_uri;
use crate::arguments::{Code, Copy, Verify};
use crate::clipboard;
use crate::failure::Failure;
use crate::name::name;
use crate::output;
use crate::vault::Context;

#[derive(Serialize)]
struct Shown {
    code: Zeroizing<String>,
    valid_from: Option<u64>,
    valid_until: Option<u64>,
    next: Option<Zeroizing<String>>,
}

impl From<Timed> for Shown {
    fn from(timed: Timed) -> Self {
        Self {
            code: Zeroizing::new(timed.code.to_string()),
            valid_from: Some(timed.valid_from),
            valid_until: Some(timed.valid_until),
            next: Some(Zeroizing::new(timed.next.to_string())),
        }
    }
}

impl Shown {
    fn alone(code: &str) -> Self {
        Self { code: Zeroizing::new(code.to_owned()), valid_from: None, valid_until: None, next: None }
    }
}

pub(crate) fn run(context: &Context<'_>, code: &Code) -> Result<(), Failure> {
    let at = code.at.unwrap_or_else(now);
    let shown = match (&code.which.uri, &code.which.query) {
        (Some(uri), _) => {
            let account = from_uri(context, uri)?;
            match account.parameters.kind() {
                Kind::Hotp { counter } => Shown::alone(account.parameters.code(&account.secret, counter).as_str()),
                Kind::Totp { .. } | Kind::Steam { .. } => account
                    .parameters
                    .timed(&account.secret, at)
                    .ok_or(Problem::System(SystemProblem::Internal))?
                    .into(),
            }
        }
        (None, query) => {
            let mut session = context.unlocked()?;
            let row = context.one(&mut session, query.as_deref().unwrap_or_default())?;
            match row.kind {
                AccountKind::Hotp => Shown::alone(&session.next_code(&row.id)?.code),
                AccountKind::Totp | AccountKind::Steam => session.code_at(&row.id, at)?.into(),
            }
        }
    };
    if context.json() { output::json(&shown) } else { output::data(&shown.code) }
}

/// Copies a code and waits until the clipboard is cleared: on Linux its contents vanish with the
/// process. Ctrl+C and closing the terminal clear it at once.
pub(crate) fn copy(context: &Context<'_>, copy: &Copy) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    let row = context.one(&mut session, &copy.query)?;
    let clipboard = Clipboard::new(|| {});
    let interrupted = clipboard.clone();
    on_interrupt(move || interrupted.clear())?;
    let (copy, _) = session.copy_code(&row.id, SystemTime::now())?;
    let seconds = copy.clears_in_seconds;
    clipboard.copy(&copy.text, Duration::from_secs(seconds.into())).map_err(clipboard::problem)?;
    drop(copy);
    session.lock();
    let values = [("name", name(&row.issuer, &row.account).into()), ("seconds", f64::from(seconds).into())];
    output::remark(&context.words.say("cli-copied", &values));
    clipboard.wait();
    Ok(())
}

#[cfg(unix)]
fn on_interrupt(clear: impl FnMut() + Send + 'static) -> Result<(), Failure> {
    ctrlc::set_handler(clear).map_err(|_| Problem::System(SystemProblem::Internal).into())
}

/// When a console closes, Windows ends its process as soon as the handler returns. The handler of
/// `ctrlc` returns at once.
#[cfg(windows)]
fn on_interrupt(clear: impl Fn() + Send + Sync + 'static) -> Result<(), Failure> {
    watchword_windows::on_console_end(clear).map_err(|_| Problem::System(SystemProblem::Internal).into())
}

pub(crate) fn verify(context: &Context<'_>, verify: &Verify) -> Result<(), Failure> {
    let at = verify.at.unwrap_or_else(now);
    let drift = match (&verify.which.uri, &verify.which.query) {
        (Some(uri), _) => {
            let account = from_uri(context, uri)?;
            account.parameters.verify(&account.secret, at, verify.window, &verify.code)
        }
        (None, query) => {
            let mut session = context.unlocked()?;
            let row = context.one(&mut session, query.as_deref().unwrap_or_default())?;
            session.verify(&row.id, at, verify.window, &verify.code)?
        }
    };
    if context.json() {
        output::json(&serde_json::json!({ "valid": drift.is_some(), "drift": drift }))?;
    }
    match drift {
        Some(_) if context.json() => Ok(()),
        Some(drift) => output::data(&context.words.say("cli-valid", &[("drift", (drift as f64).into())])),
        None if context.json() => Err(Failure::Silent),
        None => Err(Failure::Said(context.say("cli-not-valid"))),
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
