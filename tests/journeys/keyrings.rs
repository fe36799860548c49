//! What a person is told when the keyring fails, and that nothing is lost by it. The tables that come of it
//! are in `docs/keyrings.md`: `WATCHWORD_WRITE_KEYRINGS=1 cargo test --workspace --test journeys keyrings` writes them anew.
#![allow(clippy::print_stderr, reason = "it says what it passes over")]

use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use watchword_tests::{Desktop, Provider};

use crate::person::{PIN, TOTP};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/keyrings.md");
const HOTP: &str = "otpauth://hotp/Counter:x?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Counter&counter=0";

/// What is done, and how the table calls it. All but the first while the vault is open already.
const ACTS: [(&str, &str); 6] = [
    ("unlock", "unlock"),
    ("code", "time-based code"),
    ("draw", "counter-based code"),
    ("add", "add an account"),
    ("change-pin", "change the PIN"),
    ("back-up", "save a backup"),
];

/// A way for a keyring to fail.
struct Fault {
    name: &'static str,
    happen: fn(&mut Desktop, &Path),
    /// Makes it whole again, unless something is lost for good.
    pass: Option<fn(&mut Desktop, &Path)>,
}

const RESTART: Option<fn(&mut Desktop, &Path)> = Some(|desktop, _| desktop.restart_keyring());

const FAULTS: [Fault; 11] = [
    Fault { name: "not there", happen: |desktop, _| desktop.kill_keyring(), pass: RESTART },
    Fault { name: "locked, and nobody answers", happen: |desktop, _| desktop.lock_keyring(), pass: RESTART },
    Fault { name: "another one", happen: |desktop, _| with_files(desktop, None), pass: None },
    Fault { name: "an older copy", happen: |desktop, kept| with_files(desktop, Some(&kept.join("older"))), pass: None },
    Fault {
        name: "a seed page missing",
        happen: |desktop, _| names(desktop, "/seeds/").iter().for_each(|page| desktop.remove_keyring_item(page)),
        pass: None,
    },
    Fault {
        name: "a seed page altered",
        happen: |desktop, _| {
            names(desktop, "/seeds/").iter().for_each(|page| desktop.write_keyring_item(page, "v1.AAAA"));
        },
        pass: None,
    },
    Fault {
        name: "the device key missing",
        happen: |desktop, _| names(desktop, "/device-key/").iter().for_each(|key| desktop.remove_keyring_item(key)),
        pass: None,
    },
    Fault {
        name: "hanging",
        happen: |desktop, _| desktop.stop_keyring(),
        pass: Some(|desktop, _| desktop.resume_keyring()),
    },
    Fault {
        name: "dying half way",
        happen: |desktop, _| {
            desktop.stop_keyring();
            let id = desktop.keyring_process();
            std::thread::spawn(move || {
                sleep(Duration::from_secs(1));
                Command::new("kill").args(["-KILL", &id.to_string()]).status()
            });
        },
        pass: RESTART,
    },
    Fault {
        name: "refusing to write",
        happen: |desktop, _| mount(desktop, &["-o", "remount,ro"]),
        pass: Some(|desktop, _| mount(desktop, &["-o", "remount,rw"])),
    },
    Fault {
        name: "on a full disk",
        happen: |desktop, _| {
            let room = fs::File::create(desktop.keyring_files().join("ballast"));
            // It ends when there is no room left.
            let _ = room.and_then(|mut file| std::io::copy(&mut std::io::repeat(0), &mut file));
        },
        pass: Some(|desktop, _| fs::remove_file(desktop.keyring_files().join("ballast")).expect("the ballast")),
    },
];

/// They are about a lock that asks nobody, about files that cannot be written, and about an item that another program
/// changes. KeePassXC asks in windows of its own, and keeps what it could not write in memory.
const NOT_OF_KEEPASSXC: [&str; 4] =
    ["locked, and nobody answers", "a seed page altered", "refusing to write", "on a full disk"];

#[test]
fn every_fault_of_gnome_keyring_is_told_and_loses_nothing() {
    every_fault(Provider::Gnome);
}

#[test]
fn every_fault_of_gnome_keyring_without_a_password_is_told_and_loses_nothing() {
    every_fault(Provider::GnomeWithoutPassword);
}

#[test]
fn every_fault_of_keepassxc_is_told_and_loses_nothing() {
    if !Provider::KeePassXc.is_here() {
        return eprintln!("passed over: KeePassXC is not installed");
    }
    every_fault(Provider::KeePassXc);
}

fn every_fault(provider: Provider) {
    let mut desktop = Desktop::with_lone_keyring("keyrings", provider);
    let kept = tempfile::tempdir().expect("a temporary folder");
    prepare(&mut desktop, kept.path());
    let own_disk = mounted(&desktop);
    if !own_disk {
        eprintln!("passed over: refusing to write, and a full disk; a disk of one's own can be mounted by root only");
    }
    let mut table = Table::default();
    for fault in &FAULTS {
        let passed_over = !own_disk && ["refusing to write", "on a full disk"].contains(&fault.name);
        if passed_over || provider == Provider::KeePassXc && NOT_OF_KEEPASSXC.contains(&fault.name) {
            continue;
        }
        let row = ACTS.map(|(act, _)| cell(&mut desktop, kept.path(), fault, act));
        println!("{}: {}", fault.name, row.join(", "));
        table.add(fault.name, &row);
    }
    if own_disk {
        mount_with(&["umount"], &desktop.keyring_files());
        table.compare(provider);
    }
}

/// A vault with a code of each kind and a backup, and all of its files kept aside, with an older copy of its keyring.
fn prepare(desktop: &mut Desktop, kept: &Path) {
    let pin = format!("{PIN}\n");
    for uri in ["", TOTP, HOTP] {
        let arguments: &[&str] =
            if uri.is_empty() { &["--pin-stdin", "init"] } else { &["--pin-stdin", "add", "--uri", uri] };
        let done = desktop.watchword(arguments, &pin);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        if uri == TOTP {
            copy(&desktop.keyring_files(), &kept.join("older"));
        }
    }
    let key = desktop.command(env!("CARGO_BIN_EXE_watchword-owner")).args(["recovery-key", PIN]).output();
    assert!(key.is_ok_and(|key| key.status.success()));
    // KeePassXC saves a little after it has answered.
    sleep(Duration::from_secs(2));
    copy(&desktop.keyring_files(), &kept.join("keyrings"));
    copy(&desktop.data(), &kept.join("data"));
}

/// What is said of one act under one fault. Afterwards the vault opens as soon as the fault has passed, and no second device
/// key was made.
fn cell(desktop: &mut Desktop, kept: &Path, fault: &Fault, act: &str) -> String {
    fs::remove_dir_all(desktop.data()).expect("the vault's files");
    copy(&kept.join("data"), &desktop.data());
    with_files(desktop, Some(&kept.join("keyrings")));
    let mut owner = (act != "unlock").then(|| Owner::unlocked(desktop, act));
    (fault.happen)(desktop, kept);
    let said = match owner.as_mut() {
        Some(owner) => owner.go_on(),
        None => Owner::start(desktop, act).go_on(),
    };
    if let Some(pass) = fault.pass {
        pass(desktop, kept);
        let opens = |act| Owner::start(desktop, act).go_on() == "done";
        assert!(opens("unlock") || opens("changed"), "{} / {act}: it opens again", fault.name);
    }
    let device_keys = names(desktop, "/device-key/").len();
    assert!(device_keys <= 1, "{} / {act}: no new device key is made beside an old vault", fault.name);
    said
}

/// A program with the vault open, which does one thing when it is told to.
struct Owner(Child, BufReader<std::process::ChildStdout>);

impl Owner {
    fn start(desktop: &Desktop, act: &str) -> Self {
        // What was meant to become the new PIN may be the PIN by now.
        let (act, pin) = if act == "changed" { ("unlock", "another PIN 5310") } else { (act, PIN) };
        let mut owner = desktop.command(env!("CARGO_BIN_EXE_watchword-owner"));
        owner.args(["do", act, pin]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut owner = owner.spawn().expect("it runs");
        let said = BufReader::new(owner.stdout.take().expect("piped"));
        Self(owner, said)
    }

    /// Waits until the vault is open.
    fn unlocked(desktop: &Desktop, act: &str) -> Self {
        let mut owner = Self::start(desktop, act);
        let mut line = String::new();
        owner.1.read_line(&mut line).expect("a line");
        assert_eq!(line.trim(), "unlocked", "{act}");
        owner
    }

    /// Tells it to go on, and gives what came of it.
    fn go_on(&mut self) -> String {
        // One that could not unlock reads nothing.
        let _ = self.0.stdin.take().expect("piped").write_all(b"\n");
        let mut said = String::new();
        self.1.read_to_string(&mut said).expect("what it says");
        self.0.wait().expect("it ends");
        said.lines().last().unwrap_or_default().trim_start_matches("problem-").to_owned()
    }
}

/// Starts the keyring anew with these files, or with none.
fn with_files(desktop: &mut Desktop, files: Option<&Path>) {
    desktop.kill_keyring();
    for file in fs::read_dir(desktop.keyring_files()).expect("the keyring's files").flatten() {
        fs::remove_file(file.path()).expect("a file of the keyring");
    }
    if let Some(files) = files {
        copy(files, &desktop.keyring_files());
    }
    desktop.restart_keyring();
}

fn names(desktop: &Desktop, part: &str) -> Vec<String> {
    desktop.keyring_items().into_iter().map(|item| item.username).filter(|name| name.contains(part)).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let copied = Command::new("cp").arg("--archive").arg(from.join(".")).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "{} is copied", from.display());
}

/// Puts the keyring's files onto a small disk of their own.
fn mounted(desktop: &Desktop) -> bool {
    desktop.kill_keyring();
    mount_with(&["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs"], &desktop.keyring_files())
}

fn mount(desktop: &Desktop, options: &[&str]) {
    let arguments = [&["mount"], options].concat();
    assert!(mount_with(&arguments, &desktop.keyring_files()), "{options:?}");
}

fn mount_with(arguments: &[&str], folder: &Path) -> bool {
    Command::new(arguments[0]).args(&arguments[1..]).arg(folder).output().is_ok_and(|output| output.status.success())
}

/// The table, and the sentences that its words stand for.
#[derive(Default)]
struct Table {
    rows: String,
    said: BTreeSet<String>,
}

impl Table {
    fn add(&mut self, fault: &str, row: &[String]) {
        self.rows.push_str(&format!("| {fault} | {} |\n", row.join(" | ")));
        self.said.extend(row.iter().filter(|said| *said != "done").cloned());
    }

    fn compare(&self, provider: Provider) {
        let head = ACTS.map(|(_, called)| called).join(" | ");
        let english = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../locales/en.ftl")).expect("the words");
        let sentence = |said: &str| {
            let prefix = format!("problem-{said} = ");
            english.lines().find_map(|line| line.strip_prefix(&prefix)).unwrap_or("(more than one sentence)").to_owned()
        };
        let said: String = self.said.iter().map(|said| format!("- **{said}**: {}\n", sentence(said))).collect();
        let columns = "---|".repeat(ACTS.len() + 1);
        let table = format!("| the keyring is | {head} |\n|{columns}\n{}\n{said}", self.rows);
        let page = fs::read_to_string(PAGE).unwrap_or_default();
        let mut sections: Vec<&str> = page.split("\n## ").collect();
        let title = format!("{}\n\n", provider.title());
        let section = format!("{title}{table}");
        match sections.iter_mut().find(|section| section.starts_with(&title)) {
            Some(other) => *other = &section,
            None => sections.push(&section),
        }
        let with_table = sections.join("\n## ");
        if env::var_os("WATCHWORD_WRITE_KEYRINGS").is_some() {
            fs::write(PAGE, &with_table).expect("the page is written");
        }
        assert_eq!(fs::read_to_string(PAGE).unwrap_or_default(), with_table);
    }
}
