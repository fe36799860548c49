use std::process::{Command, Stdio};

use crate::process::Process;

/// The app without WebDriver, as a person starts it. It ends with this.
pub struct Undriven(Process);

impl Undriven {
    #[track_caller]
    pub(crate) fn new(command: &mut Command) -> Self {
        Self(Process::start(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}
