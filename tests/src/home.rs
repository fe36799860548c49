use std::{
    env,
    fs::{self, DirBuilder},
    os::unix::fs::{DirBuilderExt as _, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use crate::User;

/// A temporary home folder, accessible only to its owner like a real one.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self::within(&env::temp_dir())
    }

    /// Creates a home in memory where possible: a process killed by a signal leaves the same files
    /// there as on a disk, and it is faster.
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

    /// Changes the owner of the home and of everything in it to `user`.
    pub(crate) fn give_to(&self, user: User) {
        if let User::Nobody = user {
            give(self.path());
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Returns the folder of the vault's files.
    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data/watchword")
    }

    /// Writes the preferences (JSON) of an earlier run.
    pub(crate) fn prefer(&self, preferences: &str) {
        let folder = self.path().join("config/watchword");
        fs::create_dir_all(&folder).expect("the preferences' folder");
        fs::write(folder.join("preferences.json"), preferences).expect("the preferences");
    }

    /// Copies `/etc` into the home.
    #[track_caller]
    pub(crate) fn copy_etc(&self) {
        // What an ordinary user can't read stays away.
        let copied = Command::new("cp").args(["--archive", "/etc"]).arg(self.path()).stderr(Stdio::null()).status();
        copied.expect("cp runs");
    }

    /// Returns the copy, if there is one.
    pub(crate) fn etc(&self) -> Option<PathBuf> {
        Some(self.path().join("etc")).filter(|etc| etc.is_dir())
    }

    /// Makes a bus in this home activate neither a keyring nor its prompter.
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

    /// Makes a bus in this home start the agent, with the file that the packages have for that.
    pub(crate) fn install_agent(&self, agent: &Path) {
        const SERVICE: &str = "org.watchword.Watchword.Agent.service";
        const INSTALLED: &str = "/usr/libexec/watchword/watchword-agent";
        // Cargo runs tests in the folder of their package.
        let packaged = fs::read_to_string(Path::new("../packaging/linux").join(SERVICE)).expect("the packaged file");
        assert!(packaged.contains(INSTALLED), "{packaged}");
        let folder = self.path().join("data/dbus-1/services");
        fs::create_dir_all(&folder).expect("the services' folder");
        let service = packaged.replace(INSTALLED, &agent.display().to_string());
        fs::write(folder.join(SERVICE), service).expect("a service");
    }

    /// Returns the variables that make programs use this home.
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
    /// Unmounts the document portal, so that the folder can be removed: other programs start the
    /// portal, which mounts its files in the home and leaves them mounted when it is killed.
    fn drop(&mut self) {
        let documents = self.path().join("run/doc");
        let mut unmount = Command::new("fusermount3");
        // This fails if nothing is mounted, and then there is nothing to do.
        let _ = unmount.args(["-u", "-z"]).arg(documents).stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn give(path: &Path) {
    chown(path, Some(User::NOBODY), Some(User::NOBODY)).expect("root can change a file's owner");
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        give(&entry.path());
    }
}
