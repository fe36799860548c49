use std::{ffi::OsStr, os::unix::process::CommandExt as _, process::Command};

use crate::User;

/// What every program of a desktop starts with, and nothing else: its variables and its user.
#[derive(Debug, Clone)]
pub(crate) struct Environment {
    user: User,
    variables: Vec<(&'static str, String)>,
}

impl Environment {
    /// The search path and a language, for this user.
    pub(crate) fn of(user: User) -> Self {
        let path = std::env::var("PATH").unwrap_or_default();
        Self { user, variables: Vec::new() }.with("PATH", path).with("LANG", "C.UTF-8")
    }

    /// The same with one more variable.
    pub(crate) fn with(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with_all([(name, value.into())])
    }

    /// The same with more variables.
    pub(crate) fn with_all(mut self, variables: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.variables.extend(variables);
        self
    }

    /// The value of a variable.
    ///
    /// # Panics
    /// If it isn't set.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.variables.iter().rev().find(|(other, _)| *other == name);
        found.map_or_else(|| panic!("{name} is not set"), |(_, value)| value)
    }

    /// A program, not started yet.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        if let User::Nobody = self.user {
            command.uid(User::NOBODY).gid(User::NOBODY);
        }
        command
    }
}
