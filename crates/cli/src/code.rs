use std::io::{self, IsTerminal};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use watchword_agent::CodeAt;
use watchword_otp::Kind;
use watchword_session::{AccountKind, Problem, SystemProblem};
use zeroize::Zeroizing;

use crate::account::from_uri;
use crate::arguments::{Code, Verify};
use crate::copy;
use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

/// The JSON of `code`.
#[derive(Serialize)]
struct Shown<'a> {
    code: &'a str,
    valid_from: Option<u64>,
    valid_until: Option<u64>,
    next: Option<&'a str>,
}

impl<'a> Shown<'a> {
    fn of(code: &'a CodeAt) -> Self {
        Self {
            code: &code.code,
            valid_from: code.valid_from,
            valid_until: code.valid_until,
            next: code.next.as_ref().map(|next| next.as_str()),
        }
    }
}

pub(crate) fn run(context: &Context<'_>, code: &Code) -> Result<(), Failure> {
    let at = || code.at.unwrap_or_else(now);
    let mut copies = None;
    let shown = match (&code.which.uri, &code.which.query) {
        (Some(uri), _) => {
            let account = from_uri(context, uri)?;
            match account.parameters.kind() {
                Kind::Hotp { counter } => CodeAt::drawn(account.parameters.code(&account.secret, counter).as_str()),
                Kind::Totp { .. } | Kind::Steam { .. } => account
                    .parameters
                    .timed(&account.secret, at())
                    .map(CodeAt::from)
                    .ok_or(Problem::System(SystemProblem::Internal))?,
            }
        }
        (None, query) => {
            let (face, query) = (context.face()?, query.as_deref().unwrap_or_default());
            let row = context.one(face.find(query.to_owned())?, query)?;
            let pin = context.pin_for(&face, &row)?;
            let shown = match row.kind {
                AccountKind::Hotp => CodeAt::drawn(&face.next_code(row.id.clone(), pin)?.code),
                AccountKind::Totp | AccountKind::Steam => face.code(row.id.clone(), pin, at())?,
            };
            copies = code.copy.then_some((face, row));
            shown
        }
    };
    if context.json() {
        output::json(&Shown::of(&shown))?;
    } else {
        output::data(&shown.code)?;
        say_neighbours(context, &shown, at());
    }
    drop(shown);
    match copies {
        Some((face, row)) => copy::hold(context, face, &row, code.osc52),
        None => Ok(()),
    }
}

/// Shows the codes before and after to a person: a site's clock may differ.
fn say_neighbours(context: &Context<'_>, shown: &CodeAt, at: u64) {
    if !(io::stdout().is_terminal() && io::stderr().is_terminal()) {
        return;
    }
    if let (Some(previous), Some(next), Some(until)) = (&shown.previous, &shown.next, shown.valid_until) {
        let values = [
            ("previous", previous.as_str().into()),
            ("next", next.as_str().into()),
            ("seconds", (until.saturating_sub(at) as f64).into()),
        ];
        output::remark(&Zeroizing::new(context.words.say("cli-code-neighbours", &values)));
    }
}

pub(crate) fn verify(context: &Context<'_>, verify: &Verify) -> Result<(), Failure> {
    let at = verify.at.unwrap_or_else(now);
    let drift = match (&verify.which.uri, &verify.which.query) {
        (Some(uri), _) => {
            let account = from_uri(context, uri)?;
            account.parameters.verify(&account.secret, at, verify.window, &verify.code)
        }
        (None, query) => {
            let (face, query) = (context.face()?, query.as_deref().unwrap_or_default());
            let row = context.one(face.find(query.to_owned())?, query)?;
            let pin = context.pin_for(&face, &row)?;
            face.verify(row.id, pin, at, verify.window, Zeroizing::new(verify.code.clone()))?
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
