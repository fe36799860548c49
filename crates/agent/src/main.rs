//! `watchword-agent`: the process that holds the session while no window does. Started by the
//! command; ends by itself.

use std::alloc::System;
use std::process::ExitCode;

use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory as it is freed, so that no secret that a library held is left there.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

#[cfg(target_os = "linux")]
mod done;
#[cfg(target_os = "linux")]
mod keys;
#[cfg(target_os = "linux")]
mod launch;
#[cfg(target_os = "linux")]
mod on_desktop;
#[cfg(target_os = "linux")]
mod palette;
#[cfg(target_os = "linux")]
mod process;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == keys::ARGUMENT) {
        return keys::run();
    }
    process::run(std::env::args_os().skip(1))
}

/// Elsewhere the window's process holds the session.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::FAILURE
}
