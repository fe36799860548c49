//! Kills of the command at random moments, while accounts move in and out.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use watchword_exchange::{Content, Export, Imported};
use watchword_tests::{Chance, Change, Event, Key, Task, labelled};
use watchword_vault::{Backup, RecoveryKey};

use crate::{budget::Budget, diary::Diary, kills::Scene, running::Running};

/// The accounts of a file: their secrets fill several pages.
const ACCOUNTS: usize = 40;
/// Imports until a new vault is made, because each is slower than the one before.
const IMPORTS: usize = 12;

/// A vault, the accounts that must be in it, and a folder for files.
struct Mover {
    scene: Scene,
    folder: tempfile::TempDir,
    labels: BTreeSet<String>,
    pins: Vec<String>,
    recovery_key: String,
}

/// What a killed command has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    All,
}

impl Mover {
    fn new() -> Self {
        let mut scene = Scene::new(false);
        assert_eq!(scene.once(Change::RecoveryKey, None), Some(0), "a recovery key");
        let Key::Pins(pins) = scene.model.pins() else { panic!("a new vault has a PIN") };
        let recovery_key = scene.model.recovery_keys().last().unwrap().clone();
        let mut mover =
            Self { scene, folder: tempfile::tempdir().unwrap(), labels: BTreeSet::new(), pins, recovery_key };
        mover.labels = mover.labels_in_vault("at the start");
        mover
    }

    /// The path of a file.
    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts the command, with lines as its standard input.
    fn start(&self, arguments: &[&str], input: &[&str]) -> Running {
        let lines = self.file("lines");
        fs::write(&lines, input.concat()).unwrap();
        let mut command = self.scene.console.watchword();
        command.arg("--pin-stdin").args(arguments).stdin(File::open(lines).unwrap());
        Running::start(command, &Diary::new())
    }

    /// Runs the command to its end, and returns how long it took.
    fn finish(&self, arguments: &[&str], input: &[&str]) -> Duration {
        let start = Instant::now();
        let status = self.start(arguments, input).wait();
        assert!(status.is_some_and(|status| status.success()), "{arguments:?}");
        start.elapsed()
    }

    /// Starts the command, and kills it at a random moment of the time that it takes.
    fn kill(&self, arguments: &[&str], input: &[&str], time: Duration, chance: &mut Chance) -> bool {
        let mut running = self.start(arguments, input);
        // The last steps take a small part of the time; some commands are to reach their end.
        thread::sleep(time.mul_f64(0.013 * chance.below(100) as f64));
        running.kill()
    }

    /// The labels of the accounts in the vault, all of whose codes are right.
    fn labels_in_vault(&mut self, context: &str) -> BTreeSet<String> {
        let diary = Diary::new();
        let task = Task::Tell { key: Key::Pins(self.pins.clone()) };
        let opened = Running::churn(&self.scene.console, &task, &diary).wait();
        let told: Vec<Event> = diary.rest().into_iter().map(|(_, event)| event).collect();
        assert!(opened.is_some_and(|status| status.success()), "{context}: {told:?}");
        let Some(Event::Opened(opened)) = told.last() else { panic!("the vault doesn't open, {context}") };
        assert_eq!(opened.complaint, None, "{context}");
        self.pins = vec![opened.pin.clone()];
        let found = told.iter().filter_map(|event| match event {
            Event::Found(found) => Some(found),
            _ => None,
        });
        found
            .map(|found| {
                assert!(found.right && !found.trashed, "{found:?}, {context}");
                found.label.clone()
            })
            .collect()
    }

    /// Compares the vault with what it may be after a change: as before, or with these accounts.
    fn compare(&mut self, changed: BTreeSet<String>, context: &str) -> Done {
        let found = self.labels_in_vault(context);
        let done = if found == changed { Done::All } else { Done::Nothing };
        assert!(done == Done::All || found == self.labels, "{found:?} {context}, before: {:?}", self.labels);
        self.labels = found;
        done
    }

    /// Writes an export of Aegis with new accounts. Returns their labels.
    fn export(&self, path: &Path, name: &str) -> BTreeSet<String> {
        let labels: BTreeSet<String> = (0..ACCOUNTS).map(|number| format!("{name}-{number}")).collect();
        let accounts: Vec<_> = labels.iter().map(|label| Imported::from(labelled(label))).collect();
        let written = Export::Aegis.write(&accounts, &mut |bytes| bytes.fill(7));
        assert!(written.left_out.is_empty());
        let Content::File(bytes) = written.content else { panic!("a file") };
        fs::write(path, &*bytes).unwrap();
        labels
    }

    /// Imports a file with new accounts, and returns how long it took.
    fn import_first(&mut self) -> Duration {
        let path = self.file("aegis.json");
        let labels = self.export(&path, "first");
        let time = self.finish(&["import", path.to_str().unwrap()], &[&format!("{}\n", self.pins[0])]);
        let all = self.labels.union(&labels).cloned().collect();
        assert_eq!(self.compare(all, "after an import"), Done::All);
        time
    }

    /// Kills an import. Either all accounts are there, or none.
    fn import(&mut self, name: &str, time: Duration, chance: &mut Chance) -> (bool, Done) {
        let path = self.file("aegis.json");
        let labels = self.export(&path, name);
        let pin = format!("{}\n", self.pins[0]);
        let killed = self.kill(&["import", path.to_str().unwrap()], &[&pin], time, chance);
        let all = self.labels.union(&labels).cloned().collect();
        (killed, self.compare(all, "after a killed import"))
    }

    /// Kills a restore over the vault. Either the old vault opens, or the one from the backup, with
    /// the same accounts and the new PIN.
    fn restore(&mut self, backup: &Path, pin: &str, time: Duration, chance: &mut Chance) -> (bool, Done) {
        let lines = [format!("{pin}\n"), format!("{}\n", self.recovery_key)];
        let input = lines.each_ref().map(String::as_str);
        let killed = self.kill(&["restore", "--replace", backup.to_str().unwrap()], &input, time, chance);
        self.pins.insert(0, pin.to_owned());
        self.compare(self.labels.clone(), "after a killed restore");
        (killed, if self.pins[0] == pin { Done::All } else { Done::Nothing })
    }

    /// Kills a backup to a file. Either the file is a whole backup, or there is none, and the vault
    /// is as it was.
    fn back_up(&mut self, time: Duration, chance: &mut Chance) -> (bool, Done) {
        let (file, pin) = (self.file("saved.age"), format!("{}\n", self.pins[0]));
        let _ = fs::remove_file(&file);
        let killed = self.kill(&["backup", file.to_str().unwrap()], &[&pin], time, chance);
        self.compare(self.labels.clone(), "after a killed backup");
        if !file.exists() {
            return (killed, Done::Nothing);
        }
        let key = RecoveryKey::parse(&self.recovery_key).unwrap();
        assert_eq!(Backup::read(&file, &key).unwrap().len(), self.labels.len(), "a whole backup");
        (killed, Done::All)
    }

    /// A copy of the newest backup.
    fn newest_backup(&self) -> PathBuf {
        let folder = self.scene.console.data().join("backups");
        let newest = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).max().unwrap();
        let copy = self.file("backup.age");
        fs::copy(newest, &copy).unwrap();
        copy
    }
}

#[test]
fn killed_command_imports_all_or_nothing() {
    let (budget, mut chance) = Budget::of("kills while the command imports", 15, 10.0);
    let (mut kills, mut finished) = (0, 0);
    while budget.lasts() {
        let mut mover = Mover::new();
        let time = mover.import_first();
        for number in (0..IMPORTS).take_while(|_| budget.lasts()) {
            let (killed, done) = mover.import(&format!("import-{number}"), time, &mut chance);
            kills += u32::from(killed);
            finished += u32::from(done == Done::All);
        }
    }
    println!("soak: killed {kills} imports; after {finished} of all that were started, the accounts were there");
    assert!(kills > 0);
}

#[test]
fn killed_command_restores_all_or_nothing() {
    let (budget, mut chance) = Budget::of("kills while the command restores", 15, 5.0);
    let mut mover = Mover::new();
    mover.import_first();
    let backup = mover.newest_backup();
    let (mut kills, mut finished, mut time) = (0, 0, Duration::from_millis(1500));
    for round in (0..).take_while(|_| budget.lasts()) {
        let (killed, done) = mover.restore(&backup, &format!("rusa hitam {round}"), time, &mut chance);
        kills += u32::from(killed);
        finished += u32::from(done == Done::All);
        // Where it is killed depends on the machine: most of them before their end, but not all.
        time = if killed { time.mul_f64(1.1) } else { time.mul_f64(0.8) };
    }
    println!("soak: killed {kills} restores; after {finished} of all that were started, the new vault was there");
    assert!(kills > 0);
}

#[test]
fn killed_command_writes_a_whole_backup_or_none() {
    let (budget, mut chance) = Budget::of("kills while the command backs up", 10, 5.0);
    let mut mover = Mover::new();
    mover.import_first();
    let file = mover.file("saved.age");
    let time = mover.finish(&["backup", file.to_str().unwrap()], &[&format!("{}\n", mover.pins[0])]);
    let (mut kills, mut finished) = (0, 0);
    while budget.lasts() {
        let (killed, done) = mover.back_up(time, &mut chance);
        kills += u32::from(killed);
        finished += u32::from(done == Done::All);
    }
    println!("soak: killed {kills} backups; {finished} of all that were started were there");
    assert!(kills > 0);
}
