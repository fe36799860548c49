use std::{fs, thread::sleep, time::Duration};

/// The ticks per second (`USER_HZ`) in which `/proc` counts CPU time, the same on every machine.
const TICKS_A_SECOND: f64 = 100.0;
const IDLE: Duration = Duration::from_secs(60);

/// The memory and CPU use of all processes of a program.
pub(crate) struct Footprint {
    pub(crate) processes: usize,
    /// The proportional set size (PSS) in MiB, which counts shared memory once.
    pub(crate) memory: f64,
    /// Per cent of one core, over a minute without input.
    pub(crate) cpu: f64,
}

impl Footprint {
    /// Measures all processes in a program's process group, for a minute.
    pub(crate) fn of(program: u32) -> Self {
        let before = ticks(program);
        sleep(IDLE);
        let ticks = ticks(program) - before;
        let all = group(program);
        Self {
            processes: all.len(),
            memory: all.iter().map(|id| proportional_kib(id)).sum::<f64>() / 1024.0,
            cpu: ticks / TICKS_A_SECOND / IDLE.as_secs_f64() * 100.0,
        }
    }
}

/// Returns the ids of the processes in a group: a program and those that it has started.
fn group(group: u32) -> Vec<String> {
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let ids = processes.filter_map(|process| process.file_name().into_string().ok());
    ids.filter(|id| stat(id, 2).is_some_and(|found| found == f64::from(group))).collect()
}

fn ticks(of: u32) -> f64 {
    // User time and system time.
    group(of).iter().flat_map(|id| [stat(id, 11), stat(id, 12)]).flatten().sum::<f64>()
}

/// Returns a number of `/proc/<id>/stat`, counted from after the name, which may contain anything.
fn stat(id: &str, field: usize) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(field)?.parse().ok()
}

fn proportional_kib(id: &str) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
