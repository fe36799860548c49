use std::{
    os::unix::process::{CommandExt as _, ExitStatusExt as _},
    process::{Child, Command, ExitStatus},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process_group};
use watchword_tests::{Console, Task};

use crate::diary::Diary;

/// Nothing here takes this long unless it hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running churner. Dropping it kills the churner.
pub(crate) struct Running(Child);

impl Running {
    /// Starts a churner that reports to the diary.
    pub(crate) fn churn(console: &Console, task: &Task, diary: &Diary) -> Self {
        let [program, task] = console.churn(task);
        let mut command = console.command(&program);
        command.arg(task);
        Self::start(command, diary)
    }

    /// Starts a program that reports to the diary. Consumes the command, which would keep the
    /// diary's pipe open.
    pub(crate) fn start(mut command: Command, diary: &Diary) -> Self {
        Self(command.stdout(diary.stdout()).process_group(0).spawn().unwrap())
    }

    /// Kills the churner. Returns whether it was still running.
    pub(crate) fn kill(&mut self) -> bool {
        let group = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw).unwrap();
        // A churner that has ended by itself must still be waited for.
        let _ = kill_process_group(group, Signal::KILL);
        self.0.wait().unwrap().signal() == Some(Signal::KILL.as_raw())
    }

    /// Waits for the churner's end, or returns `None` if it hangs.
    pub(crate) fn wait(&mut self) -> Option<ExitStatus> {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.0.try_wait().unwrap() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(2));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.kill();
    }
}
