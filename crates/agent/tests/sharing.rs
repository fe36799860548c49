//! A host and its faces, on a vault in memory: who may ask for what, and for how long.
#![allow(clippy::unwrap_used, reason = "a test fails here")]
#![cfg(target_os = "linux")]

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use watchword_agent::{Address, Answer, Caller, Face, FaceKind, Holder, Host, Refusal, Request, Terminal, serve};
use watchword_session::{
    AccountProblem, Choice, Directories, Patience, PinProblem, Problem, Session, Settings, SharedSession, Source,
    StoreKind,
};
use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{Kdf, KeyStore};
use zeroize::Zeroizing;

/// The variable that names a socket to visit.
const VISITED: &str = "WATCHWORD_VISITED";
const NOBODY: u32 = 65_534;

const PIN: &str = "829416";
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
    changed: AtomicUsize,
    let_go: AtomicUsize,
}

impl Holder for Process {
    fn session(&self) -> &SharedSession {
        &self.session
    }

    fn unlocked(&self) {
        self.unlocked.fetch_add(1, Ordering::SeqCst);
    }

    fn changed(&self) {
        self.changed.fetch_add(1, Ordering::SeqCst);
    }

    fn let_go(&self) {
        self.let_go.fetch_add(1, Ordering::SeqCst);
    }
}

struct Setup {
    host: Arc<Host>,
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
            let clock = clock.clone();
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
            changed: AtomicUsize::new(0),
            let_go: AtomicUsize::new(0),
        });
        let host = Arc::new(Host::new(process.clone(), FaceKind::Window, clock.clone()));
        Self { host, process, clock, folder }
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

#[test]
fn nobody_is_told_anything_without_the_pin() {
    let setup = Setup::new();
    for _ in 0..2 {
        for terminal in [None, Some(HERE)] {
            assert!(refuses_everything(&mut setup.face(terminal)));
            assert!(!setup.face(terminal).access().unwrap().granted);
        }
        setup.unlock_in_window();
    }
}

#[test]
fn a_pin_opens_its_connection_and_its_terminal_until_the_next_lock() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let mut first = setup.face(Some(HERE));
    first.unlock(pin(PIN)).unwrap();
    assert_eq!(first.rows().unwrap().len(), 2);
    assert_eq!(setup.face(Some(HERE)).rows().unwrap().len(), 2, "another command in that terminal");
    for stranger in [None, Some(ELSEWHERE)] {
        assert!(refuses_everything(&mut setup.face(stranger)), "{stranger:?}");
    }
    setup.process.session.lock();
    assert!(refuses_everything(&mut first) && refuses_everything(&mut setup.face(Some(HERE))));
    setup.unlock_in_window();
    assert!(refuses_everything(&mut first) && refuses_everything(&mut setup.face(Some(HERE))), "even once it's open");
}

#[test]
fn a_terminal_has_to_give_the_pin_again_after_ten_quiet_minutes() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.process.session.get().set_settings(Settings { lock_after_minutes: None, ..Settings::default() }).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    for _ in 0..3 {
        setup.clock.pass(590);
        assert!(setup.face(Some(HERE)).access().unwrap().granted);
    }
    setup.clock.pass(600);
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
}

#[test]
fn codes_asked_for_in_a_terminal_do_not_keep_the_vault_open() {
    let setup = Setup::new();
    setup.unlock_in_window();
    let mut face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    setup.clock.pass(299);
    face.rows().unwrap();
    assert_eq!(face.standing().unwrap().until, Some(setup.now() + 1));
    setup.clock.pass(1);
    assert!(setup.process.session.lock_if_idle() && refuses_everything(&mut face));
}

#[test]
fn sharing_can_be_turned_off() {
    let setup = Setup::new();
    setup.unlock_in_window();
    setup.process.session.get().set_settings(Settings { command_shares: false, ..Settings::default() }).unwrap();
    let mut face = setup.face(Some(HERE));
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2, "the connection has given the PIN");
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
    // A ticket given before it was turned off is no longer good.
    let shares = |on| setup.process.session.get().set_settings(Settings { command_shares: on, ..Settings::default() });
    shares(true).unwrap();
    setup.face(Some(HERE)).unlock(pin(PIN)).unwrap();
    shares(false).unwrap();
    assert!(refuses_everything(&mut setup.face(Some(HERE))));
}

#[test]
fn wrong_pins_count_whether_the_vault_is_open_or_not() {
    let setup = Setup::new();
    let mut face = setup.face(Some(HERE));
    for expected in 1..=2 {
        let wrong = face.unlock(pin(WRONG_PIN));
        assert!(matches!(wrong, Err(Refusal::Problem(Problem::Pin(PinProblem::Wrong { .. })))));
        assert!(refuses_everything(&mut face));
        assert_eq!(face.access().unwrap().failures, expected);
    }
    setup.unlock_in_window();
    for _ in 0..3 {
        assert!(face.unlock(pin(WRONG_PIN)).is_err());
        assert!(refuses_everything(&mut face));
    }
    let waits = face.unlock(pin(PIN));
    assert!(matches!(waits, Err(Refusal::Problem(Problem::Pin(PinProblem::Wait { .. })))), "{waits:?}");
}

#[test]
fn codes_are_those_of_the_rfcs_and_a_counter_is_used_once() {
    let setup = Setup::new();
    let mut face = setup.face(None);
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(setup.process.unlocked.load(Ordering::SeqCst), 1);
    let id = |face: &mut Face, query: &str| face.find(query).unwrap().remove(0).id;
    let (example, bank) = (id(&mut face, "Example"), id(&mut face, "Bank"));
    let code = face.code(&example, 59).unwrap();
    assert_eq!((code.code.as_str(), code.valid_from, code.valid_until), ("287082", Some(30), Some(60)));
    assert_eq!(code.previous.unwrap().as_str(), "755224");
    assert_eq!(code.next.unwrap().as_str(), "359152");
    assert_eq!(face.verify(&example, 59, 1, "755 224").unwrap(), Some(-1));
    assert_eq!(face.next_code(&bank).unwrap().code.as_str(), "755224");
    assert_eq!(face.copy(&bank).unwrap().0.as_str(), "755224", "the code that is shown");
    assert_eq!(face.next_code(&bank).unwrap().code.as_str(), "287082");
    assert!(setup.process.changed.load(Ordering::SeqCst) >= 2);
    let unknown = face.code("nobody", 59).map(drop);
    assert!(matches!(unknown, Err(Refusal::Problem(Problem::Account(AccountProblem::NotFound)))), "{unknown:?}");
}

#[test]
fn standing_says_who_unlocked_it() {
    let setup = Setup::new();
    let mut face = setup.face(None);
    let locked = face.standing().unwrap();
    assert!(locked.locked && locked.since.is_none() && locked.by.is_none() && locked.until.is_none());
    face.unlock(pin(PIN)).unwrap();
    let open = face.standing().unwrap();
    assert_eq!((open.by, open.held_by), (Some(FaceKind::Command), FaceKind::Window));
    assert_eq!((open.since, open.until), (Some(setup.now()), Some(setup.now() + 300)));
    face.lock().unwrap();
    setup.unlock_in_window();
    assert_eq!(face.standing().unwrap().by, Some(FaceKind::Window));
}

#[test]
fn the_socket_is_the_users_alone_and_one_process_has_it() {
    let setup = Setup::new();
    let (address, serving) = setup.served();
    let folder = setup.folder.path().join("watchword");
    let mode = |path: &Path| path.symlink_metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&socket(&folder)), 0o600);
    assert!(address.serve(setup.host.clone()).unwrap().is_none());
    let mut face = address.connect().unwrap();
    assert!(face.standing().unwrap().locked);
    drop(serving);
    assert!(matches!(face.standing(), Err(Refusal::Gone)));
    assert!(address.connect().is_none() && sockets(&folder).next().is_none());
    drop(address.serve(setup.host.clone()).unwrap().unwrap());
}

#[test]
fn a_folder_that_others_can_read_is_not_used() {
    let setup = Setup::new();
    let folder = setup.folder.path().join("watchword");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let address = Address::within(setup.folder.path(), &setup.folder.path().join("data"));
    assert!(address.serve(setup.host.clone()).is_err() && address.connect().is_none());
}

#[test]
fn one_vault_has_one_address_however_it_is_written() {
    let setup = Setup::new();
    let (_, _serving) = setup.served();
    let link = setup.folder.path().join("link");
    std::os::unix::fs::symlink(setup.folder.path(), &link).unwrap();
    assert!(Address::within(setup.folder.path(), &link.join("data")).connect().is_some());
    assert!(Address::within(setup.folder.path(), &link.join("other")).connect().is_none());
}

#[test]
fn letting_go_locks_first() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    setup.unlock_in_window();
    address.connect().unwrap().ask(Request::Yield).unwrap();
    assert!(setup.process.session.is_locked());
    assert_eq!(setup.process.let_go.load(Ordering::SeqCst), 1);
}

#[test]
fn what_is_no_request_ends_its_connection_alone() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let hello = b"\x0f\0\0\0{\"watchword\":1}";
    let bad: [&[u8]; 8] = [
        b"\0\0\0\x40", // a GiB
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x0f\0\0\0{\"watchword\":9}\x12\0\0\0{\"ask\":\"standing\"}",
        b"\x0f\0\0\0{\"watchword\":1}\xff\xff\xff\xff",
        b"\x0f\0\0\0{\"watchword\":1}\x10\0\0\0{\"ask\":\"nothing\"}",
        b"\x0f\0\0\0{\"watchword\":1}\x02\0\0\0{}",
        b"\x0f\0\0\0{\"watchword\":1}\x22\0\0\0{\"ask\":\"rows\",\"pin\":\"829416\",\"a\":1}",
        b"\x11\0\0\0{\"watchword\":\"no\"}",
    ];
    for bytes in bad {
        let mut stream = UnixStream::connect(socket(&setup.folder.path().join("watchword"))).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        // It ends at once, without an answer other than a hello.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || &answer[..] == hello, "{bytes:?}: {answer:?}");
    }
    assert!(address.connect().unwrap().standing().unwrap().locked);
}

#[test]
fn thousands_of_quiet_connections_keep_nobody_out() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let path = socket(&setup.folder.path().join("watchword"));
    let mut quiet = Vec::new();
    for _ in 0..10_000 {
        quiet.push(UnixStream::connect(&path).unwrap());
        // As many as a process may have open.
        if quiet.len() == 500 {
            quiet.clear();
        }
    }
    assert!(address.connect().unwrap().standing().unwrap().locked);
    // Those that are still there are no obstacle either, and one in use is kept.
    let mut used = address.connect().unwrap();
    for _ in 0..300 {
        quiet.push(UnixStream::connect(&path).unwrap());
        used.standing().unwrap();
    }
}

#[test]
fn a_face_that_hangs_delays_nobody() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let mut hanging = UnixStream::connect(socket(&setup.folder.path().join("watchword"))).unwrap();
    hanging.write_all(b"\x0f\0\0\0{\"watchword\":1}\x12\0\0").unwrap();
    let mut other = address.connect().unwrap();
    other.unlock(pin(PIN)).unwrap();
    assert_eq!(other.rows().unwrap().len(), 2);
    other.lock().unwrap();
}

/// Both a face that gave the PIN and one that didn't may send anything.
#[test]
fn mutated_requests_end_their_connection_at_most() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let path = socket(&setup.folder.path().join("watchword"));
    let frame = |text: &[u8]| [&u32::try_from(text.len()).unwrap().to_le_bytes(), text].concat();
    let unlock = format!("{{\"ask\":\"unlock\",\"pin\":\"{PIN}\"}}");
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut chance = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for round in 0..1000 {
        let requests = questions();
        let mut bytes = serde_json::to_vec(&requests[chance(requests.len())]).unwrap();
        for _ in 0..=chance(4) {
            let at = chance(bytes.len());
            match chance(3) {
                0 => bytes[at] = chance(256) as u8,
                1 => bytes.insert(at, b"\"{}[],:0-e\\"[chance(11)]),
                _ => drop(bytes.remove(at)),
            }
        }
        let mut stream = UnixStream::connect(&path).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut sent = frame(b"{\"watchword\":1}");
        // A key is derived for each PIN.
        if round % 100 == 0 {
            sent.extend(frame(unlock.as_bytes()));
        }
        sent.extend(frame(&bytes));
        stream.write_all(&sent).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.len() < 10_000, "{}", String::from_utf8_lossy(&bytes));
    }
    assert!(!address.connect().unwrap().standing().unwrap().locked);
    assert_eq!(setup.process.session.get().vault().unwrap().rows.len(), 2, "nothing was changed");
}

/// What another process finds at the socket that the variable names.
#[test]
fn visit() {
    let Some(socket) = std::env::var_os(VISITED) else { return };
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let _ = stream.write_all(b"\x0f\0\0\0{\"watchword\":1}\x0e\0\0\0{\"ask\":\"rows\"}");
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    println!("found: {}", String::from_utf8_lossy(&answer).escape_debug());
}

/// Runs [`visit`] by a command that starts other programs, and returns what it found.
fn visitor(mut command: Command, socket: &Path) -> String {
    command.env(VISITED, socket).arg("--exact").arg("visit").arg("--nocapture");
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let found = said.lines().find_map(|line| line.split_once("found: ")).unwrap_or_else(|| panic!("{said}"));
    found.1.to_owned()
}

/// The folder keeps others out; this is about a socket that they reach all the same, bind-mounted.
#[test]
fn another_user_is_told_nothing_even_through_an_open_folder() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    if !rustix::process::getuid().is_root() {
        eprintln!("Not tried as another user: only root can be one.");
        return;
    }
    let folder = setup.folder.path().join("watchword");
    for (path, mode) in [(setup.folder.path(), 0o755), (&folder, 0o755), (&socket(&folder), 0o666)] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    // Another user can't run the test from where it was built.
    let program = setup.folder.path().join("visitor");
    std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let mut stranger = Command::new(&program);
    stranger.uid(NOBODY).gid(NOBODY).current_dir("/");
    assert_eq!(visitor(stranger, &socket(&folder)), "");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert!(address.connect().unwrap().standing().unwrap().locked);
}

/// A container may number its processes itself: the same number there is no other's terminal.
#[test]
fn process_in_a_container_needs_the_pin() {
    let setup = Setup::new();
    let (_, _serving) = setup.served();
    setup.unlock_in_window();
    let mut contained = Command::new("unshare");
    contained.args(["--pid", "--fork"]).arg(std::env::current_exe().unwrap());
    if !rustix::process::getuid().is_root() {
        eprintln!("Not tried from a container: only root can make one here.");
        return;
    }
    let found = visitor(contained, &socket(&setup.folder.path().join("watchword")));
    assert!(found.contains("not_allowed") && !found.contains("Example"), "{found}");
}

/// Any pair of streams will do: a pipe on Windows, a socket within one process.
#[test]
fn a_host_answers_through_any_stream() {
    let setup = Setup::new();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let host = setup.host.clone();
    let serving = thread::spawn(move || serve(&host, Caller::default(), &mut theirs, || {}));
    ours.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut raw = ours.try_clone().unwrap();
    raw.write_all(b"\x0f\0\0\0{\"watchword\":1}").unwrap();
    let mut hello = [0; 19];
    raw.read_exact(&mut hello).unwrap();
    let mut face = Face::There(ours);
    assert!(matches!(face.ask(Request::Lock), Ok(Answer::Done)));
    drop((face, raw));
    assert!(serving.join().unwrap().is_err(), "the stream ended");
}

impl Setup {
    fn now(&self) -> u64 {
        watchword_session::Clock::unix_seconds(&*self.clock)
    }
}

/// The socket in a folder.
fn socket(folder: &Path) -> PathBuf {
    sockets(folder).next().unwrap()
}

fn sockets(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "sock"))
}
