use std::{
    env,
    fs::{self, DirBuilder},
    os::unix::fs::{DirBuilderExt as _, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::User;

/// A throw-away home, for its owner alone as a real one is.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self::within(&env::temp_dir())
    }

    /// One in memory where that can be: what dies by a signal leaves the same there as on a disk, and sooner.
    pub(crate) fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::within(memory) } else { Self::new() }
    }

    fn within(parent: &Path) -> Self {
        let folder = tempfile::Builder::new().prefix("watchword-").tempdir_in(parent).expect("a temporary folder");
        for inner in ["data", "config", "cache", "state", "run"] {
            DirBuilder::new().mode(0o700).create(folder.path().join(inner)).expect("a folder in the home");
        }
        Self(folder)
    }

    /// Gives it, and what is in it so far, to the user of a desktop.
    pub(crate) fn give_to(&self, user: User) {
        if let User::Nobody = user {
            give(self.path());
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Where the vault's files are.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data/watchword")
    }

    /// Writes the preferences, as if chosen before.
    pub(crate) fn prefer(&self, preferences: &str) {
        let folder = self.path().join("config/watchword");
        fs::create_dir_all(&folder).expect("the preferences' folder");
        fs::write(folder.join("preferences.json"), preferences).expect("the preferences");
    }

    /// The same, with a bus that starts neither a keyring nor its prompter on demand.
    pub(crate) fn without_keyring(self) -> Self {
        let folder = self.path().join("data/dbus-1/services");
        fs::create_dir_all(&folder).expect("the services' folder");
        for name in ["org.freedesktop.secrets", "org.gnome.keyring.SystemPrompter", "org.gnome.keyring.PrivatePrompter"]
        {
            let service = format!("[D-BUS Service]\nName={name}\nExec=/bin/false\n");
            fs::write(folder.join(format!("{name}.service")), service).expect("a service");
        }
        self
    }

    /// The variables that make programs live in this home.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let inner = |name: &str| self.path().join(name).display().to_string();
        vec![
            ("HOME", self.path().display().to_string()),
            ("XDG_DATA_HOME", inner("data")),
            ("XDG_CONFIG_HOME", inner("config")),
            ("XDG_CACHE_HOME", inner("cache")),
            ("XDG_STATE_HOME", inner("state")),
            ("XDG_RUNTIME_DIR", inner("run")),
        ]
    }
}

impl Drop for Home {
    /// Lets the folder be removed: the portal of documents, which others start, mounts its files in it, and leaves them there
    /// when it is killed.
    fn drop(&mut self) {
        let documents = self.path().join("run/doc");
        let mut unmount = Command::new("fusermount3");
        // Where nothing is mounted, there is nothing to do.
        let _ = unmount.args(["-u", "-z"]).arg(documents).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn give(path: &Path) {
    chown(path, Some(User::NOBODY), Some(User::NOBODY)).expect("root gives files away");
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        give(&entry.path());
    }
}
