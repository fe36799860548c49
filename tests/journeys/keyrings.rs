//! What the user is told when the keyring fails, and that no fault loses anything. The resulting
//! tables are in `docs/keyrings.md`, which
//! `WATCHWORD_WRITE_KEYRINGS=1 cargo test --workspace --test journeys keyrings` rewrites.
#![allow(clippy::print_stderr, reason = "it prints what it skips")]

use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    thread::sleep,
    time::Duration,
};

use watchword_tests::{Desktop, Provider};

use crate::person::{PIN, TOTP};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/keyrings.md");
const HOTP: &str = "otpauth://hotp/Counter:x?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Counter&counter=0";

/// The acts, each with its name in the table. The vault is already open for all except the first.
const ACTS: [(&str, &str); 6] = [
    ("unlock", "unlock"),
    ("code", "time-based code"),
    ("draw", "counter-based code"),
    ("add", "add an account"),
    ("change-pin", "change the PIN"),
    ("back-up", "save a backup"),
];

/// A fault of the keyring.
struct Fault {
    name: &'static str,
    happen: fn(&mut Desktop, &Path),
    /// Ends the fault, unless something is lost for good.
    pass: Option<fn(&mut Desktop, &Path)>,
}

const RESTART: Option<fn(&mut Desktop, &Path)> = Some(|desktop, _| desktop.restart_keyring());

const FAULTS: [Fault; 11] = [
    Fault { name: "not running", happen: |desktop, _| desktop.kill_keyring(), pass: RESTART },
    Fault { name: "locked, its prompt unanswered", happen: |desktop, _| desktop.lock_keyring(), pass: RESTART },
    Fault { name: "a different one", happen: |desktop, _| with_files(desktop, None), pass: None },
    Fault { name: "an older copy", happen: |desktop, kept| with_files(desktop, Some(&kept.join("older"))), pass: None },
    Fault {
        name: "missing a seed page",
        happen: |desktop, _| names(desktop, "/seeds/").iter().for_each(|page| desktop.remove_keyring_item(page)),
        pass: None,
    },
    Fault {
        name: "holding an altered seed page",
        happen: |desktop, _| {
            names(desktop, "/seeds/").iter().for_each(|page| desktop.write_keyring_item(page, "v1.AAAA"));
        },
        pass: None,
    },
    Fault {
        name: "missing the device key",
        happen: |desktop, _| names(desktop, "/device-key/").iter().for_each(|key| desktop.remove_keyring_item(key)),
        pass: None,
    },
    Fault {
        name: "hanging",
        happen: |desktop, _| desktop.stop_keyring(),
        pass: Some(|desktop, _| desktop.resume_keyring()),
    },
    Fault {
        name: "killed during the call",
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
        name: "unable to write",
        happen: |desktop, _| mount(desktop, &["-o", "remount,ro"]),
        pass: Some(|desktop, _| mount(desktop, &["-o", "remount,rw"])),
    },
    Fault {
        name: "on a full disk",
        happen: |desktop, _| {
            let room = fs::File::create(desktop.keyring_files().join("ballast"));
            // The copy ends when the disk is full.
            let _ = room.and_then(|mut file| std::io::copy(&mut std::io::repeat(0), &mut file));
        },
        pass: Some(|desktop, _| fs::remove_file(desktop.keyring_files().join("ballast")).expect("the ballast")),
    },
];

/// The faults that don't apply to KeePassXC: it asks in its own windows for its password and before
/// another program changes an item, and it keeps in memory what it can't write.
const NOT_OF_KEEPASSXC: [&str; 4] =
    ["locked, its prompt unanswered", "holding an altered seed page", "unable to write", "on a full disk"];

#[test]
fn faults_of_gnome_keyring_are_reported_and_lose_nothing() {
    every_fault(Provider::Gnome);
}

#[test]
fn faults_of_gnome_keyring_without_a_password_are_reported_and_lose_nothing() {
    every_fault(Provider::GnomeWithoutPassword);
}

#[test]
fn faults_of_keepassxc_are_reported_and_lose_nothing() {
    if !Provider::KeePassXc.is_here() {
        return eprintln!("passed over: KeePassXC is not installed");
    }
    every_fault(Provider::KeePassXc);
}

fn every_fault(provider: Provider) {
    let mut desktop = Desktop::with_lone_keyring(&format!("keyrings-{provider:?}"), provider);
    let kept = tempfile::tempdir().expect("a temporary folder");
    prepare(&mut desktop, kept.path());
    let own_disk = mounted(&desktop);
    if !own_disk {
        eprintln!("passed over: unable to write, and a full disk; only root can mount a separate disk");
    }
    let mut table = Table::default();
    for fault in &FAULTS {
        let passed_over = !own_disk && ["unable to write", "on a full disk"].contains(&fault.name);
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

/// Creates a vault with an account of each kind and a backup, and copies all of its files, together
/// with an older copy of its keyring.
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
    // KeePassXC saves shortly after it has answered.
    sleep(Duration::from_secs(2));
    copy(&desktop.keyring_files(), &kept.join("keyrings"));
    copy(&desktop.data(), &kept.join("data"));
}

/// Returns the result of one act under one fault. Checks that the vault opens once the fault has
/// passed, and that no second device key was created.
fn cell(desktop: &mut Desktop, kept: &Path, fault: &Fault, act: &str) -> String {
    fs::remove_dir_all(desktop.data()).expect("the vault's files");
    copy(&kept.join("data"), &desktop.data());
    with_files(desktop, Some(&kept.join("keyrings")));
    let mut owner = (act != "unlock").then(|| Owner::unlocked(desktop, act));
    (fault.happen)(desktop, kept);
    let said = match owner.as_mut() {
        Some(owner) => owner.act(),
        None => Owner::start(desktop, act).act(),
    };
    if let Some(pass) = fault.pass {
        pass(desktop, kept);
        let opens = |act| Owner::start(desktop, act).act() == "done";
        assert!(opens("unlock") || opens("changed"), "{} / {act}: the vault opens again", fault.name);
    }
    let device_keys = names(desktop, "/device-key/").len();
    assert!(device_keys <= 1, "{} / {act}: no new device key is created for an old vault", fault.name);
    said
}

/// A program that opens the vault and, on a signal, does one act.
struct Owner(Child, BufReader<std::process::ChildStdout>);

impl Owner {
    fn start(desktop: &Desktop, act: &str) -> Self {
        // The new PIN may have become the current one.
        let (act, pin) = if act == "changed" { ("unlock", "another PIN 5310") } else { (act, PIN) };
        let mut owner = desktop.command(env!("CARGO_BIN_EXE_watchword-owner"));
        owner.args(["do", act, pin]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut owner = owner.spawn().expect("watchword-owner runs");
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

    /// Makes it do its act, and returns the result.
    fn act(&mut self) -> String {
        // A program that could not unlock reads nothing.
        let _ = self.0.stdin.take().expect("piped").write_all(b"\n");
        let mut said = String::new();
        self.1.read_to_string(&mut said).expect("its output");
        self.0.wait().expect("watchword-owner ends");
        said.lines().last().unwrap_or_default().trim_start_matches("problem-").to_owned()
    }
}

/// Restarts the keyring with these files, or with none.
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

/// Mounts a small disk for the keyring's files. Returns whether that succeeded.
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

/// The table, and the messages that its cells refer to.
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
        // Another table may be written to the same page.
        static PAGE_IN_USE: Mutex<()> = Mutex::new(());
        let _in_use = PAGE_IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let head = ACTS.map(|(_, called)| called).join(" | ");
        let english = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../locales/en.ftl"))
            .expect("the English messages");
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
