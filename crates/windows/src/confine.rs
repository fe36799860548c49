use std::io;
use std::os::windows::io::{AsRawHandle as _, FromRawHandle as _, OwnedHandle};
use std::ptr::{from_ref, null};
use std::time::Duration;

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOB_OBJECT_LIMIT_PROCESS_TIME,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

use crate::done;

/// From now on, limits this process to `memory` bytes and to `cpu` of user-mode CPU time, and keeps
/// it from starting other processes. It can't undo that, because nothing keeps a handle to the job.
///
/// # Errors
/// The system's error. Some or none of the limits then apply.
pub fn confine(memory: usize, cpu: Duration) -> io::Result<()> {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION { ProcessMemoryLimit: memory, ..Default::default() };
    let basic = &mut limits.BasicLimitInformation;
    basic.LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | JOB_OBJECT_LIMIT_PROCESS_MEMORY
        | JOB_OBJECT_LIMIT_PROCESS_TIME;
    basic.ActiveProcessLimit = 1;
    // In units of 100 ns.
    basic.PerProcessUserTimeLimit = i64::try_from(cpu.as_nanos() / 100).unwrap_or(i64::MAX);
    // SAFETY: null pointers create a job without a name, for this user.
    let job = unsafe { CreateJobObjectW(null(), null()) };
    if job.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the handle is new, and nothing else owns it.
    let job = unsafe { OwnedHandle::from_raw_handle(job) };
    let bytes = size_of_val(&limits) as u32;
    // SAFETY: `limits` has the type that this kind of information requires, and is `bytes` long.
    done(unsafe {
        SetInformationJobObject(job.as_raw_handle(), JobObjectExtendedLimitInformation, from_ref(&limits).cast(), bytes)
    })?;
    // SAFETY: both handles are valid. The process's own doesn't need closing.
    done(unsafe { AssignProcessToJobObject(job.as_raw_handle(), GetCurrentProcess()) })
}

#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::ptr::{from_mut, null_mut};

    use windows_sys::Win32::System::JobObjects::{IsProcessInJob, QueryInformationJobObject};

    use super::*;

    const CONFINED: &str = "WATCHWORD_CONFINED";

    /// Confines a separate process, because this one has other tests to run.
    #[test]
    fn process_is_held_to_its_limits() {
        if std::env::var_os(CONFINED).is_some() {
            return check();
        }
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "confine::tests::process_is_held_to_its_limits", "--nocapture"]).env(CONFINED, "1");
        let output = child.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn check() {
        let is_in_job = || {
            let mut is_in_job = 0;
            // SAFETY: no job means any job, and `is_in_job` receives the answer.
            done(unsafe { IsProcessInJob(GetCurrentProcess(), null_mut(), &mut is_in_job) }).unwrap();
            is_in_job != 0
        };
        let was_in_job = is_in_job();
        confine(1 << 30, Duration::from_secs(20)).unwrap();
        assert!(is_in_job());
        let mut held = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        let bytes = size_of_val(&held) as u32;
        // SAFETY: no job means this process's own. `held` has the type of the answer, and is
        // `bytes` long.
        done(unsafe {
            QueryInformationJobObject(
                null_mut(),
                JobObjectExtendedLimitInformation,
                from_mut(&mut held).cast(),
                bytes,
                null_mut(),
            )
        })
        .unwrap();
        let basic = held.BasicLimitInformation;
        if basic.LimitFlags == 0 {
            // Wine 8 accepts the limits and reports none: only the job itself can be checked.
            return assert!(!was_in_job);
        }
        assert_eq!((held.ProcessMemoryLimit, basic.ActiveProcessLimit), (1 << 30, 1));
        assert_eq!(basic.PerProcessUserTimeLimit, 20 * 10_000_000);
        assert!(Command::new(std::env::current_exe().unwrap()).spawn().is_err(), "no other process");
    }
}
