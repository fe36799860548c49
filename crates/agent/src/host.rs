use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use watchword_session::{Clock, Phase, Problem, Session, SharedSession, scrubbed};

use crate::answer::{Access, Answer, CodeAt, Opened, Standing};
use crate::face_kind::FaceKind;
use crate::request::Request;
use crate::terminal::Terminal;
use crate::tickets::Tickets;

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
    /// Called after a face has used a counter.
    fn changed(&self) {}
    /// Called when the session is to be held no longer, after it was locked.
    fn let_go(&self) {}
}

/// What a connection, or the face in the host's own process, may ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct Caller {
    terminal: Option<Terminal>,
    /// The number of the unlocking during which the PIN was given on this connection.
    proven: Option<u64>,
}

impl Caller {
    /// A caller in a terminal, or in none.
    pub fn in_terminal(terminal: Option<Terminal>) -> Self {
        Self { terminal, proven: None }
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
                self.holder.let_go();
                return Ok(Answer::Done);
            }
            _ => {}
        }
        let mut session = self.holder.session().get();
        match request {
            Request::Standing => Ok(Answer::Standing(self.standing(&session))),
            Request::Access => self.access(*caller, &mut session).map(Answer::Access),
            Request::Unlock { pin } => {
                let was_locked = !session.is_unlocked();
                let opened = self.unlock(caller, &mut session, &pin)?;
                drop(session);
                if was_locked {
                    self.holder.unlocked();
                }
                Ok(Answer::Opened(opened))
            }
            asked if !self.may_ask(*caller, &session) => {
                drop(asked);
                Ok(Answer::NotAllowed)
            }
            asked => {
                let (answer, changed) = asked_of(&mut session, asked)?;
                drop(session);
                if changed {
                    self.holder.changed();
                }
                Ok(answer)
            }
        }
    }

    fn standing(&self, session: &Session) -> Standing {
        let unlocking = session.unlocking();
        let by_command = *lock(&self.by_command);
        let left = self.holder.session().locks_in();
        Standing {
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

    fn access(&self, caller: Caller, session: &mut Session) -> Result<Access, Problem> {
        // Another process may have changed the PIN or replaced the vault, which locks this session.
        let granted = self.may_ask(caller, session) && session.refresh().is_ok();
        let phase = session.status().phase;
        let failures = match phase {
            Phase::Locked { .. } | Phase::Unlocked if !granted => session.failures()?,
            _ => 0,
        };
        Ok(Access { granted, phase, failures })
    }

    fn unlock(&self, caller: &mut Caller, session: &mut Session, pin: &str) -> Result<Opened, Problem> {
        if session.is_unlocked() {
            session.confirm_pin(pin)?;
        } else {
            session.unlock(pin)?;
            *lock(&self.by_command) = session.unlocking().map(|unlocking| unlocking.number);
        }
        let vault = session.vault()?;
        caller.proven = session.unlocking().map(|unlocking| unlocking.number);
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

/// Answers what only those who gave the PIN may ask, and whether that changed the vault.
fn asked_of(session: &mut Session, request: Request) -> Result<(Answer, bool), Problem> {
    let answer = match request {
        Request::Rows => Answer::Rows(session.vault()?.rows),
        Request::Find { query } => {
            session.refresh()?;
            Answer::Rows(session.find(&query)?)
        }
        Request::Codes { ids } => Answer::Codes(session.codes(&ids, std::time::SystemTime::now())?),
        Request::Code { id, at } => Answer::Code(session.code_at(&id, at)?.into()),
        Request::NextCode { id } => return Ok((Answer::Code(CodeAt::drawn(&session.next_code(&id)?.code)), true)),
        Request::Copy { id } => {
            let (copy, code) = session.copy_code(&id, std::time::SystemTime::now())?;
            let answer = Answer::Copy { text: copy.text, clears_in_seconds: copy.clears_in_seconds };
            return Ok((answer, code.period.is_none()));
        }
        Request::Verify { id, at, window, code } => Answer::Drift(session.verify(&id, at, window, &code)?),
        Request::Standing | Request::Lock | Request::Yield | Request::Access | Request::Unlock { .. } => {
            return Err(watchword_session::SystemProblem::Internal.into());
        }
    };
    Ok((answer, false))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
