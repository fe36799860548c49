use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::sync::Arc;

use serde::Serialize;
use watchword_agent::system_log;
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
pub(crate) const MAX_FAILURES: u32 = 7;

/// What every command works with.
pub(crate) struct Context<'a> {
    global: Global,
    directories: Option<Directories>,
    pub(crate) words: &'a Words,
    /// The PIN that was given to this command, for a code that takes it.
    pub(crate) given_pin: RefCell<Option<Zeroizing<String>>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(global: Global, directories: Option<Directories>, words: &'a Words) -> Self {
        Self { global, directories, words, given_pin: RefCell::default() }
    }

    /// Whether data is wanted as JSON.
    pub(crate) fn json(&self) -> bool {
        self.global.json
    }

    pub(crate) fn say(&self, message: &str) -> String {
        self.words.say(message, &[])
    }

    /// The folders of the vault: the user's, or that of `--vault`.
    pub(crate) fn directories(&self) -> Result<Directories, Failure> {
        let directories = self.directories.clone().ok_or_else(|| Failure::Said(self.say("cli-no-home")))?;
        Ok(match &self.global.vault {
            Some(directory) => directories.with_vault(directory),
            None => directories,
        })
    }

    /// Waits for the keyring, and says so if that takes long.
    pub(crate) fn patience(&self) -> Arc<Patience> {
        let asking = self.say("keyring-is-asking");
        Arc::new(Patience::new(move |waiting| {
            if waiting {
                output::remark(&asking)
            }
        }))
    }

    /// Starts a session, which is still locked.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        Ok(Session::on_this_computer(self.directories()?, self.patience()).with_system_log(system_log))
    }

    /// Starts a session and unlocks it with the PIN.
    pub(crate) fn unlocked(&self) -> Result<Session, Failure> {
        Ok(self.unlocked_by_pin()?.0)
    }

    /// The same, and the PIN, for what asks the session for more than unlocking.
    pub(crate) fn unlocked_by_pin(&self) -> Result<(Session, Zeroizing<String>), Failure> {
        let mut session = self.session()?;
        let phase = session.status().phase;
        if matches!(phase, Phase::Welcome { .. }) {
            return Err(Failure::Said(self.say("cli-no-vault")));
        }
        let store = store_of(&phase);
        let pin = self.current_pin("cli-ask-pin", &session, store)?;
        let vault = session.unlock(&pin).map_err(|problem| self.refused(&problem, store))?;
        self.say_opened(vault.repaired, vault.older_copy, vault.counters_lost);
        Ok((session, pin))
    }

    /// Says what has to be known about a vault that was just unlocked.
    pub(crate) fn say_opened(&self, repaired: bool, older_copy: bool, counters_lost: bool) {
        let said = [(repaired, "cli-repaired"), (older_copy, "cli-older-copy"), (counters_lost, "cli-counters-lost")];
        for (_, message) in said.into_iter().filter(|(is_so, _)| *is_so) {
            output::remark(&self.say(message));
        }
    }

    /// The PIN or passphrase of the vault that is here, as [`Context::pin_after`] has it.
    pub(crate) fn current_pin(
        &self,
        prompt: &str,
        session: &Session,
        store: StoreKind,
    ) -> Result<Zeroizing<String>, Failure> {
        self.pin_after(session.failures()?, prompt, store)
    }

    /// The PIN or passphrase of the vault that is here. Fails after [`MAX_FAILURES`] wrong ones, so
    /// that a script cannot use up the rest.
    pub(crate) fn pin_after(
        &self,
        failures: u32,
        prompt: &str,
        store: StoreKind,
    ) -> Result<Zeroizing<String>, Failure> {
        match failures {
            ..MAX_FAILURES => self.pin(prompt, store),
            _ => Err(self.refused(&PinProblem::TooMany.into(), store)),
        }
    }

    /// A problem with the vault that is here.
    pub(crate) fn refused(&self, problem: &Problem, store: StoreKind) -> Failure {
        Failure::Said(self.words.problem_for(problem, store))
    }

    /// The permission that `--replace` gives: the word that the user types in the window.
    pub(crate) fn permission(&self) -> Permission {
        Permission::Typed { word: self.say("replace-word") }
    }

    /// Whether the command asks for PINs at the terminal.
    pub(crate) fn has_terminal(&self) -> bool {
        !self.global.pin_stdin
    }

    /// A PIN or passphrase: a line of standard input with `--pin-stdin`, or else asked for at the
    /// terminal.
    fn pin(&self, prompt: &str, store: StoreKind) -> Result<Zeroizing<String>, Failure> {
        if self.global.pin_stdin {
            return input::line().ok_or_else(|| Failure::Usage(self.say("cli-no-pin-line")));
        }
        let prompt = self.words.say_for(prompt, store);
        input::ask(&prompt).ok_or_else(|| Failure::Usage(self.say("cli-no-terminal")))
    }

    /// A new PIN or passphrase, which the user types twice at the terminal.
    pub(crate) fn new_pin(&self, session: &Session, store: StoreKind) -> Result<Zeroizing<String>, Failure> {
        let pin = self.pin("cli-ask-new-pin", store)?;
        if let Some(problem) = session.judge_pin(&pin, store).problem {
            return Err(problem.into());
        }
        if !self.global.pin_stdin && *self.pin("cli-ask-pin-again", store)? != *pin {
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

    /// The single account that a query has found.
    pub(crate) fn one(&self, mut found: Vec<Row>, query: &str) -> Result<Row, Failure> {
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

/// Where the vault that is here keeps its secrets, and so whether a PIN or a passphrase opens it.
pub(crate) fn store_of(phase: &Phase) -> StoreKind {
    match phase {
        Phase::Locked { store, .. } => *store,
        Phase::Welcome { .. } | Phase::Unlocked | Phase::Broken { .. } => StoreKind::Keyring,
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
    algorithm: &'a str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    tags: &'a [String],
    seed_missing: bool,
    asks_for_pin: bool,
}

impl<'a> Listed<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            kind: row.kind,
            issuer: &row.issuer,
            account: &row.account,
            algorithm: &row.algorithm,
            digits: row.digits,
            period: row.period,
            counter: row.counter.as_ref().and_then(|counter| counter.parse().ok()),
            tags: &row.tags,
            seed_missing: row.seed_missing,
            asks_for_pin: row.asks_for_pin,
        }
    }
}

pub(crate) fn init(context: &Context<'_>, init: &Init) -> Result<(), Failure> {
    let store = init.store.kind();
    let mut session = context.session()?;
    if init.replace && !matches!(session.status().phase, Phase::Welcome { .. }) {
        let pin = context.new_pin(&session, store)?;
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
    let pin = context.new_pin(&session, store)?;
    session.create(&pin, store)?;
    output::remark(&context.say("cli-made"));
    Ok(())
}

pub(crate) fn list(context: &Context<'_>) -> Result<(), Failure> {
    let rows = context.face()?.rows()?;
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
