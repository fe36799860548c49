use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use watchword_session::{Clock, Phase, Problem, Session, SharedSession, StoreKind, scrubbed};

use crate::answer::{Access, Answer, CodeAt, LockState, Opened};
use crate::face_kind::FaceKind;
use crate::request::Request;
use crate::terminal::Terminal;
use crate::tickets::Tickets;

/// The most time steps on either side in which a code is looked for.
const MAX_WINDOW: u32 = 100;

/// The process that holds the session, as far as a host needs it.
pub trait Holder: Send + Sync {
    /// Returns the session that every face shares.
    fn session(&self) -> &SharedSession;
    /// Locks the session, and shows it.
    fn lock(&self) {
        scrubbed(|| self.session().lock());
    }
    /// Called after a face has unlocked the vault.
    fn unlocked(&self) {}
    /// Called after a request has found that another process has changed the PIN, which locks.
    fn locked(&self) {}
    /// Called after a request has changed a counter, or found what another process has saved.
    fn changed(&self) {}
    /// Called when the session is to be held no longer, after it was locked.
    fn release(&self) {}
}

/// What a connection, or the face in the host's own process, may ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct Caller {
    terminal: Option<Terminal>,
    /// The number of the unlocking during which the PIN was given on this connection.
    proven: Option<u64>,
    /// The number of the latest unlocking that was this connection's doing.
    unlocked: Option<u64>,
}

impl Caller {
    /// A caller in a terminal, or in none.
    pub fn in_terminal(terminal: Option<Terminal>) -> Self {
        Self { terminal, ..Self::default() }
    }
}

/// Answers what faces ask of a session.
pub struct Host {
    holder: Arc<dyn Holder>,
    kind: FaceKind,
    clock: Arc<dyn Clock>,
    tickets: Mutex<Tickets>,
    /// The latest unlocking for which a face gave the PIN.
    by_command: Mutex<Option<u64>>,
}

impl Host {
    /// Answers for the session of `holder`, which is of this kind.
    pub fn new(holder: Arc<dyn Holder>, kind: FaceKind, clock: Arc<dyn Clock>) -> Self {
        Self { holder, kind, clock, tickets: Mutex::default(), by_command: Mutex::default() }
    }

    /// The session's holder.
    pub fn holder(&self) -> &dyn Holder {
        &*self.holder
    }

    /// Answers one request of a caller.
    pub fn answer(&self, caller: &mut Caller, request: Request) -> Answer {
        scrubbed(|| self.try_answer(caller, request).unwrap_or_else(Answer::Refused))
    }

    fn try_answer(&self, caller: &mut Caller, request: Request) -> Result<Answer, Problem> {
        // What never waits for another face comes first.
        match request {
            Request::Lock => {
                self.holder.lock();
                return Ok(Answer::Done);
            }
            Request::Yield => {
                self.holder.lock();
                self.holder.release();
                return Ok(Answer::Done);
            }
            _ => {}
        }
        let mut session = self.holder.session().get();
        let before = session.unlocking();
        let answered = self.answer_with(&mut session, caller, request);
        let after = session.unlocking();
        drop(session);
        // Whatever came of the request, the holder shows what became of the session.
        match (before, after) {
            (None, Some(_)) => self.holder.unlocked(),
            (Some(_), None) => self.holder.locked(),
            _ if matches!(answered, Ok((_, true))) => self.holder.changed(),
            _ => {}
        }
        answered.map(|(answer, _)| answer)
    }

    /// Answers, and says whether the accounts may have changed.
    fn answer_with(
        &self,
        session: &mut Session,
        caller: &mut Caller,
        request: Request,
    ) -> Result<(Answer, bool), Problem> {
        match request {
            Request::LockState => Ok((Answer::LockState(self.lock_state(session)), false)),
            Request::Access => self.access(*caller, session),
            Request::Unlock { pin } => Ok((Answer::Opened(self.unlock(caller, session, &pin)?), false)),
            asked if !self.may_ask(*caller, session) => {
                drop(asked);
                Ok((Answer::NotAllowed, false))
            }
            asked => asked_of(session, asked),
        }
    }

    /// Called when a caller's connection has ended. Where nothing is shared, what it unlocked is
    /// locked again.
    pub(crate) fn left(&self, caller: Caller) {
        let leaves_it_open = caller.unlocked.is_some() && {
            let session = self.holder.session().get();
            session.unlocking().map(|unlocking| unlocking.number) == caller.unlocked && !session.command_shares()
        };
        if leaves_it_open {
            self.holder.lock();
        }
    }

    fn lock_state(&self, session: &Session) -> LockState {
        let unlocking = session.unlocking();
        let by_command = *lock(&self.by_command);
        let left = self.holder.session().locks_in();
        LockState {
            locked: unlocking.is_none(),
            since: unlocking.map(|unlocking| unlocking.since),
            by: unlocking.map(|unlocking| match by_command == Some(unlocking.number) {
                true => FaceKind::Command,
                false => self.kind,
            }),
            until: unlocking.and(left).map(|left| self.clock.unix_seconds() + left),
            held_by: self.kind,
        }
    }

    fn access(&self, caller: Caller, session: &mut Session) -> Result<(Answer, bool), Problem> {
        let may_ask = self.may_ask(caller, session);
        // Another process may have changed the PIN or replaced the vault, which locks this session.
        let refreshed = if session.is_unlocked() { session.refresh().ok() } else { None };
        let granted = may_ask && refreshed.is_some();
        let phase = session.status().phase;
        let (store, failures) = match &phase {
            Phase::Locked { store, .. } => (*store, session.failures()?),
            Phase::Unlocked => (session.vault()?.store, session.failures()?),
            Phase::Welcome { .. } | Phase::Broken { .. } => (StoreKind::Keyring, 0),
        };
        Ok((Answer::Access(Access { granted, phase, store, failures }), refreshed == Some(true)))
    }

    fn unlock(&self, caller: &mut Caller, session: &mut Session, pin: &str) -> Result<Opened, Problem> {
        let was_locked = !session.is_unlocked();
        let vault = session.unlock(pin)?;
        caller.proven = session.unlocking().map(|unlocking| unlocking.number);
        if was_locked {
            caller.unlocked = caller.proven;
            *lock(&self.by_command) = caller.proven;
        }
        if let Some((terminal, number)) = caller.terminal.zip(caller.proven)
            && vault.settings.command_shares
        {
            lock(&self.tickets).give(terminal, number, self.clock.boot_time().seconds);
        }
        Ok(Opened { repaired: vault.repaired, older_copy: vault.older_copy, counters_lost: vault.counters_lost })
    }

    /// Whether a caller may ask about accounts. Asked while the session is held, so that no lock
    /// comes between this and the answer.
    fn may_ask(&self, caller: Caller, session: &Session) -> bool {
        let Some(unlocking) = session.unlocking() else { return false };
        if caller.proven == Some(unlocking.number) {
            return true;
        }
        let Some(terminal) = caller.terminal else { return false };
        session.command_shares() && lock(&self.tickets).take(terminal, unlocking.number, self.clock.boot_time().seconds)
    }
}

/// Answers what only those who gave the PIN may ask, and says whether the accounts may have
/// changed.
fn asked_of(session: &mut Session, request: Request) -> Result<(Answer, bool), Problem> {
    let answer = match request {
        Request::Rows => {
            let changed = session.refresh()?;
            return Ok((Answer::Rows(session.vault()?.rows), changed));
        }
        Request::Find { query } => {
            let changed = session.refresh()?;
            return Ok((Answer::Rows(session.find(&query)?), changed));
        }
        Request::Codes { ids } => Answer::Codes(session.codes(&ids, std::time::SystemTime::now())?),
        Request::Code { id, at } => Answer::Code(session.code_at(&id, at)?.into()),
        Request::NextCode { id } => return Ok((Answer::Code(CodeAt::drawn(&session.next_code(&id)?.code)), true)),
        Request::Copy { id } => {
            let (copy, code) = session.copy_code(&id, std::time::SystemTime::now())?;
            let answer = Answer::Copy { text: copy.text, clears_in_seconds: copy.clears_in_seconds };
            return Ok((answer, code.period.is_none()));
        }
        Request::Verify { id, at, window, code } => {
            Answer::Drift(session.verify(&id, at, window.min(MAX_WINDOW), &code)?)
        }
        Request::LockState | Request::Lock | Request::Yield | Request::Access | Request::Unlock { .. } => {
            return Err(watchword_session::SystemProblem::Internal.into());
        }
    };
    Ok((answer, false))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
