use std::{collections::HashMap, fs, process::Command};

use watchword_tests::{Console, Task};

/// The system calls of a save: those that change something, and those that talk to the keyring.
const CALLS: &str =
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,sendmsg";

/// One system call of a churner.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// The name of the system call.
    pub(crate) call: String,
    /// Its number among the calls of that name by the same thread, counted from 1 as strace does.
    nth: u32,
    /// Its arguments, as strace prints them.
    pub(crate) words: String,
    /// Whether it concerns a file of the vault.
    pub(crate) in_vault: bool,
    /// Whether it changes nothing.
    pub(crate) only_reads: bool,
}

/// A fault that replaces a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Kill,
    Error(&'static str),
}

/// Returns whether strace is installed and allowed to trace. Prints a message if not.
pub(crate) fn can_trace() -> bool {
    let traces = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).output();
    let can = traces.as_ref().is_ok_and(|output| output.status.success());
    if !can {
        eprintln!("passed over: a walk through the steps needs strace, and leave to trace");
    }
    can
}

impl Step {
    /// Extracts the steps after the mark from the record of a completed task.
    pub(crate) fn of(output: &str, data: &str) -> Vec<Self> {
        let mut counts: HashMap<(&str, &str), u32> = HashMap::new();
        let (mut marked, mut steps) = (false, Vec::new());
        for line in output.lines() {
            let Some((thread, call, words)) = begun(line) else { continue };
            let nth = counts.entry((thread, call)).and_modify(|count| *count += 1).or_insert(1);
            // Reporting an event is no step of a save.
            let tells = call == "write" && words.contains("<pipe:[");
            if marked && !tells {
                let in_vault = words.contains(data);
                let only_reads = words.contains("O_RDONLY");
                let words = words.replace(data, "…");
                steps.push(Self { call: call.to_owned(), nth: *nth, words, in_vault, only_reads });
            }
            marked |= tells && words.contains("Marked");
        }
        steps
    }

    /// Builds a command that does a task until this step, and injects the fault there.
    pub(crate) fn strike(&self, console: &Console, task: &Task, fault: Fault) -> Command {
        let fault = match fault {
            Fault::Kill => "signal=KILL".to_owned(),
            Fault::Error(error) => format!("error={error}"),
        };
        trace(console, task, &["-o", "/dev/null", "-e", &format!("inject={}:{fault}:when={}", self.call, self.nth)])
    }
}

/// Builds a command that does a task, and records its system calls in a file in the home.
pub(crate) fn record(console: &Console, task: &Task) -> Command {
    trace(console, task, &["-y", "-s", "40", "-o", &recorded(console)])
}

/// Reads the record.
pub(crate) fn read_record(console: &Console) -> String {
    String::from_utf8_lossy(&fs::read(recorded(console)).unwrap()).into_owned()
}

fn recorded(console: &Console) -> String {
    console.data().with_file_name("calls.txt").display().to_string()
}

fn trace(console: &Console, task: &Task, options: &[&str]) -> Command {
    let mut strace = console.command("strace");
    // With --seccomp-bpf, strace 6.1 doesn't inject signals.
    strace.args(["-f", "-qq", "-e", &format!("trace={CALLS}")]).args(options);
    strace.args(console.churn(task));
    strace
}

/// Returns the thread, name and arguments of a call that begins on a line of strace's output.
fn begun(line: &str) -> Option<(&str, &str, &str)> {
    let (thread, rest) = line.split_once(' ')?;
    let (call, words) = rest.trim_start().split_once('(')?;
    call.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some((thread, call, words))
}
