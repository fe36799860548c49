//! The command built for Windows, under Wine, with Wine's Credential Manager and a user whose name
//! is not ASCII; and the app, which lacks WebView2 there. `cargo xtask test --all` builds both, and
//! passes their folder in a variable.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stderr, reason = "it prints what it skips")]

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use watchword_tests::{Desktop, qr_picture, wait_for};

const WINE: &str = "/usr/lib/wine/wine64";
const USER: &str = "Ayu Sørensen 柿";
const PIN: &str = "kancil 7204 becak";
/// An account with the seed of RFC 4226 and RFC 6238.
const TOTP: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
const HOTP: &str = "otpauth://hotp/Bank:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=0";

/// A computer with Windows, as emulated by Wine.
struct Computer {
    folder: TempDir,
    programs: PathBuf,
}

impl Computer {
    /// Sets up a computer, or returns `None` if nothing was built for Windows.
    fn new() -> Option<Self> {
        let Some(programs) = env::var_os("WATCHWORD_WINDOWS_PROGRAMS") else {
            eprintln!("skipped: `cargo xtask test --all` builds the command for Windows");
            return None;
        };
        let folder = TempDir::new().expect("a temporary folder");
        let computer = Self { folder, programs: programs.into() };
        let made = computer.wine().args(["wineboot", "--init"]).output().expect("Wine starts");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Some(computer)
    }

    fn wine(&self) -> Command {
        let mut wine = Command::new(WINE);
        wine.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
        wine.env("HOME", self.folder.path()).env("WINEPREFIX", self.folder.path().join("wine")).env("USER", USER);
        wine.envs([("LC_ALL", "C.UTF-8"), ("WINEDEBUG", "-all")]);
        // Without Wine's installers of other libraries and without its menus.
        wine.env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=");
        wine
    }

    /// Starts a command whose input begins with a PIN.
    fn start(&self, pin: &str, arguments: &[&str], input: &str) -> Child {
        let mut command = self.wine();
        command.arg(self.programs.join("watchword.exe")).arg("--pin-stdin").args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("Wine starts");
        // A command that refuses its arguments doesn't read its input.
        let _ = write!(child.stdin.take().expect("piped"), "{pin}\r\n{input}");
        child
    }

    #[track_caller]
    fn done(&self, arguments: &[&str], input: &str) -> String {
        let output = self.start(PIN, arguments, input).wait_with_output().expect("the command ends");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    #[track_caller]
    fn refused(&self, pin: &str, arguments: &[&str], input: &str) -> String {
        let Output { status, stdout, stderr } =
            self.start(pin, arguments, input).wait_with_output().expect("the command ends");
        let said = String::from_utf8(stderr).expect("text");
        assert_eq!((status.code(), stdout.len()), (Some(1), 0), "{arguments:?}: {said}");
        assert!(!said.is_empty() && !said.contains("panicked"), "{said}");
        said
    }

    /// Writes a file, and returns its Windows path.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("a file");
        drive_z(&path)
    }

    /// Ends all programs, as a restart does. Wine's uptime is that of its host, and continues.
    fn restart(&self) {
        let mut server = Command::new("wineserver");
        server.env("WINEPREFIX", self.folder.path().join("wine")).arg("--kill");
        // It fails if there is nothing to end.
        let _ = server.status().expect("wineserver runs");
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        self.restart();
    }
}

/// Returns a path on drive Z, as which Wine shows the host's whole file system.
fn drive_z(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

#[test]
fn command_on_windows() {
    let Some(computer) = Computer::new() else { return };
    codes(&computer);
    pictures(&computer);
    two_at_once(&computer);
    computer.restart();
    let listed = computer.done(&["list", "--json"], "");
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed.as_array().expect("rows").len(), 6, "{listed}");
    assert_eq!(computer.done(&["code", "bank"], ""), "969429\n", "the counter continues where it was");
    wrong_pins(&computer);
    restored(&computer);
}

#[test]
fn app_says_that_webview2_is_missing() {
    let Some(computer) = Computer::new() else { return };
    let desktop = Desktop::new("windows");
    let display = desktop.display();
    let mut wine = computer.wine();
    wine.arg(computer.programs.join("watchword-app.exe")).env("DISPLAY", display.name());
    let mut app = wine.spawn().expect("Wine starts");
    let message = wait_for("the message", 60, || display.windows().first().cloned());
    assert_eq!(display.title(&message).as_deref(), Some("Watchword"));
    display.shoot(&message, &desktop.pictures().join("01-no-webview2.png"));
    assert_eq!(app.try_wait().expect("it can be asked"), None, "the message stays open");
    display.press(&["Return"]);
    assert_eq!(app.wait().expect("the app ends").code(), Some(1));
}

fn codes(computer: &Computer) {
    assert!(computer.refused(PIN, &["list"], "").contains("watchword init"));
    computer.done(&["init"], "");
    let home = computer.folder.path().join("wine/drive_c/users").join(USER).join("AppData/Local/watchword");
    assert!(home.join("vault.bin").is_file(), "{}", home.display());
    computer.done(&["add", "--uri", "-"], &format!("{TOTP}\r\n"));
    computer.done(&["add", "--uri", "-"], &format!("{HOTP}\r\n"));
    assert_eq!(computer.done(&["code", "example", "--at", "59"], ""), "287082\n");
    computer.done(&["verify", "example", "287082", "--at", "59"], "");
    for code in ["755224", "287082", "359152"] {
        assert_eq!(computer.done(&["code", "bank"], ""), format!("{code}\n"), "each code appears once");
    }
}

fn pictures(computer: &Computer) {
    let other = |issuer: &str, seed: &str| TOTP.replace("Example", issuer).replace("GEZD", seed);
    let mail = other("Mail", "MAIL");
    let picture = computer.file("kode QR è.png", qr_picture(&mail));
    assert_eq!(computer.done(&["scan", &picture], ""), format!("{mail}\n"));
    let list = computer.file("links.txt", format!("{}\r\n{TOTP}\r\n", other("Shop", "SHOP")));
    computer.done(&["import", &picture, &list], "");
    assert_eq!(computer.done(&["list"], "").lines().count(), 4, "one of the accounts existed already");
}

/// Checks that of two commands at once, one waits for the other, and both accounts are kept.
fn two_at_once(computer: &Computer) {
    let add = |issuer: &str, seed: &str| {
        let seed = format!("{seed}GNBVGY3TQOJQGEZDGNBVGY3TQOJQ\r\n");
        computer.start(PIN, &["add", "--issuer", issuer], &seed)
    };
    for child in [add("Left", "LEFT"), add("Right", "RITE")] {
        let output = child.wait_with_output().expect("the command ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let listed = computer.done(&["list"], "");
    assert!(listed.contains("  Left") && listed.contains("  Right"), "{listed}");
}

fn wrong_pins(computer: &Computer) {
    for _ in 0..2 {
        assert!(!computer.refused("not the PIN", &["list"], "").contains("seconds"));
    }
    assert!(computer.refused("not the PIN", &["list"], "").contains("seconds"));
    assert!(computer.refused(PIN, &["list"], "").contains("seconds"), "during the wait even the right PIN is refused");
    computer.restart();
    let said = computer.refused(PIN, &["list"], "");
    let wait: Option<u64> = said.split_whitespace().find_map(|word| word.parse().ok());
    let wait = wait.unwrap_or_else(|| panic!("{said}"));
    assert!((1..=30).contains(&wait), "{said}");
    thread::sleep(Duration::from_secs(wait + 1));
    computer.done(&["list"], "");
}

fn restored(computer: &Computer) {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("vaults/v1/keyring");
    let expected = fs::read(golden.join("expected.json")).expect("a golden vault");
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let key = format!("{}\r\n", expected["recovery_key"].as_str().expect("its key"));
    let backups = fs::read_dir(golden.join("data/backups")).expect("its backups");
    let backup = drive_z(&backups.flatten().map(|entry| entry.path()).max().expect("a backup"));
    let vault = drive_z(&computer.folder.path().join("brankas lain 柿"));
    let restore = ["--vault", &vault, "restore", &backup];
    computer.refused(PIN, &restore, "AAAA BBBB\r\n");
    computer.done(&restore, &key);
    assert!(computer.done(&["--vault", &vault, "list"], "").lines().count() > 1);
}

/// The command has the version information that Windows shows in a file's properties.
#[test]
fn command_says_what_it_is() {
    let Some(programs) = env::var_os("WATCHWORD_WINDOWS_PROGRAMS") else { return };
    let program = fs::read(Path::new(&programs).join("watchword.exe")).expect("the command");
    for words in ["CompanyName", "The Watchword authors", "ProductVersion", env!("CARGO_PKG_VERSION")] {
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(program.windows(utf16.len()).any(|bytes| bytes == utf16), "{words}");
    }
}
