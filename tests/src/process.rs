use std::{
    fs,
    io::Write,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// A program in the background. Dropping it kills the program and everything it started.
pub struct Process(Child);

impl Process {
    /// Starts `command` in a process group of its own.
    ///
    /// # Panics
    /// Panics if the command doesn't start.
    #[track_caller]
    pub fn start(command: &mut Command) -> Self {
        use std::os::unix::process::CommandExt as _;
        let child = command.process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display())))
    }

    /// Returns the process id, which is also the id of the process group.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Returns whether the program has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.0.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Takes the program's standard output, if it is piped and wasn't taken before.
    pub(crate) fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.0.stdout.take()
    }

    /// Takes the program's standard input, if it is piped and wasn't taken before.
    pub(crate) fn stdin(&mut self) -> Option<std::process::ChildStdin> {
        self.0.stdin.take()
    }

    /// Writes to the program's piped standard input and closes it.
    #[track_caller]
    pub(crate) fn feed(&mut self, input: &[u8]) {
        let mut stdin = self.stdin().expect("piped");
        stdin.write_all(input).expect("the program reads its input");
    }
}

impl Process {
    /// Sends a signal to the program and everything it started.
    pub(crate) fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            // A group that is already gone needs no signal.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
        let _ = self.0.wait();
    }
}

/// Kills every process whose `HOME` is this folder. Programs that a bus or a compositor starts may
/// leave its process group.
pub(crate) fn end_all_in(home: &Path) {
    let variable = format!("HOME={}", home.display());
    let lives_there = |id: &str| {
        let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        environment.split(|byte| *byte == 0).any(|set| set == variable.as_bytes())
    };
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|process| process.file_name().into_string().ok());
    let ids = ids.filter(|id| lives_there(id)).filter_map(|id| Pid::from_raw(id.parse().ok()?));
    for id in ids {
        // The process may have ended meanwhile.
        let _ = kill_process(id, Signal::KILL);
    }
}

/// Runs `command` with `input` on standard input, and waits for its end.
#[track_caller]
pub(crate) fn run(command: &mut Command, input: &[u8]) -> Output {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
    // A program that ends before it has read everything breaks the pipe; its output says more.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the program's output")
}

/// Runs `command` with `input` on standard input, and returns its standard output. The command
/// must succeed.
#[track_caller]
pub(crate) fn read(command: &mut Command, input: &[u8]) -> Vec<u8> {
    let output = run(command, input);
    let program = command.get_program().display();
    assert!(output.status.success(), "{program}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    output.stdout
}
