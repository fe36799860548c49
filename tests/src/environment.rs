use std::{ffi::OsStr, os::unix::process::CommandExt as _, path::PathBuf, process::Command};

use rustix::process::geteuid;

use crate::User;

/// The variables and the user that every program of a desktop starts with, and nothing else.
#[derive(Debug, Clone)]
pub(crate) struct Environment {
    user: User,
    variables: Vec<(&'static str, String)>,
    /// A folder that programs see in place of `/etc`.
    etc: Option<PathBuf>,
}

impl Environment {
    /// Returns an environment for `user` that has only `PATH` and a language.
    pub(crate) fn of(user: User) -> Self {
        let path = std::env::var("PATH").unwrap_or_default();
        Self { user, variables: Vec::new(), etc: None }.with("PATH", path).with("LANG", "C.UTF-8")
    }

    /// Adds one variable.
    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with_all([(name, value.into())])
    }

    /// Has programs see a folder in place of `/etc`.
    pub(crate) fn with_etc(self, etc: Option<PathBuf>) -> Self {
        Self { etc, ..self }
    }

    /// Adds several variables.
    pub(crate) fn with_all(mut self, variables: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.variables.extend(variables);
        self
    }

    /// Returns the value of a variable.
    ///
    /// # Panics
    /// Panics if the variable isn't set.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.variables.iter().rev().find(|(other, _)| *other == name);
        found.map_or_else(|| panic!("{name} is not set"), |(_, value)| value)
    }

    /// Builds a command that runs a program in this environment.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = match &self.etc {
            None => Command::new(program),
            // The mount is the program's own, and ends with it.
            Some(etc) => {
                let mut command = Command::new("unshare");
                let user = if geteuid().is_root() { &[][..] } else { &["--map-root-user"] };
                command.arg("--mount").args(user).args(["sh", "-c", r#"mount --bind "$0" /etc && exec "$@""#]);
                command.arg(etc).arg(program.as_ref());
                command
            }
        };
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let User::Nobody = self.user {
            command.uid(User::NOBODY).gid(User::NOBODY);
        }
        command
    }
}
