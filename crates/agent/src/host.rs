#[cfg(target_os = "linux")]
mod for_desktop;
mod watching;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(target_os = "linux")]
use watchword_desktop::has_display;
use watchword_desktop::keyring_name;
use watchword_session::audit::LockCause;
use watchword_session::{
    Clock, Directories, HotkeyState, Patience, Phase, Problem, Session, SharedSession, StoreKind, SystemClock,
    SystemProblem, scrubbed,
};

use crate::answer::{Access, Answer, LockState};
use crate::caller::Caller;
use crate::face_kind::FaceKind;
use crate::listeners::Listeners;
use crate::notice::Notice;
use crate::question::{Means, Question, Right, Told};
use crate::recent::Recent;
use crate::request::Request;
use crate::saving::Saving;
use crate::system_log::system_log;
use crate::tickets::Tickets;

/// Answers what faces ask of a session, for the process that holds it.
pub struct Host {
    session: SharedSession,
    kind: FaceKind,
    /// Whether this process was started on a desktop.
    has_display: bool,
    clock: Arc<dyn Clock>,
    tickets: Mutex<Tickets>,
    /// The latest unlocking, and which face gave the PIN.
    unlocked_by: Mutex<Option<(u64, FaceKind)>>,
    saving: Saving,
    recent: Mutex<Recent>,
    listeners: Arc<Listeners>,
    /// The caller that stands for what this process does by itself.
    own: Caller,
    /// Whether there is a tray to stay in.
    tray: AtomicBool,
    hotkey: Mutex<Option<HotkeyState>>,
    /// Whether another process is to hold the session once it is locked.
    makes_way: AtomicBool,
    /// Called when the session is to be held no longer, after it was locked.
    release: Box<dyn Fn() + Send + Sync>,
    /// Called to open the palette, or to close it.
    palette: Box<dyn Fn() -> Result<(), Problem> + Send + Sync>,
}

impl Host {
    /// Holds the session with this computer's own keyring and clocks.
    pub fn on_this_computer(directories: Directories, kind: FaceKind) -> Self {
        let host = Self::new(kind, Arc::new(SystemClock), |patience| {
            move || {
                let session = Session::on_this_computer(directories, patience)
                    .with_keyring_name(keyring_name())
                    .with_system_log(system_log);
                if kind == FaceKind::Agent { session.shared_with_command() } else { session }
            }
        });
        #[cfg(target_os = "linux")]
        let host = Self { has_display: has_display(), ..host };
        host
    }

    /// Holds the session that `begin` makes, when it is first needed. Its keyring has to wait with
    /// the patience that `begin` is given.
    pub fn new<B: FnOnce() -> Session + Send + 'static>(
        kind: FaceKind,
        clock: Arc<dyn Clock>,
        begin: impl FnOnce(Arc<Patience>) -> B,
    ) -> Self {
        let listeners = Arc::new(Listeners::default());
        let [of_keyring, of_saving] = [(); 2].map(|()| listeners.clone());
        let patience = Arc::new(Patience::new(move |waiting| of_keyring.tell(Notice::Keyring { waiting }, None)));
        let begin = begin(patience.clone());
        Self {
            session: SharedSession::new(patience, begin),
            kind,
            has_display: false,
            clock,
            tickets: Mutex::default(),
            unlocked_by: Mutex::default(),
            saving: Saving::new(move |saved, of| of_saving.tell(Notice::Saving { saved, of }, None)),
            recent: Mutex::default(),
            listeners,
            own: Caller::new(kind, None),
            tray: AtomicBool::new(false),
            hotkey: Mutex::default(),
            makes_way: AtomicBool::new(false),
            release: Box::new(|| {}),
            palette: Box::new(|| Err(SystemProblem::NoPalette.into())),
        }
    }

    /// Calls `release` when another process is to hold the session, which is locked by then.
    #[must_use]
    pub fn when_released(self, release: impl Fn() + Send + Sync + 'static) -> Self {
        Self { release: Box::new(release), ..self }
    }

    /// Calls `palette` to open the palette, or to close the one that is open.
    #[must_use]
    pub fn with_palette(self, palette: impl Fn() -> Result<(), Problem> + Send + Sync + 'static) -> Self {
        Self { palette: Box::new(palette), ..self }
    }

    /// Calls `hear` with what happens, for as long as the host lives.
    pub fn follow(&self, hear: impl Fn(Notice) + Send + 'static) {
        self.listeners.add(&self.own, hear);
    }

    /// Whether a window or a palette is open.
    pub fn has_window(&self) -> bool {
        [FaceKind::Window, FaceKind::Palette].into_iter().any(|kind| self.listeners.has(kind))
    }

    /// Notes whether there is a tray, in which the vault may stay unlocked without a window.
    pub fn set_tray(&self, is_shown: bool) {
        self.tray.store(is_shown, Ordering::SeqCst);
    }

    /// Notes what became of the keys that open the palette.
    pub fn set_hotkey(&self, state: Option<HotkeyState>) {
        *lock(&self.hotkey) = state;
    }

    /// Locks, and closes the window.
    pub fn lock_and_hide(&self) {
        self.lock();
        self.listeners.tell(Notice::Hide, None);
    }

    /// Whether this process was started on a desktop.
    pub(crate) fn has_display(&self) -> bool {
        self.has_display
    }

    /// What holds the session.
    pub(crate) fn kind(&self) -> FaceKind {
        self.kind
    }

    /// The session, for whatever belongs to its own process.
    pub fn session(&self) -> &SharedSession {
        &self.session
    }

    /// Locks at once, and tells every face.
    pub fn lock(&self) {
        self.lock_because(LockCause::User);
    }

    /// The same, for another reason than the user's wish.
    fn lock_because(&self, why: LockCause) {
        if scrubbed(|| self.session.lock_because(why)) {
            self.locked();
        }
    }

    /// Tells every face that the vault was locked, and makes way if that was asked for.
    fn locked(&self) {
        self.listeners.tell(Notice::Locked, None);
        if self.makes_way.load(Ordering::SeqCst) {
            (self.release)();
        }
    }

    /// Calls `hear` with what happens, until this caller leaves.
    pub(crate) fn listen(&self, caller: &Caller, hear: impl Fn(Notice) + Send + 'static) {
        self.listeners.add(caller, hear);
    }

    /// Whether a caller has given the PIN since the vault was unlocked. Waits for nothing.
    pub(crate) fn knows(&self, caller: &Caller) -> bool {
        caller.is_proven(self.session.unlocking())
    }

    /// Answers one request of a caller.
    pub(crate) fn answer(&self, caller: &Caller, request: Request) -> Answer {
        scrubbed(|| self.try_answer(caller, request).unwrap_or_else(Answer::Refused))
    }

    fn try_answer(&self, caller: &Caller, request: Request) -> Result<Answer, Problem> {
        match request {
            Request::Lock => self.lock(),
            Request::Yield => {
                self.lock();
                (self.release)();
            }
            Request::MakeWay => {
                self.makes_way.store(true, Ordering::SeqCst);
                let is_locked = self.session.is_locked();
                if is_locked {
                    (self.release)();
                }
                return Ok(Answer::MakesWay(is_locked));
            }
            Request::Touched if self.knows(caller) => self.session.touched(),
            Request::Minimised if self.knows(caller) && self.session.locks_when_minimised() => {
                self.lock_because(LockCause::Closed);
            }
            Request::StopWaiting => self.session.cancel(),
            Request::StopSaving if self.knows(caller) => self.saving.cancel(),
            Request::Touched | Request::Minimised | Request::StopSaving => {}
            Request::HasTray => return Ok(Answer::HasTray(self.tray.load(Ordering::SeqCst))),
            Request::Palette => (self.palette)()?,
            Request::LockState => return self.with(caller, |session, _| Ok(self.lock_state(session))),
            Request::Access => return self.with(caller, |session, news| self.access(caller, session, news)),
            Request::Ask(question) => {
                if question.right() == Right::Locked && caller.sees_the_vault() && !self.knows(caller) {
                    self.lock();
                }
                return self.with(caller, |session, news| self.ask(caller, session, news, question));
            }
        }
        Ok(Answer::Done)
    }

    /// Works with the session, and tells every other face what became of it. `work` says whether
    /// there is something new.
    fn with<T>(
        &self,
        caller: &Caller,
        work: impl FnOnce(&mut Session, &mut bool) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut session = self.session.get();
        let (before, mut has_news) = (session.unlocking(), false);
        let answered = work(&mut session, &mut has_news);
        let after = session.unlocking();
        if let Some(after) = after.filter(|after| before != Some(*after)) {
            caller.prove(after.number, true);
            *lock(&self.unlocked_by) = Some((after.number, caller.kind));
        }
        drop(session);
        match (before, after) {
            (_, None) if before.is_some() => self.locked(),
            (_, Some(_)) if before != after => self.listeners.tell(Notice::Unlocked, Some(caller.id)),
            _ if has_news => self.listeners.tell(Notice::Changed, Some(caller.id)),
            _ => {}
        }
        answered
    }

    fn ask(
        &self,
        caller: &Caller,
        session: &mut Session,
        news: &mut bool,
        question: Question,
    ) -> Result<Answer, Problem> {
        let right = question.right();
        let is_allowed = match right {
            Right::Nothing => true,
            // A lock of the vault, by another face, may have come in between.
            Right::Locked => caller.sees_the_vault() && (!session.is_unlocked() || self.knows(caller)),
            Right::Lists | Right::Codes | Right::Draws => self.may_ask(caller, session),
            Right::Reads | Right::Changes => caller.sees_the_vault() && self.knows(caller),
        };
        if !is_allowed {
            return Ok(Answer::NotAllowed);
        }
        if right == Right::Lists {
            *news |= session.refresh()?;
        }
        let unlocks = matches!(question, Question::Unlock { .. });
        let used = match &question {
            Question::Code { id, .. }
            | Question::NextCode { id, .. }
            | Question::CopyCode { id, .. }
            | Question::TypeCode { id, .. } => Some(id),
            _ => None,
        };
        if let Some(id) = used {
            lock(&self.recent).used(id);
        }
        let mut told = question.run(Means { session: &mut *session, saving: &self.saving })?;
        if unlocks {
            self.give(caller, session);
        }
        let has_preferences = matches!(told, Told::SetPreferences(_));
        if let Told::Status(status) | Told::SetPreferences(status) = &mut told {
            status.tray = self.tray.load(Ordering::SeqCst);
            status.hotkey = *lock(&self.hotkey);
            if !self.knows(caller) {
                status.phase = session.phase_as_locked();
            }
        }
        if has_preferences {
            self.listeners.tell(Notice::Preferences, Some(caller.id));
        }
        *news |= matches!(right, Right::Draws | Right::Changes);
        Ok(Answer::Told(Box::new(told)))
    }

    /// Called when a caller's connection has ended. The window locks as it leaves, unless the vault
    /// stays open in the tray, and so does a command that has unlocked what is not shared.
    pub(crate) fn left(&self, caller: &Caller) {
        self.listeners.remove(caller.id);
        let (unlocking, settings) = (self.session.unlocking(), self.session.settings());
        let leaves_it_open = match caller.kind {
            FaceKind::Window => caller.is_proven(unlocking),
            FaceKind::Palette => false,
            FaceKind::Command | FaceKind::Agent => unlocking.is_some_and(|unlocking| caller.has_unlocked(unlocking)),
        };
        let stays_open = settings.is_some_and(|settings| match caller.kind {
            FaceKind::Window => settings.stays_open && self.tray.load(Ordering::SeqCst),
            FaceKind::Palette | FaceKind::Command | FaceKind::Agent => settings.command_shares,
        });
        if leaves_it_open && !stays_open {
            self.lock_because(LockCause::Closed);
        } else if leaves_it_open && caller.kind == FaceKind::Window {
            self.session.get().forget_drafts();
        }
    }

    fn lock_state(&self, session: &Session) -> Answer {
        let unlocking = session.unlocking();
        let by = lock(&self.unlocked_by).filter(|(number, _)| unlocking.is_some_and(|now| now.number == *number));
        let left = self.session.locks_in();
        Answer::LockState(LockState {
            locked: unlocking.is_none(),
            since: unlocking.map(|unlocking| unlocking.since),
            by: by.map(|(_, kind)| kind),
            until: unlocking.and(left).map(|left| self.clock.unix_seconds() + left),
            held_by: self.kind,
            window: self.listeners.has(FaceKind::Window),
        })
    }

    fn access(&self, caller: &Caller, session: &mut Session, news: &mut bool) -> Result<Answer, Problem> {
        let may_ask = self.may_ask(caller, session);
        // Another process may have changed the PIN or replaced the vault, which locks this session.
        let refreshed = if session.is_unlocked() { session.refresh().ok() } else { None };
        *news |= refreshed == Some(true);
        let phase = session.status().phase;
        let (store, failures) = match &phase {
            Phase::Locked { store, .. } => (*store, session.failures()?),
            Phase::Unlocked => (session.vault()?.store, session.failures()?),
            Phase::Welcome { .. } | Phase::Broken { .. } => (StoreKind::Keyring, 0),
        };
        Ok(Answer::Access(Access { granted: may_ask && refreshed.is_some(), phase, store, failures }))
    }

    /// Gives a caller who knows the PIN what that opens.
    fn give(&self, caller: &Caller, session: &Session) {
        let Some(unlocking) = session.unlocking() else { return };
        caller.prove(unlocking.number, false);
        if let Some(terminal) = caller.terminal
            && session.command_shares()
        {
            lock(&self.tickets).give(terminal, unlocking.number, self.clock.boot_time().seconds);
        }
    }

    /// Whether a caller may ask for codes. Asked while the session is held, so that no lock comes
    /// between this and the answer.
    fn may_ask(&self, caller: &Caller, session: &Session) -> bool {
        let Some(unlocking) = session.unlocking() else { return false };
        if caller.is_proven(Some(unlocking.number)) {
            return true;
        }
        let Some(terminal) = caller.terminal else { return false };
        session.command_shares() && lock(&self.tickets).take(terminal, unlocking.number, self.clock.boot_time().seconds)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
