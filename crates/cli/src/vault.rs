use std::io::{self, IsTerminal};
use std::sync::Arc;

use serde::Serialize;
use watchword_session::{
    AccountKind, Directories, Patience, Permission, Phase, PinProblem, Problem, Row, Session, StoreKind, VaultProblem,
    Words,
};
use zeroize::Zeroizing;

use crate::arguments::{Global, Init};
use crate::failure::Failure;
use crate::input;
use crate::name::name;
use crate::output;

/// The number of wrong PINs after which only the window accepts another: a script must not use them
/// up.
const MAX_FAILURES: u32 = 7;

/// What every command works with.
pub(crate) struct Context<'a> {
    global: Global,
    directories: Option<Directories>,
    pub(crate) words: &'a Words,
}

impl<'a> Context<'a> {
    pub(crate) fn new(global: Global, directories: Option<Directories>, words: &'a Words) -> Self {
        Self { global, directories, words }
    }

    /// Whether data is wanted as JSON.
    pub(crate) fn json(&self) -> bool {
        self.global.json
    }

    pub(crate) fn say(&self, message: &str) -> String {
        self.words.say(message, &[])
    }

    /// Starts a session, which is still locked.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        let directories = self.directories.clone().ok_or_else(|| Failure::Said(self.say("cli-no-home")))?;
        let directories = match &self.global.vault {
            Some(directory) => directories.with_vault(directory),
            None => directories,
        };
        let asking = self.say("keyring-is-asking");
        let tell = move |waiting| {
            if waiting {
                output::remark(&asking)
            }
        };
        Ok(Session::on_this_computer(directories, Arc::new(Patience::new(tell))))
    }

    /// Starts a session and unlocks it with the PIN.
    pub(crate) fn unlocked(&self) -> Result<Session, Failure> {
        let mut session = self.session()?;
        let store = match session.status().phase {
            Phase::Welcome { .. } => return Err(Failure::Said(self.say("cli-no-vault"))),
            Phase::Locked { store, .. } => store,
            Phase::Unlocked | Phase::Broken { .. } => StoreKind::Keyring,
        };
        self.refuse_after_many_pins(&session)?;
        let pin = self.pin(match store {
            StoreKind::Keyring => "cli-ask-pin",
            StoreKind::File => "cli-ask-passphrase",
        })?;
        let vault = session.unlock(&pin).map_err(|problem| match (problem, store) {
            (Problem::Pin(PinProblem::Wrong { wait_seconds }), StoreKind::File) => {
                Failure::Said(self.words.say("wrong-passphrase", &[("wait_seconds", wait_seconds.into())]))
            }
            (problem, _) => problem.into(),
        })?;
        let said = [
            (vault.repaired, "cli-repaired"),
            (vault.older_copy, "cli-older-copy"),
            (vault.counters_lost, "cli-counters-lost"),
        ];
        for (_, message) in said.into_iter().filter(|(is_so, _)| *is_so) {
            output::remark(&self.say(message));
        }
        Ok(session)
    }

    /// Fails after [`MAX_FAILURES`] wrong PINs, so that a script cannot use up the rest.
    pub(crate) fn refuse_after_many_pins(&self, session: &Session) -> Result<(), Failure> {
        match session.failures()? {
            ..MAX_FAILURES => Ok(()),
            _ => Err(Problem::Pin(PinProblem::TooMany).into()),
        }
    }

    /// The permission that `--replace` gives: the word that the user types in the window.
    pub(crate) fn permission(&self) -> Permission {
        Permission::Typed { word: self.say("replace-word") }
    }

    /// Whether the command asks for PINs at the terminal.
    pub(crate) fn has_terminal(&self) -> bool {
        !self.global.pin_stdin
    }

    /// The PIN: a line of standard input with `--pin-stdin`, or else asked for at the terminal.
    pub(crate) fn pin(&self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        if self.global.pin_stdin {
            return input::line().ok_or_else(|| Failure::Usage(self.say("cli-no-pin-line")));
        }
        input::ask(&self.say(prompt)).ok_or_else(|| Failure::Usage(self.say("cli-no-terminal")))
    }

    /// A new PIN or passphrase, which the user types twice at the terminal.
    pub(crate) fn new_pin(&self, store: StoreKind) -> Result<Zeroizing<String>, Failure> {
        let (prompt, again) = match store {
            StoreKind::Keyring => ("cli-ask-new-pin", "cli-ask-pin-again"),
            StoreKind::File => ("cli-ask-new-passphrase", "cli-ask-passphrase-again"),
        };
        let pin = self.pin(prompt)?;
        if let Some(problem) = Session::judge_pin(&pin, store).problem {
            return Err(problem.into());
        }
        if !self.global.pin_stdin && *self.pin(again)? != *pin {
            return Err(Failure::Said(self.say("cli-pins-differ")));
        }
        Ok(pin)
    }

    /// Another secret line: from standard input, after the PIN if that comes from there too, or
    /// else asked for at the terminal.
    pub(crate) fn secret(&self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        let typed = !self.global.pin_stdin && io::stdin().is_terminal();
        let line = if typed { input::ask(&self.say(prompt)) } else { input::line() };
        line.ok_or_else(|| Failure::Usage(self.say("cli-no-line")))
    }

    /// The single account that a query matches.
    pub(crate) fn one(&self, session: &mut Session, query: &str) -> Result<Row, Failure> {
        let mut found = session.find(query)?;
        match (found.pop(), found.is_empty()) {
            (Some(row), true) => Ok(row),
            (None, _) => Err(Failure::Said(self.words.say("cli-none-found", &[("query", query.into())]))),
            (Some(last), false) => {
                found.push(last);
                let mut said = self.words.say("cli-several-found", &[("query", query.into())]);
                for row in found {
                    said.push_str(&format!("\n  {}  {}", row.id, name(&row.issuer, &row.account)));
                }
                Err(Failure::Said(said))
            }
        }
    }
}

/// An account in the JSON of `list`: the same as in `import --dry-run`, but without secrets.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: AccountKind,
    issuer: &'a str,
    account: &'a str,
    algorithm: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    seed_missing: bool,
}

impl<'a> Listed<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            kind: row.kind,
            issuer: &row.issuer,
            account: &row.account,
            algorithm: row.algorithm,
            digits: row.digits,
            period: row.period,
            counter: row.counter.as_ref().and_then(|counter| counter.parse().ok()),
            seed_missing: row.seed_missing,
        }
    }
}

pub(crate) fn init(context: &Context<'_>, init: &Init) -> Result<(), Failure> {
    let store = init.store.kind();
    let mut session = context.session()?;
    if init.replace && !matches!(session.status().phase, Phase::Welcome { .. }) {
        let pin = context.new_pin(store)?;
        session.start_over(&pin, store, &context.permission())?;
        output::remark(&context.say("cli-made"));
        return Ok(());
    }
    // Reported before the user thinks up a PIN in vain.
    match session.status().phase {
        Phase::Welcome { without_keyring: Some(problem) } if store == StoreKind::Keyring => return Err(problem.into()),
        Phase::Welcome { .. } => {}
        Phase::Broken { problem, .. } => return Err(problem.into()),
        _ => return Err(Problem::Vault(VaultProblem::Exists).into()),
    }
    let pin = context.new_pin(store)?;
    session.create(&pin, store)?;
    output::remark(&context.say("cli-made"));
    Ok(())
}

pub(crate) fn list(context: &Context<'_>) -> Result<(), Failure> {
    let rows = context.unlocked()?.vault()?.rows;
    if context.json() {
        return output::json(&rows.iter().map(Listed::of).collect::<Vec<_>>());
    }
    if rows.is_empty() {
        output::remark(&context.say("cli-empty"));
    }
    for row in rows {
        output::data(&format!("{}  {}", row.id, name(&row.issuer, &row.account)))?;
    }
    Ok(())
}
