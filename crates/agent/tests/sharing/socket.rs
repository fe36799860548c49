//! The socket, and what may be on the other end of it.

use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use watchword_agent::{Address, FaceKind, Notice, Refusal, serve};

use super::{PIN, Setup, pin, wait_for};

/// The variable that names a socket to visit.
const VISITED: &str = "WATCHWORD_VISITED";
const NOBODY: u32 = 65_534;
const HELLO: &str = r#"{"watchword":2,"face":"command"}"#;
/// Requests of each kind, to be mutated.
const REQUESTS: [&str; 10] = [
    r#"{"id":1,"request":"access"}"#,
    r#"{"id":1,"request":"touched"}"#,
    r#"{"id":1,"request":{"ask":{"rows":{}}}}"#,
    r#"{"id":1,"request":{"ask":{"find":{"query":"ayu"}}}}"#,
    r#"{"id":1,"request":{"ask":{"code":{"id":"00000000-0000-0000-0000-000000000000","at":59}}}}"#,
    r#"{"id":1,"request":{"ask":{"verify":{"id":"a","at":59,"window":1,"code":"287082"}}}}"#,
    r#"{"id":1,"request":{"ask":{"take_in":{"items":[{"origin":{"type":"text"},"number":1,"part":null,"read":{"Ok":{"account":{"issuer":"a","account":"b","parameters":{"type":"totp","period":30,"algorithm":"SHA1","digits":6},"secret":[1,2],"groups":[],"note":""}}}}]}}}}"#,
    r#"{"id":1,"request":{"ask":{"accept":{"choices":[{"id":0,"action":"add"}]}}}}"#,
    r#"{"id":1,"request":{"ask":{"set_settings":{"settings":{"lock_after_minutes":5}}}}}"#,
    r#"{"id":1,"request":{"ask":{"choose_backup":{"path":{"Unix":[47,97]}}}}}"#,
];

#[test]
fn the_socket_is_the_users_alone_and_one_process_has_it() {
    let setup = Setup::new();
    let (address, serving) = setup.served();
    let folder = setup.folder.path().join("watchword");
    let mode = |path: &Path| path.symlink_metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&socket(&folder)), 0o600);
    assert!(address.serve(setup.host.clone()).unwrap().is_none());
    let face = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
    assert!(face.lock_state().unwrap().locked);
    drop(serving);
    assert!(matches!(face.lock_state(), Err(Refusal::Gone)));
    assert!(address.connect(FaceKind::Command, |_| {}).unwrap().is_none() && sockets(&folder).next().is_none());
    drop(address.serve(setup.host).unwrap().unwrap());
}

#[test]
fn a_folder_that_others_can_read_is_not_used() {
    let setup = Setup::new();
    let folder = setup.folder.path().join("watchword");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let address = Address::within(setup.folder.path(), &setup.folder.path().join("data"));
    assert!(
        address.serve(setup.host).is_err() && address.connect(FaceKind::Command, |_| {}).is_err(),
        "nor is it called absent"
    );
}

#[test]
fn one_vault_has_one_address_however_it_is_written() {
    let setup = Setup::new();
    let (_, _serving) = setup.served();
    let link = setup.folder.path().join("link");
    std::os::unix::fs::symlink(setup.folder.path(), &link).unwrap();
    assert!(
        Address::within(setup.folder.path(), &link.join("data")).connect(FaceKind::Command, |_| {}).unwrap().is_some()
    );
    assert!(
        Address::within(setup.folder.path(), &link.join("other")).connect(FaceKind::Command, |_| {}).unwrap().is_none()
    );
}

#[test]
fn releasing_the_session_locks_first() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    setup.unlock_in_window();
    address.ask_to_yield().unwrap();
    wait_for(|| setup.host.session().is_locked());
    assert_eq!(setup.told(), [Notice::Locked]);
}

/// A process that was started over SSH has nothing to show a tray on.
#[test]
fn process_without_a_display_makes_way_once_it_is_locked() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let face = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
    setup.unlock_in_window();
    assert!(!face.has_display() && !face.make_way().unwrap());
    assert!(!setup.released() && !setup.host.session().is_locked(), "nobody loses an open vault");
    setup.window.lock().unwrap();
    assert!(setup.released());

    let setup = Setup::new();
    assert!(setup.face(None).make_way().unwrap() && setup.released());
}

#[test]
fn what_is_no_request_ends_its_connection_alone() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let hello = frame(r#"{"watchword":2,"face":"agent","display":false}"#);
    let after = |request: &[u8]| [frame(HELLO).as_slice(), request].concat();
    let bad: [Vec<u8>; 10] = [
        b"\0\0\0\x40".into(), // a GiB
        b"GET / HTTP/1.1\r\n\r\n".into(),
        [frame(r#"{"watchword":9}"#), frame(r#"{"id":0,"request":"lock_state"}"#)].concat(),
        after(b"\xff\xff\xff\xff"),
        after(&frame(r#"{"id":0,"request":"nothing"}"#)),
        after(&frame("{}")),
        after(&frame(r#"{"id":0,"request":{"ask":{"rows":{"pin":"829416"}}}}"#)),
        after(&frame(r#"{"id":-1,"request":"lock"}"#)),
        // More than anyone may send who has not given the PIN.
        after(&frame(format!(r#"{{"id":0,"request":{{"ask":{{"find":{{"query":"{}"}}}}}}}}"#, "a".repeat(64 << 10)))),
        frame(r#"{"watchword":"no"}"#),
    ];
    for bytes in bad {
        let mut stream = UnixStream::connect(socket(&setup.folder.path().join("watchword"))).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        // It may be refused before all of it has gone out.
        let _ = stream.write_all(&bytes);
        let mut answer = Vec::new();
        // It ends at once, without an answer other than a hello.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer == hello, "{}: {answer:?}", bytes.escape_ascii());
    }
    assert!(address.connect(FaceKind::Command, |_| {}).unwrap().unwrap().lock_state().unwrap().locked);
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
    // A busy machine may take longer than a face waits to see all of them off.
    let mut tries = (0..10).map(|_| address.connect(FaceKind::Command, |_| {}));
    assert!(tries.find_map(Result::ok).unwrap().unwrap().lock_state().unwrap().locked);
    // Those that are still there are no obstacle either, and one in use is kept.
    let used = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
    for _ in 0..300 {
        quiet.push(UnixStream::connect(&path).unwrap());
        used.lock_state().unwrap();
    }
}

#[test]
fn a_face_that_hangs_delays_nobody() {
    let setup = Setup::new();
    let (address, _serving) = setup.served();
    let mut hanging = UnixStream::connect(socket(&setup.folder.path().join("watchword"))).unwrap();
    hanging.write_all(&[frame(HELLO).as_slice(), b"\x12\0\0"].concat()).unwrap();
    let other = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
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
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut chance = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    for round in 0..1000 {
        let mut bytes = REQUESTS[chance(REQUESTS.len())].as_bytes().to_vec();
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
        let mut sent = frame(HELLO);
        // A key is derived for each PIN.
        if round % 100 == 0 {
            sent.extend(frame(format!(r#"{{"id":7,"request":{{"ask":{{"unlock":{{"pin":"{PIN}"}}}}}}}}"#)));
        }
        sent.extend(frame(&bytes));
        stream.write_all(&sent).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.len() < 10_000, "{}", String::from_utf8_lossy(&bytes));
    }
    let face = address.connect(FaceKind::Command, |_| {}).unwrap().unwrap();
    face.unlock(pin(PIN)).unwrap();
    assert_eq!(face.rows().unwrap().len(), 2, "nothing was changed");
}

/// What another process finds at the socket that the variable names.
#[test]
fn visit() {
    let Some(socket) = std::env::var_os(VISITED) else { return };
    let mut stream = UnixStream::connect(socket).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let _ = stream.write_all(&[frame(HELLO), frame(r#"{"id":0,"request":{"ask":{"rows":{}}}}"#)].concat());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    println!("found: {}", String::from_utf8_lossy(&answer).escape_debug());
}

/// Runs [`visit`] by a command that starts other programs, and returns what it found.
fn visitor(mut command: Command, socket: &Path) -> String {
    command.env(VISITED, socket).arg("--exact").arg("socket::visit").arg("--nocapture");
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
    assert!(address.connect(FaceKind::Command, |_| {}).unwrap().unwrap().lock_state().unwrap().locked);
}

/// A container may number its processes itself: the same number there is no other's terminal.
#[test]
fn process_in_a_container_needs_the_pin() {
    let setup = Setup::new();
    let (_, _serving) = setup.served();
    setup.unlock_in_window();
    let unshare = || {
        let mut unshare = Command::new("unshare");
        unshare.args(["--pid", "--fork"]);
        unshare
    };
    if !unshare().arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("Not tried from a container: none can be made here.");
        return;
    }
    let mut contained = unshare();
    contained.arg(std::env::current_exe().unwrap());
    let found = visitor(contained, &socket(&setup.folder.path().join("watchword")));
    assert!(found.contains("not_allowed") && !found.contains("Example"), "{found}");
}

/// Any pair of streams will do: a pipe on Windows, a socket within one process.
#[test]
fn a_host_answers_through_any_stream() {
    let setup = Setup::new();
    let (mut ours, theirs) = UnixStream::pair().unwrap();
    let host = setup.host;
    let serving = thread::spawn(move || serve(&host, None, &theirs, &theirs));
    ours.write_all(&[frame(HELLO), frame(r#"{"id":3,"request":"lock"}"#)].concat()).unwrap();
    ours.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    ours.read_to_string(&mut answer).unwrap();
    assert!(answer.ends_with(r#"{"answer":{"id":3,"open":false,"answer":"done"}}"#), "{answer}");
    assert!(serving.join().unwrap().is_err(), "the stream ended");
}

/// A frame as the protocol has it.
fn frame(content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    [&u32::try_from(content.len()).unwrap().to_le_bytes(), content].concat()
}

/// The socket in a folder.
fn socket(folder: &Path) -> PathBuf {
    sockets(folder).next().unwrap()
}

fn sockets(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "sock"))
}
