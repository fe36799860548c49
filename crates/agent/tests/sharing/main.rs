//! A host and its faces, on a vault in memory: who may ask for what, and for how long.
#![allow(clippy::unwrap_used, reason = "a test fails here")]
#![cfg(target_os = "linux")]

mod answers;
mod rights;
mod socket;
mod window;

use std::mem::take;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use watchword_agent::{Address, Face, FaceKind, Host, Notice, Refusal, Terminal};
use watchword_session::{Choice, Directories, Session, Source, StoreKind};
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

struct Setup {
    host: Arc<Host>,
    /// The window, which unlocks without a socket.
    window: Face,
    /// What the window was told.
    told: Arc<Mutex<Vec<Notice>>>,
    /// Whether the session was to be held no longer.
    released: Arc<AtomicBool>,
    keyring: Arc<MemoryKeyring>,
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
        let released = Arc::new(AtomicBool::new(false));
        let releases = released.clone();
        let host = Host::new(FaceKind::Agent, clock.clone(), |_| begin);
        let host = Arc::new(host.when_released(move || releases.store(true, Ordering::SeqCst)));
        let told = Arc::new(Mutex::new(Vec::new()));
        let hears = told.clone();
        let window = Face::listening(host.clone(), FaceKind::Window, move |notice| hears.lock().unwrap().push(notice));
        Self { host, window, told, released, keyring, clock, folder }
    }

    /// Another process's session with the same vault.
    fn session(&self) -> Session {
        // The vault is made when its session is first needed.
        drop(self.host.session().get());
        let folder = self.folder.path();
        let directories = Directories { data: folder.join("data"), config: folder.join("config") };
        let keyring = self.keyring.clone();
        let source = Box::new(move || Ok(keyring.clone() as Arc<dyn KeyStore>));
        Session::new(directories, self.clock.clone(), source).with_kdf(|_| Kdf::FLOOR)
    }

    fn face(&self, terminal: Option<Terminal>) -> Face {
        Face::here(self.host.clone(), FaceKind::Command, terminal)
    }

    fn unlock_in_window(&self) {
        self.window.unlock(pin(PIN)).unwrap();
    }

    /// What the window was told since this was last asked.
    fn told(&self) -> Vec<Notice> {
        take(&mut *self.told.lock().unwrap())
    }

    fn released(&self) -> bool {
        self.released.load(Ordering::SeqCst)
    }

    /// A window at the other end of the socket.
    fn window_there(&self) -> (Face, watchword_agent::Serving) {
        let (address, serving) = self.served();
        (address.connect(FaceKind::Window, |_| {}).unwrap().unwrap(), serving)
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

/// An answer of which only the outcome counts.
type Outcome = Result<(), Refusal>;

/// Everything about codes that a terminal may ask.
fn of_codes() -> [fn(&Face) -> Outcome; 7] {
    fn id() -> String {
        "00000000-0000-0000-0000-000000000000".into()
    }
    [
        |face| face.rows().map(drop),
        |face| face.find("ayu".into()).map(drop),
        |face| face.codes(vec![id()]).map(drop),
        |face| face.code(id(), None, 59).map(drop),
        |face| face.next_code(id(), None).map(drop),
        |face| face.copy_code(id(), None).map(drop),
        |face| face.verify(id(), None, 59, 1, pin("287082")).map(drop),
    ]
}

/// Some of what takes the PIN on the connection itself: those that tell most, or change most, even
/// with the right PIN in the question.
fn of_the_vault() -> [fn(&Face) -> Outcome; 10] {
    [
        |face| face.vault().map(drop),
        |face| face.review().map(drop),
        |face| face.account_qr("00000000-0000-0000-0000-000000000000".into(), pin(PIN)).map(drop),
        |face| face.new_recovery_key(pin(PIN)).map(drop),
        |face| face.allow_export(watchword_session::ExportFormat::Uri, pin(""), pin(PIN)),
        |face| face.change_pin(pin(PIN), pin(NEW_PIN)).map(drop),
        |face| face.set_settings(watchword_session::Settings::default()).map(drop),
        |face| face.stop_asking_for_pin(None, pin(PIN)).map(drop),
        |face| face.empty_trash().map(drop),
        |face| face.save_backup("/tmp/watchword-never.age".into()),
    ]
}

fn refuses_codes(face: &Face) -> bool {
    of_codes().into_iter().all(|ask| matches!(ask(face), Err(Refusal::NotAllowed)))
}

fn refuses_everything(face: &Face) -> bool {
    refuses_codes(face) && of_the_vault().into_iter().all(|ask| matches!(ask(face), Err(Refusal::NotAllowed)))
}

/// Waits for what another thread is about to do.
fn wait_for(is_so: impl Fn() -> bool) {
    for _ in 0..1000 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("waited 10 s");
}

impl Setup {
    fn now(&self) -> u64 {
        watchword_session::Clock::unix_seconds(&*self.clock)
    }
}
