//! The `watchword` command on a real keyring, without the window.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Child, Output, Stdio},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use watchword_tests::{Desktop, oath_hotp, oath_totp, qr_picture, wait_for};
use watchword_vault::RecoveryKey;

use crate::person::{HOTP, PIN, SEED, TOTP, todays_code};

#[test]
fn from_a_pin_to_codes() {
    let desktop = Desktop::new("command");
    make_vault(&desktop);
    add(&desktop);
    list(&desktop);
    codes(&desktop);
    import(&desktop);
    assert!(refused(&with_pin(&desktop, &["--vault", "/nowhere", "list"], ""), 1).contains("watchword init"));
}

fn make_vault(desktop: &Desktop) {
    assert!(refused(&with_pin(desktop, &["list"], ""), 1).contains("watchword init"));
    for pin in ["12345", "password"] {
        refused(&desktop.watchword(&["--pin-stdin", "init"], &format!("{pin}\n")), 1);
    }
    refused(&desktop.watchword(&["--pin-stdin", "init"], ""), 2);
    assert!(!desktop.data().exists() || fs::read_dir(desktop.data()).is_ok_and(|mut files| files.next().is_none()));
    done(desktop, &["init"], "");
    refused(&with_pin(desktop, &["init"], ""), 1);
}

fn add(desktop: &Desktop) {
    let typed = ["add", "--issuer", "Example", "--account", "ayu@example.org"];
    for (secret, status) in [("SECRET1\n", 1), ("\n", 1), ("", 2)] {
        let said = refused(&with_pin(desktop, &typed, secret), status);
        assert!(!said.contains("SECRET1"));
    }
    refused(&with_pin(desktop, &[&typed[..], &["--digits", "3"]].concat(), SEED), 1);
    done(desktop, &typed, &format!("{}\n", SEED.to_lowercase()));
    assert!(refused(&with_pin(desktop, &typed, SEED), 1).contains("Example"), "the account exists already");
    refused(&with_pin(desktop, &["add", "--uri", "-"], TOTP), 1);
    done(desktop, &["add", "--uri", "-"], HOTP);
}

fn list(desktop: &Desktop) {
    let listed = done(desktop, &["list", "--json"], "");
    let mut listed: Value = serde_json::from_str(&listed).expect("JSON");
    for row in listed.as_array_mut().expect("rows") {
        assert!(row.as_object_mut().and_then(|row| row.remove("id")).is_some_and(|id| id.is_string()));
    }
    assert_eq!(
        listed,
        json!([
            { "type": "totp", "issuer": "Example", "account": "ayu@example.org", "algorithm": "SHA1", "digits": 6,
              "period": 30, "tags": [], "seed_missing": false, "asks_for_pin": false },
            { "type": "hotp", "issuer": "Bank", "account": "ayu", "algorithm": "SHA1", "digits": 6, "counter": 7,
              "tags": [], "seed_missing": false, "asks_for_pin": false },
        ])
    );
    assert!(
        done(desktop, &["list"], "")
            .lines()
            .all(|line| line.ends_with(": ayu@example.org") || line.ends_with("Bank: ayu"))
    );
}

fn codes(desktop: &Desktop) {
    let at = 1_700_000_000;
    let expected = oath_totp(SEED, "SHA1", 6, 30, at, 2);
    assert_eq!(done(desktop, &["code", "example", "--at", &at.to_string()], ""), format!("{}\n", expected[0]));
    let shown = done(desktop, &["code", "--json", "Example:ayu@example.org", "--at", &at.to_string()], "");
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let (from, until) = (at / 30 * 30, at / 30 * 30 + 30);
    assert_eq!(shown, json!({ "code": expected[0], "valid_from": from, "valid_until": until, "next": expected[1] }));
    wait_for("oathtool's code", 5, || (done(desktop, &["code", "Example"], "").trim() == todays_code()).then_some(()));

    let verify =
        |code: &str| with_pin(desktop, &["verify", "Example", code, "--at", &at.to_string()], "").status.code();
    assert_eq!((verify(&expected[0]), verify(&expected[1]), verify("000000")), (Some(0), Some(0), Some(1)));

    for expected in oath_hotp(SEED, 6, 7, 5) {
        done(desktop, &["verify", "Bank", &expected], "");
        assert_eq!(done(desktop, &["code", "Bank"], ""), format!("{expected}\n"), "each code appears once");
    }

    refused(&with_pin(desktop, &["code", "nothing"], ""), 1);
    let several = refused(&with_pin(desktop, &["code", "a"], ""), 1);
    let id =
        several.lines().find(|line| line.ends_with("ayu@example.org")).and_then(|line| line.split_whitespace().next());
    done(desktop, &["code", id.expect("several matches are listed with their ids")], "");
}

fn import(desktop: &Desktop) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let picture = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, qr_picture(text)).expect("an image");
        path.display().to_string()
    };
    let mail = picture("mail.png", "otpauth://totp/Mail:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mail");
    let known = picture("known.png", TOTP);
    let other = picture("other.png", &TOTP.replace("KR4F", "AAAA"));
    let web = picture("web.png", "https://example.org");

    done(desktop, &["import", &mail, &known], "");
    assert!(refused(&with_pin(desktop, &["import", "--from", "uri", &mail], ""), 1).contains("mail.png"));
    let said = refused(&with_pin(desktop, &["import", &other, &web], ""), 1);
    assert!(said.contains("web.png") && said.contains("Example"), "{said}");
    assert_eq!(done(desktop, &["list"], "").lines().count(), 3);
}

#[test]
fn wrong_pins_wait_and_then_refer_to_the_window() {
    let desktop = Desktop::new("command-wrong-pins");
    done(&desktop, &["init"], "");
    let try_pin = |pin: &str| refused(&desktop.watchword(&["--pin-stdin", "list"], &format!("{pin}\n")), 1);
    assert!(!try_pin("not the PIN").contains("seconds"));
    done(&desktop, &["list"], "");
    for _ in 0..2 {
        assert!(!try_pin("not the PIN").contains("seconds"));
    }
    let said = try_pin("not the PIN");
    // The wait starts with the attempt, which itself takes time.
    let wait = said.split_whitespace().find_map(|word| word.parse().ok());
    assert!(wait.is_some_and(|seconds: u32| (20..=30).contains(&seconds)), "{said}");
    // During the wait even the right PIN is refused.
    assert!(try_pin(PIN).contains("seconds"));

    owner(&desktop, &["wrong-pins", "4"]);
    let said = try_pin(PIN);
    assert!(said.contains("window") && !said.contains("seconds"), "{said}");
}

#[test]
fn copied_code_is_cleared_on_a_signal() {
    let desktop = Desktop::new("command-copy");
    done(&desktop, &["init"], "");
    done(&desktop, &["add", "--uri", "-"], TOTP);
    let clipboard = desktop.clipboard();
    let copy = || {
        let mut command = desktop.watchword_command();
        command.args(["--pin-stdin", "copy", "Example"]).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut copy = command.spawn().expect("watchword starts");
        writeln!(copy.stdin.take().expect("piped"), "{PIN}").expect("the command reads the PIN");
        wait_for("the copied code", 10, || (clipboard.text() == todays_code()).then_some(()));
        assert_eq!(clipboard.read("x-kde-passwordManagerHint").as_deref(), Some("secret"));
        copy
    };
    let end = |copy: Child, signal| {
        kill_process(Pid::from_child(&copy), signal).expect("the command still waits");
        let output = copy.wait_with_output().expect("its output");
        assert!(output.status.success(), "{}", output.status);
        assert!(String::from_utf8_lossy(&output.stderr).contains("Example: ayu@example.org"));
    };

    end(copy(), Signal::INT);
    assert_eq!(clipboard.text(), "", "Ctrl+C clears at once");
    let waiting = copy();
    clipboard.write("UTF8_STRING", b"somebody else's");
    end(waiting, Signal::TERM);
    assert_eq!(clipboard.text(), "somebody else's");
}

#[test]
fn backup_restores_on_another_computer() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("watchword.age");
    let hotp = oath_hotp(SEED, 6, 7, 4);
    let key = {
        let desktop = Desktop::new("command-backup");
        done(&desktop, &["init"], "");
        done(&desktop, &["add", "--uri", "-"], TOTP);
        done(&desktop, &["add", "--uri", "-"], HOTP);
        for expected in &hotp[..2] {
            assert_eq!(done(&desktop, &["code", "Bank"], "").trim(), expected);
        }
        let key = owner(&desktop, &["recovery-key", PIN]);
        fs::copy(only_backup(&desktop), &backup).expect("a backup is copied");
        key
    };
    let backup = backup.display().to_string();
    let desktop = Desktop::new("command-restore");
    let restore = |file: &str, key: &str| with_pin(&desktop, &["restore", file], &format!("{key}\n"));
    refused(&restore("/nowhere", &key), 1);
    refused(&restore(&backup, "AAAA BBBB"), 1);
    refused(&restore(&backup, &RecoveryKey::generate().expose()), 1);
    assert!(refused(&with_pin(&desktop, &["list"], ""), 1).contains("watchword init"), "no vault was created");

    assert_eq!(done(&desktop, &["restore", &backup], &format!("{key}\n")), "");
    assert_eq!(done(&desktop, &["list"], "").lines().count(), 2);
    wait_for("oathtool's code", 5, || (done(&desktop, &["code", "Example"], "").trim() == todays_code()).then_some(()));
    for expected in &hotp[2..] {
        assert_eq!(done(&desktop, &["code", "Bank"], "").trim(), expected, "the counter continues where it was");
    }
    over_a_vault_that_opens(&desktop, &backup, &key);
}

/// A vault that opens is replaced only with permission. The command reports repaired files and an
/// older copy.
fn over_a_vault_that_opens(desktop: &Desktop, backup: &str, key: &str) {
    let key = format!("{key}\n");
    let vault = desktop.data().join("vault.bin");
    let before = fs::read(&vault).expect("a vault");
    assert!(refused(&with_pin(desktop, &["restore", backup], &key), 1).contains("already"));
    assert_eq!(fs::read(&vault).expect("a vault"), before);
    assert_eq!(done(desktop, &["restore", "--replace", backup], &key), "");
    assert_eq!(fs::read(desktop.data().join("replaced-1/vault.bin")).expect("the old vault was moved"), before);

    let mut rotten = fs::read(&vault).expect("a vault");
    rotten[40] ^= 1;
    fs::write(&vault, rotten).expect("a vault");
    let listed = with_pin(desktop, &["list"], "");
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 2);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("repaired"));
    assert!(with_pin(desktop, &["list"], "").stderr.is_empty(), "the vault is repaired");

    let older = fs::read(&vault).expect("a vault");
    done(desktop, &["add", "--issuer", "Later"], &format!("{SEED}AA\n"));
    for file in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
        fs::write(desktop.data().join(file), &older).expect("an older copy");
    }
    let listed = with_pin(desktop, &["list"], "");
    assert_eq!(String::from_utf8_lossy(&listed.stdout).lines().count(), 2);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("older copy"));
    refused(&with_pin(desktop, &["add", "--issuer", "Later"], &format!("{SEED}AA\n")), 1);
}

/// At a terminal, the command asks for the PIN and doesn't echo it.
#[test]
fn terminal_is_asked_for_the_pin_without_echo() {
    let desktop = Desktop::new("command-terminal");
    let typed = |arguments: &str, lines: &[&str]| {
        // `script` is the terminal; each line is typed after its prompt. A shell runs the command,
        // and the path of the program may contain a space.
        let mut script = desktop.command("script");
        script.env("PROGRAM", desktop.watchword_command().get_program());
        let command = format!("\"$PROGRAM\" {arguments}");
        script.args(["--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"]);
        let mut script = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script runs");
        let mut input = script.stdin.take().expect("piped");
        let mut output = script.stdout.take().expect("piped");
        let mut shown = String::new();
        for line in lines {
            read_until(&mut output, &mut shown, ": ");
            writeln!(input, "{line}").expect("the command reads a line");
        }
        output.read_to_string(&mut shown).expect("text");
        (script.wait().expect("the command ends").code(), shown)
    };
    let (status, shown) = typed("init", &[PIN, "another PIN"]);
    assert!(status == Some(1) && shown.contains("don’t match"), "{shown}");
    let (status, shown) = typed("init", &[PIN, PIN]);
    assert!(status == Some(0) && !shown.contains(PIN), "{shown}");
    let (status, shown) = typed("add --issuer Example", &[PIN, SEED]);
    assert!(status == Some(0) && !shown.contains(SEED), "{shown}");
    let (status, shown) = typed("list", &[PIN]);
    assert!(status == Some(0) && shown.contains("  Example\r\n"), "{shown}");
}

/// Reads output up to and including `end`.
fn read_until(output: &mut impl std::io::Read, shown: &mut String, end: &str) {
    let mut byte = [0];
    let from = shown.len();
    while !shown[from..].ends_with(end) {
        output.read_exact(&mut byte).expect("the command prompts");
        shown.push(char::from(byte[0]));
    }
}

/// Runs a command with the PIN as the first line of its input.
#[track_caller]
fn with_pin(desktop: &Desktop, arguments: &[&str], input: &str) -> Output {
    desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}"))
}

/// Runs a command with the PIN, which must succeed, and returns what it prints.
#[track_caller]
pub(crate) fn done(desktop: &Desktop, arguments: &[&str], input: &str) -> String {
    let output = with_pin(desktop, arguments, input);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Checks that a command failed with `status` and printed no output, and returns its error message.
#[track_caller]
fn refused(output: &Output, status: i32) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(status), 0), "{said}");
    assert!(!said.is_empty() && !said.contains("panicked"), "{said}");
    said
}

/// Does with `watchword-owner` what otherwise only the window can do, and returns its answer.
#[track_caller]
pub(crate) fn owner(desktop: &Desktop, arguments: &[&str]) -> String {
    let output =
        desktop.command(env!("CARGO_BIN_EXE_watchword-owner")).args(arguments).output().expect("watchword-owner runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

#[track_caller]
fn only_backup(desktop: &Desktop) -> PathBuf {
    let files = fs::read_dir(desktop.data().join("backups")).expect("backups").flatten().map(|entry| entry.path());
    let backups: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|name| name == "age")).collect();
    assert_eq!(backups.len(), 1, "{backups:?}");
    backups.into_iter().next().expect("one")
}
