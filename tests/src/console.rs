use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    Item, Provider, Task, User,
    environment::Environment,
    home::Home,
    keyring::{add_twin, items, names},
    screens::target_folder,
    session::Session,
};

/// A login session without a display: a home, a bus, and a real keyring or none.
pub struct Console {
    session: Session,
    home: Home,
}

impl Console {
    /// Signs in to a new, empty home.
    #[track_caller]
    pub fn new(with_keyring: bool) -> Self {
        let home = if with_keyring { Home::in_memory() } else { Home::in_memory().without_keyring() };
        Self { session: Session::start(&environment(&home), with_keyring.then_some(Provider::Gnome)), home }
    }

    /// Builds a command that runs in this session and inherits nothing from the test's environment.
    pub fn command(&self, program: &str) -> Command {
        let mut command = environment(&self.home).command(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", self.session.address()).stdin(Stdio::null());
        command
    }

    /// Builds a command that runs `watchword`.
    pub fn watchword(&self) -> Command {
        self.command(&built("watchword"))
    }

    /// Returns the command line that makes `watchword-churn` do a task.
    pub fn churn(&self, task: &Task) -> [String; 2] {
        [built("watchword-churn"), serde_json::to_string(task).expect("a task is plain data")]
    }

    /// Returns whether the session has a keyring.
    pub fn has_keyring(&self) -> bool {
        self.session.keyring.is_some()
    }

    /// Returns the names of Watchword's items in the keyring, or in the file that replaces it,
    /// without the vault's UUID.
    #[track_caller]
    pub fn keyring_names(&self) -> Vec<String> {
        let names = match self.has_keyring() {
            true => names(|| self.command("secret-tool")),
            false => {
                let file = fs::read_to_string(self.data().join("keyring.bin")).expect("the file store");
                file.lines().skip(1).filter_map(|line| line.split_once(' ')).map(|(name, _)| name.to_owned()).collect()
            }
        };
        names.iter().map(|name| name.split_once('/').map_or(name.as_str(), |(_, what)| what).to_owned()).collect()
    }

    /// Returns Watchword's items in the keyring.
    #[track_caller]
    pub fn keyring_items(&self) -> Vec<Item> {
        items(|| self.command("secret-tool"))
    }

    /// Adds an item to the keyring whose name another item already has.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub fn add_keyring_twin(&self, username: &str, value: &str) {
        add_twin(self.session.address(), username, value);
    }

    /// Returns the folder of the vault's files.
    pub fn data(&self) -> PathBuf {
        self.home.data()
    }
}

/// Returns the path of one of Watchword's programs.
fn built(name: &str) -> String {
    let program = target_folder().join(name);
    assert!(program.exists(), "{} is missing: `cargo xtask test` builds it", program.display());
    program.display().to_string()
}

fn environment(home: &Home) -> Environment {
    Environment::of(User::Same).with_all(home.variables())
}
