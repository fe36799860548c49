//! The directory, the keyring and the clocks around a vault, and how a history changes them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use watchword_vault::testing::{Items, ManualClock, MemoryKeyring};
use watchword_vault::{BootTime, Clock, KeyStore, StoreError, StoreKind};

pub(crate) const VAULT_FILES: [&str; 3] = ["vault.bin", "vault.bin.copy", "vault.bin.previous"];
const KEYRING_LINE: &str = "watchword keyring 1";

/// The files of a directory by their relative path, each with its modification time, by which
/// backups are pruned.
pub(crate) type Folder = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// The machine's clocks. The process may die when it asks for the date, as in a keyring call.
pub(crate) struct Clocks {
    keyring: Arc<MemoryKeyring>,
    manual: ManualClock,
}

impl Clock for Clocks {
    fn unix_seconds(&self) -> u64 {
        self.keyring.tick();
        self.manual.unix_seconds()
    }

    fn boot_time(&self) -> BootTime {
        self.manual.boot_time()
    }
}

pub(crate) struct World {
    root: tempfile::TempDir,
    pub(crate) kind: StoreKind,
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) clock: Arc<Clocks>,
    /// Copies of the directory that the user made.
    pub(crate) away: Vec<Folder>,
    /// Copies of backups that the user made.
    pub(crate) kept: Vec<Vec<u8>>,
    /// Keyring items that were lost and may come back.
    pub(crate) lost: Items,
    /// Earlier contents of the journal.
    pub(crate) journals: Vec<Vec<u8>>,
}

impl World {
    pub(crate) fn new(kind: StoreKind) -> Self {
        Self::with(kind, Items::new(), 1_800_000_000, BootTime { boot: [1; 16], seconds: 1_000 })
    }

    fn with(kind: StoreKind, items: Items, unix: u64, boot: BootTime) -> Self {
        // In memory where possible, because a history would wait for the disk a thousand times.
        let memory = Path::new("/dev/shm");
        let root = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let keyring = Arc::new(MemoryKeyring::with(items));
        let clock = Clocks { keyring: keyring.clone(), manual: ManualClock::at(unix, boot) };
        let world = Self {
            root,
            kind,
            keyring,
            clock: Arc::new(clock),
            away: Vec::new(),
            kept: Vec::new(),
            lost: Items::new(),
            journals: Vec::new(),
        };
        fs::create_dir(world.data()).unwrap();
        world
    }

    /// Copies the directory, the keyring and the clocks, to try something on the copy.
    pub(crate) fn twin(&self) -> Self {
        let manual = &self.clock.manual;
        let twin = Self::with(self.kind, self.keyring.items(), manual.unix_seconds(), manual.boot_time());
        write_folder(&twin.data(), &self.folder());
        twin
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub(crate) fn connect(&self) -> Result<Arc<dyn KeyStore>, StoreError> {
        match self.kind {
            StoreKind::Keyring => Ok(self.keyring.clone()),
            StoreKind::File => Err(StoreError::Absent),
        }
    }

    /// Every file in the vault's directory, replaced vaults included, except the lock files.
    pub(crate) fn folder(&self) -> Folder {
        let mut folder = Folder::new();
        read_folder(&self.data(), "", &mut folder);
        folder
    }

    pub(crate) fn read(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.data().join(name)).ok()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.data().join(name), bytes).unwrap();
    }

    pub(crate) fn remove(&self, name: &str) {
        let _ = fs::remove_file(self.data().join(name));
    }

    /// The relative paths of the backups in the directory, sorted.
    pub(crate) fn backups(&self) -> Vec<String> {
        self.folder().into_keys().filter(|name| is_backup(name)).collect()
    }

    /// Sets the modification time of every backup that is not in `before` to the clock's time.
    pub(crate) fn date_backups(&self, before: &Folder) {
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(self.clock.manual.unix_seconds());
        for name in self.backups().into_iter().filter(|name| !before.contains_key(name)) {
            fs::File::options().write(true).open(self.data().join(name)).unwrap().set_modified(date).unwrap();
        }
    }

    /// Sets the system clock, in seconds since the Unix epoch, often years away.
    pub(crate) fn set_clock(&self, unix: u64) {
        self.clock.manual.set_unix(unix);
    }

    pub(crate) fn pass(&self, seconds: u64) {
        self.clock.manual.pass(seconds);
    }

    pub(crate) fn restart(&self) {
        self.clock.manual.restart(5);
    }

    /// The keyring items of the vault in the directory.
    pub(crate) fn items(&self) -> Items {
        match self.kind {
            StoreKind::Keyring => self.keyring.items(),
            StoreKind::File => file_items(self.read("keyring.bin").as_deref().unwrap_or_default()),
        }
    }

    /// Changes the items behind the vault's back.
    pub(crate) fn change_items<T>(&self, change: impl FnOnce(&mut Items) -> T) -> T {
        if self.kind == StoreKind::Keyring {
            return change(&mut self.keyring.lock());
        }
        let mut items = self.items();
        let changed = change(&mut items);
        if items.is_empty() {
            self.remove("keyring.bin");
            return changed;
        }
        let lines = items.iter().flat_map(|(name, values)| values.iter().map(move |value| format!("{name} {value}\n")));
        self.write("keyring.bin", format!("{KEYRING_LINE}\n{}", lines.collect::<String>()).as_bytes());
        changed
    }

    /// Copies the directory as the user would, but without `keyring.bin`, because rolling back
    /// files and keyring together cannot be detected.
    pub(crate) fn copy_away(&mut self) {
        let mut folder = self.folder();
        folder.remove("keyring.bin");
        self.away.push(folder);
    }

    /// Replaces the directory with a copy, and keeps `keyring.bin`.
    pub(crate) fn put_back(&self, copy: &Folder) {
        let keyring = self.read("keyring.bin");
        fs::remove_dir_all(self.data()).unwrap();
        write_folder(&self.data(), copy);
        if let Some(keyring) = keyring {
            self.write("keyring.bin", &keyring);
        }
    }
}

pub(crate) fn is_backup(name: &str) -> bool {
    name.starts_with("backups/") && name.ends_with(".age")
}

fn read_folder(directory: &Path, prefix: &str, folder: &mut Folder) {
    for entry in fs::read_dir(directory).unwrap().flatten() {
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            read_folder(&entry.path(), &format!("{name}/"), folder);
        } else if !name.starts_with("lock") {
            folder.insert(name, (fs::read(entry.path()).unwrap(), metadata.modified().unwrap()));
        }
    }
}

pub(crate) fn write_folder(directory: &Path, folder: &Folder) {
    fs::create_dir_all(directory).unwrap();
    for (name, (bytes, date)) in folder {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(*date).unwrap();
    }
}

/// The items in a `keyring.bin`; none if its first line is wrong.
pub(crate) fn file_items(bytes: &[u8]) -> Items {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default());
    if lines.next() != Some(KEYRING_LINE) {
        return Items::new();
    }
    let items = lines.filter_map(|line| line.split_once(' '));
    // If several lines have the same name, the last one counts.
    items.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).collect()
}

/// The items that are new or changed in a `keyring.bin`, by name.
pub(crate) fn written_between(before: &[u8], after: &[u8]) -> HashMap<String, HashSet<String>> {
    let before = file_items(before);
    let new = file_items(after).into_iter().filter(|(name, values)| before.get(name) != Some(values));
    new.map(|(name, values)| (name, values.into_iter().collect())).collect()
}
