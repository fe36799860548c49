//! A host and its faces, on a vault in memory: who may ask for what, and for how long.
#![allow(clippy::unwrap_used, reason = "a test fails here")]
#![cfg(target_os = "linux")]

mod answers;
mod rights;
mod socket;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use watchword_agent::{Address, Caller, Face, FaceKind, Holder, Host, Refusal, Request, Terminal};
use watchword_session::{Choice, Directories, Patience, Session, SharedSession, Source, StoreKind};
use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{Kdf, KeyStore};
use zeroize::Zeroizing;

const PIN: &str = "829416";
const NEW_PIN: &str = "kucing 7";
const WRONG_PIN: &str = "000000";
/// The secret of RFC 4226 (appendix D) and of RFC 6238 (appendix B, SHA-1).
const LINKS: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n\
                     otpauth://hotp/Bank:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";
const HERE: Terminal = Terminal { session: 10, tty: 34816, started: 5 };
const ELSEWHERE: Terminal = Terminal { session: 11, tty: 34817, started: 6 };

/// The process that holds the session, and what it was told.
struct Process {
    session: SharedSession,
    unlocked: AtomicUsize,
    locked: AtomicUsize,
    changed: AtomicUsize,
    release: AtomicUsize,
}

impl Holder for Process {
    fn session(&self) -> &SharedSession {
        &self.session
    }

    fn unlocked(&self) {
        self.unlocked.fetch_add(1, Ordering::SeqCst);
    }

    fn locked(&self) {
        self.locked.fetch_add(1, Ordering::SeqCst);
    }

    fn changed(&self) {
        self.changed.fetch_add(1, Ordering::SeqCst);
    }

    fn release(&self) {
        self.release.fetch_add(1, Ordering::SeqCst);
    }
}

struct Setup {
    host: Arc<Host>,
    keyring: Arc<MemoryKeyring>,
    process: Arc<Process>,
    clock: Arc<ManualClock>,
    folder: tempfile::TempDir,
}

impl Setup {
    /// A locked vault with the accounts of [`LINKS`], whose session the window holds.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, keyring) = (Arc::new(ManualClock::default()), Arc::new(MemoryKeyring::default()));
        let directories = Directories { data: folder.path().join("data"), config: folder.path().join("config") };
        let begin = {
            let (clock, keyring) = (clock.clone(), keyring.clone());
            move || {
                let source = Box::new(move || Ok(keyring.clone() as Arc<dyn KeyStore>));
                let mut session = Session::new(directories, clock, source).with_kdf(|_| Kdf::FLOOR);
                session.create(PIN, StoreKind::Keyring).unwrap();
                let items = Source::Text(Zeroizing::new(LINKS.to_owned())).read(|| true);
                let review = session.take_in(items).unwrap();
                session.accept(&review.finds.iter().map(|find| Choice::add(find.id)).collect::<Vec<_>>()).unwrap();
                session.lock();
                session
            }
        };
        let process = Arc::new(Process {
            session: SharedSession::new(Arc::new(Patience::new(|_| {})), begin),
            unlocked: AtomicUsize::new(0),
            locked: AtomicUsize::new(0),
            changed: AtomicUsize::new(0),
            release: AtomicUsize::new(0),
        });
        let host = Arc::new(Host::new(process.clone(), FaceKind::Window, clock.clone()));
        Self { host, keyring, process, clock, folder }
    }

    /// Another process's session with the same vault.
    fn session(&self) -> Session {
        // The vault is made when its session is first needed.
        drop(self.process.session.get());
        let folder = self.folder.path();
        let directories = Directories { data: folder.join("data"), config: folder.join("config") };
        let keyring = self.keyring.clone();
        let source = Box::new(move || Ok(keyring.clone() as Arc<dyn KeyStore>));
        Session::new(directories, self.clock.clone(), source).with_kdf(|_| Kdf::FLOOR)
    }

    fn face(&self, terminal: Option<Terminal>) -> Face {
        Face::Here(self.host.clone(), Caller::in_terminal(terminal))
    }

    fn unlock_in_window(&self) {
        self.process.session.get().unlock(PIN).unwrap();
    }

    /// Listens, with the vault's address.
    fn served(&self) -> (Address, watchword_agent::Serving) {
        let address = Address::within(self.folder.path(), &self.folder.path().join("data"));
        let serving = address.serve(self.host.clone()).unwrap().unwrap();
        (address, serving)
    }
}

fn pin(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

/// Everything that tells something about the accounts.
fn questions() -> [Request; 7] {
    let id = || "00000000-0000-0000-0000-000000000000".to_owned();
    [
        Request::Rows,
        Request::Find { query: "ayu".into() },
        Request::Codes { ids: vec![id()] },
        Request::Code { id: id(), at: 59 },
        Request::NextCode { id: id() },
        Request::Copy { id: id() },
        Request::Verify { id: id(), at: 59, window: 1, code: pin("287082") },
    ]
}

fn refuses_everything(face: &mut Face) -> bool {
    questions().into_iter().all(|request| matches!(face.ask(request), Err(Refusal::NotAllowed)))
}

impl Setup {
    fn now(&self) -> u64 {
        watchword_session::Clock::unix_seconds(&*self.clock)
    }
}
