//! The rights that the renderer gives up before it reads a byte. Linux enforces all of this; macOS
//! the limits except on memory; Windows those on memory and time, and that it starts no process.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter;

/// Confines this process, which must have just started: closes every inherited file except standard
/// input, output and error, and sets the limits.
pub(super) fn enter() {
    #[cfg(target_os = "linux")]
    close_inherited();
    limit();
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    filter::apply();
}

/// Closes inherited files. A library that opens files without `O_CLOEXEC`, as the camera library
/// does, leaves them open in every process that this program starts.
#[cfg(target_os = "linux")]
fn close_inherited() {
    let names = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten().map(|entry| entry.file_name());
    // Listed before closing any, because reading the folder takes an open file too.
    let open: Vec<i32> = names.filter_map(|name| name.to_str()?.parse().ok()).collect();
    for number in open.into_iter().filter(|number| *number > 2) {
        // The folder's own file is already closed.
        let _ = nix::unistd::close(number);
    }
}

/// Seconds of CPU time before the system ends this process.
const CPU_SECONDS: u64 = 20;

/// The most data memory, in bytes. The app's libraries reserve 180 MiB of it, unused. Address space
/// isn't limited, because they take half a GiB of it.
const MEMORY_BYTES: u64 = 704 << 20;

/// Limits what this process may use before the system ends it, and keeps it from opening files and
/// connections and from starting processes.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, CPU_SECONDS),
        (Resource::Data, MEMORY_BYTES),
        (Resource::Stack, 8 << 20),
        (Resource::Fsize, 0),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
    ];
    for (resource, most) in limits {
        // This fails only if less is already allowed.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Limits what this process may use, and keeps it from starting others. If the system doesn't
/// enforce that, the process ends before it reads anything.
#[cfg(windows)]
fn limit() {
    let time = std::time::Duration::from_secs(CPU_SECONDS);
    if watchword_windows::confine(MEMORY_BYTES as usize, time).is_err() {
        std::process::exit(1);
    }
}
