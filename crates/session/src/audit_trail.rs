//! What a session writes into the organisation's audit log, and where that is.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use uuid::Uuid;
use watchword_policy::{AuditLog, Policy};
use watchword_vault::{AuditAnchor, Entry, UnlockedVault};

use crate::audit::{Anchor, AuditTrouble, Event, FileSink, KeptSink, LockCause, Log, Sink};
use crate::session::Session;
use crate::state::{Open, State};
use crate::user_name::user_name;
use crate::view::{PinProblem, Problem, Vault};

/// Opens a log of the system's; `None` for a file, and where the system has no such log.
pub type SystemLog = fn(AuditLog) -> Option<Box<dyn Sink + Send>>;

/// The name of the log in the vault's folder, if the policy doesn't name a file.
const FILE: &str = "audit.log";
/// How often the end of the log is offered to a keyring that refuses it, because a lock has just
/// cancelled what it was doing.
const OFFERS: u32 = 20;
const BETWEEN_OFFERS: Duration = Duration::from_millis(100);

/// Where the log goes, and its chain.
pub(crate) struct AuditTrail {
    system: SystemLog,
    open: Option<(Destination, SharedLog)>,
}

type SharedLog = Arc<Mutex<Log>>;

/// The vault and the place that a log was opened for. If one of them changes, it takes another log.
#[derive(PartialEq, Eq)]
struct Destination {
    vault: Uuid,
    log: AuditLog,
    file: PathBuf,
}

impl Default for AuditTrail {
    fn default() -> Self {
        Self { system: |_| None, open: None }
    }
}

impl Session {
    /// Opens logs of the system's by `system`. Without this, the audit log can only be a file.
    #[must_use]
    pub fn with_system_log(mut self, system: SystemLog) -> Self {
        self.audit_trail.system = system;
        self
    }

    /// The file of the audit log: the policy's, or the one in the vault's folder.
    pub fn audit_file(&self) -> PathBuf {
        let named = self.policy().audit_file.map(PathBuf::from).filter(|file| file.is_absolute());
        named.unwrap_or_else(|| self.directories.data.join(FILE))
    }

    /// The end of this vault's audit log, as the keyring had it when the vault was last locked.
    ///
    /// # Errors
    /// The keyring doesn't answer.
    pub fn audit_anchor(&self) -> Result<Option<Anchor>, Problem> {
        match self.anchor_item() {
            Some(item) => Ok(newest(&item.read()?)),
            None => Ok(None),
        }
    }

    fn anchor_item(&self) -> Option<AuditAnchor> {
        match &self.state {
            State::Unlocked(open) => Some(open.vault.audit_anchor()),
            State::Locked(vault) => Some(vault.audit_anchor()),
            State::Unknown | State::Welcome(_) | State::Broken(_) => None,
        }
    }

    /// Writes an event, if the organisation wants a log. Never fails: [`Vault::audit_trouble`] says
    /// what is wrong.
    pub(crate) fn record(&mut self, event: Event) {
        let now = self.clock.unix_seconds();
        if let Some(log) = self.log() {
            lock(&log).record(&event, now);
        }
        let trouble = self.audit_trouble();
        if let State::Unlocked(open) = &mut self.state {
            open.audit_trouble = trouble;
        }
    }

    /// Notes a wrong PIN.
    pub(crate) fn record_refusal(&mut self, problem: &Problem) {
        if matches!(problem, Problem::Pin(PinProblem::Wrong { .. })) {
            self.record(Event::PinFailed);
        }
    }

    /// Writes that the vault was locked, and stores the end of the log in the keyring. Waits for
    /// neither.
    pub(crate) fn record_lock(&mut self, why: LockCause) {
        self.record(Event::Locked { why });
        let open = self.audit_trail.open.as_ref().map(|(_, log)| log.clone());
        let Some((log, item)) = open.zip(self.anchor_item()) else { return };
        thread::spawn(move || {
            let Ok(anchor) = lock(&log).anchor() else { return };
            (0..OFFERS).find(|_| {
                let is_kept = item.write(&anchor.to_string()).is_ok();
                if !is_kept {
                    thread::sleep(BETWEEN_OFFERS);
                }
                is_kept
            });
        });
    }

    /// Runs an edit of the open vault, and writes what it did to each account.
    pub(crate) fn edit<T>(
        &mut self,
        edit: impl FnOnce(&mut Open) -> Result<T, Problem>,
    ) -> Result<(T, Vault), Problem> {
        if wanted(&self.policy()).is_none() {
            return self.change(edit);
        }
        let ((done, events), mut view) = self.change(|open| {
            // Otherwise changes that another process has saved would count as this edit.
            open.vault.refresh()?;
            let before = accounts(&open.vault);
            let done = edit(open)?;
            Ok((done, differences(before, &open.vault)))
        })?;
        events.into_iter().for_each(|event| self.record(event));
        view.audit_trouble = self.audit_trouble();
        Ok((done, view))
    }

    fn audit_trouble(&self) -> Option<AuditTrouble> {
        let (_, log) = self.audit_trail.open.as_ref()?;
        lock(log).trouble()
    }

    /// The log that the policy wants for this vault.
    fn log(&mut self) -> Option<SharedLog> {
        let vault = match &self.state {
            State::Unlocked(open) => open.vault.uuid(),
            State::Locked(vault) => vault.uuid(),
            State::Unknown | State::Welcome(_) | State::Broken(_) => return None,
        };
        let Some(log) = wanted(&self.policy()) else {
            // While the policy can't be read, only an open vault knows whether there is to be a
            // log: the one in use stays.
            if self.organisation_is_known() {
                self.audit_trail.open = None;
            }
            return self.audit_trail.open.as_ref().map(|(_, log)| log.clone());
        };
        let wanted = Destination { vault, log, file: self.audit_file() };
        if let Some((open, log)) = &self.audit_trail.open
            && *open == wanted
        {
            return Some(log.clone());
        }
        let sink: Box<dyn Sink + Send> = match (self.audit_trail.system)(log) {
            Some(system) => {
                let kept = self.directories.data.join(format!("audit-{}.end", &vault.simple().to_string()[..8]));
                Box::new(KeptSink::new(system, &kept))
            }
            None => Box::new(FileSink::new(&wanted.file, vault)),
        };
        // What the keyring doesn't tell, the log's own end does.
        let anchor = self.audit_anchor().ok().flatten();
        let user = user_name();
        let opened = Arc::new(Mutex::new(Log::new(sink, vault, user.as_deref(), anchor.as_ref())));
        self.audit_trail.open = Some((wanted, opened.clone()));
        Some(opened)
    }
}

/// The log that a policy wants, if it wants one.
fn wanted(policy: &Policy) -> Option<AuditLog> {
    policy.audit_log.filter(|log| *log != AuditLog::Off)
}

/// Of several anchors, the one that is furthest.
fn newest(texts: &[String]) -> Option<Anchor> {
    texts.iter().filter_map(|text| text.parse().ok()).max_by_key(|anchor: &Anchor| anchor.seq)
}

/// The accounts as they are, trash included. A counter that moves is no edit.
fn accounts(vault: &UnlockedVault) -> HashMap<Uuid, Entry> {
    let kept = |entry: &Entry| {
        let mut entry = entry.clone();
        entry.parameters = entry.parameters.with_counter(0);
        (entry.id, entry)
    };
    vault.entries().chain(vault.trashed()).map(kept).collect()
}

/// Whether the user has changed an account. Where its seed is kept is the vault's business.
fn is_edited(old: &Entry, now: &Entry) -> bool {
    let same = (&old.issuer, &old.account, &old.tags, &old.note) == (&now.issuer, &now.account, &now.tags, &now.note);
    !same || old.parameters != now.parameters || old.asks_for_pin != now.asks_for_pin
}

/// What happened to each account since `before`.
fn differences(mut before: HashMap<Uuid, Entry>, vault: &UnlockedVault) -> Vec<Event> {
    let changed = accounts(vault).into_iter().filter_map(|(account, now)| {
        let Some(old) = before.remove(&account) else { return Some(Event::Added { account }) };
        match (old.trashed, now.trashed) {
            (None, Some(_)) => Some(Event::Trashed { account }),
            (Some(_), None) => Some(Event::Restored { account }),
            _ if is_edited(&old, &now) => Some(Event::Edited { account }),
            _ => None,
        }
    });
    let changed: Vec<Event> = changed.collect();
    let deleted = before.into_keys().map(|account| Event::Deleted { account });
    changed.into_iter().chain(deleted).collect()
}

fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    log.lock().unwrap_or_else(PoisonError::into_inner)
}
