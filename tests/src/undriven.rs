use std::process::{Command, Stdio};

use crate::process::Process;

/// The app without WebDriver, as a user starts it. Dropping it ends the app.
pub struct Undriven(Process);

impl Undriven {
    /// Starts the app, with its standard error redirected to `log`.
    #[track_caller]
    pub(crate) fn new(command: &mut Command, log: impl Into<Stdio>) -> Self {
        Self(Process::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log)))
    }

    /// Returns the app's process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}
