use std::process::{Command, Stdio};

use crate::process::Process;

/// The app without WebDriver, as a person starts it. It ends with this.
pub struct Undriven(Process);

impl Undriven {
    /// Starts it; `log` takes what it writes to its standard error.
    #[track_caller]
    pub(crate) fn new(command: &mut Command, log: impl Into<Stdio>) -> Self {
        Self(Process::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log)))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}
