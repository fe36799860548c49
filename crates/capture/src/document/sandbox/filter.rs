use libc::{
    PROT_EXEC, SYS_brk, SYS_clock_gettime, SYS_exit, SYS_exit_group, SYS_futex, SYS_getpid, SYS_getrandom, SYS_gettid,
    SYS_madvise, SYS_mmap, SYS_mprotect, SYS_mremap, SYS_munmap, SYS_read, SYS_restart_syscall, SYS_rseq,
    SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sched_getaffinity, SYS_sched_yield, SYS_set_robust_list, SYS_sigaltstack,
    SYS_write,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

/// The system calls that reading, drawing and answering need.
const ALWAYS: [i64; 14] = [
    SYS_brk,
    SYS_clock_gettime,
    SYS_exit,
    SYS_exit_group,
    SYS_futex,
    SYS_getrandom,
    SYS_madvise,
    SYS_mremap,
    SYS_munmap,
    SYS_read,
    SYS_restart_syscall,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_write,
];
/// The system calls with which a thread starts, waits and ends. WebKit starts one when it is
/// loaded, to return unused memory. None of these calls opens anything, or affects anything except
/// the calling thread.
const FOR_THREADS: [i64; 7] =
    [SYS_getpid, SYS_gettid, SYS_rseq, SYS_rt_sigprocmask, SYS_sched_getaffinity, SYS_sched_yield, SYS_set_robust_list];
/// The system calls that are allowed only for memory that isn't executable.
const FOR_DATA: [i64; 2] = [SYS_mmap, SYS_mprotect];
/// The index of the argument of [`FOR_DATA`] with the protection of the memory.
const PROTECTION: u8 = 2;

/// Restricts this process to the calls above: the kernel kills it if it makes any other. Even a
/// flaw in a drawing library gives no access to a file, a connection, another process, or code that
/// isn't this program's. On a kernel without seccomp filters, only the limits apply.
pub(super) fn apply() {
    let _ = program().map(|program| seccompiler::apply_filter_all_threads(&program));
}

fn program() -> Option<BpfProgram> {
    let not = SeccompCmpOp::MaskedEq(PROT_EXEC as u64);
    let not_executable = SeccompCondition::new(PROTECTION, SeccompCmpArgLen::Dword, not, 0).ok()?;
    let not_executable = SeccompRule::new(vec![not_executable]).ok()?;
    let always = ALWAYS.into_iter().chain(FOR_THREADS).map(|call| (call, Vec::new()));
    let for_data = FOR_DATA.map(|call| (call, vec![not_executable.clone()]));
    let rules = always.chain(for_data).collect();
    let processor = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let (otherwise, these) = (SeccompAction::KillProcess, SeccompAction::Allow);
    SeccompFilter::new(rules, otherwise, these, processor).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::net::TcpStream;
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::{Command, ExitStatus, Stdio, exit};
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Tells this program, started again, what to do behind the filter.
    const ACT: &str = "WATCHWORD_ACT_IN_SANDBOX";

    /// How a process that does this behind the filter ends. It has no other limits, because they
    /// would refuse the same calls.
    fn end_of(act: &str) -> ExitStatus {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "document::sandbox::filter::tests::every_other_call_ends_the_process", "--nocapture"]);
        command.env(ACT, act).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
    }

    fn do_in_sandbox(act: &str) {
        // This thread may still be starting when the filter is applied.
        let other = thread::spawn(|| {
            thread::yield_now();
            thread::park_timeout(Duration::from_millis(20));
        });
        seccompiler::apply_filter_all_threads(&program().unwrap()).unwrap();
        other.join().unwrap();
        match act {
            "allocate" => drop(vec![1_u8; 64 << 20]),
            "open" => drop(File::open("/dev/null")),
            "connect" => drop(TcpStream::connect("127.0.0.1:9")),
            "run" => drop(Command::new("true").spawn()),
            "thread" => drop(thread::Builder::new().spawn(|| ())),
            "list" => drop(std::fs::read_dir("/")),
            other => panic!("{other}"),
        }
        exit(0);
    }

    #[test]
    fn every_other_call_ends_the_process() {
        if let Ok(act) = std::env::var(ACT) {
            do_in_sandbox(&act);
        }
        for _ in 0..50 {
            assert!(end_of("allocate").success());
        }
        for act in ["open", "connect", "run", "thread", "list"] {
            assert_eq!(end_of(act).signal(), Some(libc::SIGSYS), "{act}");
        }
    }
}
