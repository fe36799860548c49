use std::ffi::OsString;
#[cfg(target_os = "linux")]
use std::io;
#[cfg(target_os = "linux")]
use std::os::unix::net::UnixStream;
use std::sync::Arc;

use watchword_session::{
    Accepted, BackupCheck, BackupSource, Carried, Choice, CodeView, Codes, CopyRequest, DuplicateGroup, Export,
    ExportFormat, FoundBackup, Item, Permission, PinVerdict, Preferences, RecoveryPicture, Report, Restored,
    RestoredSeeds, Review, Row, Settings, Sheet, Status, StoreKind, TrashedDuplicates, Trial, Typed, Undone, Vault,
};
use zeroize::Zeroizing;

use crate::answer::{Access, Answer, LockState, Refusal};
use crate::caller::Caller;
use crate::code_at::CodeAt;
#[cfg(target_os = "linux")]
use crate::connection::{Connection, Heard};
use crate::face_kind::FaceKind;
use crate::host::Host;
use crate::notice::Notice;
use crate::question::{Question, Told, questions};
use crate::request::Request;
use crate::terminal::Terminal;

/// How many accounts that were read are carried at once.
const BATCH: usize = 200;

type Text = Zeroizing<String>;

/// What a part of Watchword asks the session through: a host in its own process, or the process
/// that holds the session. Several threads may ask at once. Dropping it leaves the session.
pub struct Face(Way);

enum Way {
    Here(Arc<Host>, Caller),
    #[cfg(target_os = "linux")]
    There(Connection),
}

impl Face {
    /// A face of a host in this process.
    pub fn here(host: Arc<Host>, kind: FaceKind, terminal: Option<Terminal>) -> Self {
        Self(Way::Here(host, Caller::new(kind, terminal)))
    }

    /// The same, which is told what happens.
    pub fn listening(host: Arc<Host>, kind: FaceKind, hear: impl Fn(Notice) + Send + 'static) -> Self {
        let caller = Caller::new(kind, None);
        host.listen(&caller, hear);
        Self(Way::Here(host, caller))
    }

    /// A face through a stream that another process has given to this one.
    ///
    /// # Errors
    /// The other end is of another version, or doesn't answer.
    #[cfg(target_os = "linux")]
    pub fn through(
        stream: UnixStream,
        kind: FaceKind,
        hear: impl Fn(Heard) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Connection::open(stream, kind, hear).map(Self::there)
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn there(connection: Connection) -> Self {
        Self(Way::There(connection))
    }

    /// Whether this face may ask everything, as far as it knows without asking.
    pub fn is_open(&self) -> bool {
        match &self.0 {
            Way::Here(host, caller) => host.knows(caller),
            #[cfg(target_os = "linux")]
            Way::There(connection) => connection.is_open(),
        }
    }

    /// Whether the process that held the session is gone.
    pub fn has_ended(&self) -> bool {
        match &self.0 {
            Way::Here(..) => false,
            #[cfg(target_os = "linux")]
            Way::There(connection) => connection.has_ended(),
        }
    }

    /// Leaves the session, even if other threads still have this face.
    pub fn leave(&self) {
        match &self.0 {
            Way::Here(host, caller) => host.left(caller),
            #[cfg(target_os = "linux")]
            Way::There(connection) => connection.end(),
        }
    }

    /// Whether there is a tray to stay in. Waits for nothing.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn has_tray(&self) -> Result<bool, Refusal> {
        match self.ask(Request::HasTray)? {
            Answer::HasTray(has) => Ok(has),
            _ => Err(Refusal::unexpected()),
        }
    }

    /// Whether the process that holds the session was started on a desktop, where it can show
    /// something.
    #[cfg(target_os = "linux")]
    pub fn has_display(&self) -> bool {
        match &self.0 {
            Way::Here(host, _) => host.has_display(),
            Way::There(connection) => connection.has_display(),
        }
    }

    /// Asks the process that holds the session to end as soon as the vault is locked. Returns
    /// whether it ends now. Waits for nothing.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn make_way(&self) -> Result<bool, Refusal> {
        match self.ask(Request::MakeWay)? {
            Answer::MakesWay(now) => Ok(now),
            _ => Err(Refusal::unexpected()),
        }
    }

    fn ask(&self, request: Request) -> Result<Answer, Refusal> {
        let answer = match &self.0 {
            Way::Here(host, caller) => host.answer(caller, request),
            #[cfg(target_os = "linux")]
            Way::There(connection) => connection.ask(request)?,
        };
        match answer {
            Answer::NotAllowed => Err(Refusal::NotAllowed),
            Answer::Refused(problem) => Err(problem.into()),
            answer => Ok(answer),
        }
    }

    /// Locks the vault, at once.
    ///
    /// # Errors
    /// Why it isn't answered, as for every question.
    pub fn lock(&self) -> Result<(), Refusal> {
        self.ask(Request::Lock).map(drop)
    }

    /// Restarts the idle time: the user did something.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn touched(&self) -> Result<(), Refusal> {
        self.ask(Request::Touched).map(drop)
    }

    /// Locks if the user wants that when the window is minimised.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn minimised(&self) -> Result<(), Refusal> {
        self.ask(Request::Minimised).map(drop)
    }

    /// Cancels the wait for the keyring.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn stop_waiting(&self) -> Result<(), Refusal> {
        self.ask(Request::StopWaiting).map(drop)
    }

    /// Stops saving the accounts that were accepted, unless they are saved already.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn stop_saving(&self) -> Result<(), Refusal> {
        self.ask(Request::StopSaving).map(drop)
    }

    /// Opens the palette, or closes the one that is open.
    ///
    /// # Errors
    /// [`watchword_session::SystemProblem::NoPalette`] where there is none.
    pub fn palette(&self) -> Result<(), Refusal> {
        self.ask(Request::Palette).map(drop)
    }

    /// Returns whether the vault is locked, and who uses it.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn lock_state(&self) -> Result<LockState, Refusal> {
        match self.ask(Request::LockState)? {
            Answer::LockState(state) => Ok(state),
            _ => Err(Refusal::unexpected()),
        }
    }

    /// Returns whether the PIN is needed before codes are given.
    ///
    /// # Errors
    /// Why it isn't answered.
    pub fn access(&self) -> Result<Access, Refusal> {
        match self.ask(Request::Access)? {
            Answer::Access(access) => Ok(access),
            _ => Err(Refusal::unexpected()),
        }
    }

    /// Adds what was read to the review, in as many requests as it takes.
    ///
    /// # Errors
    /// Why it isn't answered. Some of it may be in the review.
    pub fn take_in(&self, items: Vec<Item>) -> Result<Review, Refusal> {
        self.carry(items, |items, _| self.take_in_some(items))?;
        self.review()
    }

    /// Adds the accounts of an organisation's files that the vault never had.
    ///
    /// # Errors
    /// Why it isn't answered; the vault is then unchanged.
    pub fn provision(&self, items: Vec<Item>) -> Result<Accepted, Refusal> {
        self.carry(items, |items, _| self.bring_some(items))?;
        self.provision_brought()
    }

    /// Adds what a password has opened to the review.
    ///
    /// # Errors
    /// As for [`Face::take_in`].
    pub fn take_in_opened(&self, id: u32, items: Vec<Item>) -> Result<(), Refusal> {
        self.carry(items, |items, are_last| self.opened(id, items, are_last))
    }

    fn carry(&self, items: Vec<Item>, send: impl Fn(Vec<Carried>, bool) -> Result<(), Refusal>) -> Result<(), Refusal> {
        let mut items = items.into_iter().map(Carried::from);
        loop {
            let batch: Vec<Carried> = items.by_ref().take(BATCH).collect();
            let is_last = batch.len() < BATCH;
            send(batch, is_last)?;
            if is_last {
                return Ok(());
            }
        }
    }
}

macro_rules! ask {
    ($(
        $(#[doc = $doc:literal])+
        $right:ident $variant:ident fn $name:ident($($arg:ident: $type:ty),*) -> $answer:ty { |$means:ident| $work:expr }
    )+) => {
        impl Face {
            $(
                $(#[doc = $doc])+
                ///
                /// # Errors
                /// Why it isn't answered, or was refused.
                pub fn $name(&self, $($arg: $type),*) -> Result<$answer, Refusal> {
                    match self.ask(Request::Ask(Question::$variant { $($arg),* }))? {
                        Answer::Told(told) => match *told {
                            Told::$variant(answer) => Ok(answer),
                            _ => Err(Refusal::unexpected()),
                        },
                        _ => Err(Refusal::unexpected()),
                    }
                }
            )+
        }
    };
}

questions!(ask);

impl Drop for Face {
    fn drop(&mut self) {
        self.leave();
    }
}
