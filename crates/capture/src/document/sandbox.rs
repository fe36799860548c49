//! What the renderer gives up before it reads a byte. Linux enforces all of this, macOS the limits
//! except the memory, and Windows memory, time and starting no process.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter;

/// Confines this process, which must have only begun: closes every file that it has inherited,
/// except its standard input, output and error.
pub(super) fn enter() {
    #[cfg(target_os = "linux")]
    close_inherited();
    limit();
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    filter::apply();
}

/// A library that opens files without `O_CLOEXEC`, as that of the cameras does, leaves them open in
/// every process that is started.
#[cfg(target_os = "linux")]
fn close_inherited() {
    let names = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten().map(|entry| entry.file_name());
    // All of them first, since the folder is read through one itself.
    let open: Vec<i32> = names.filter_map(|name| name.to_str()?.parse().ok()).collect();
    for number in open.into_iter().filter(|number| *number > 2) {
        // The folder's own is closed already.
        let _ = nix::unistd::close(number);
    }
}

/// Seconds of CPU time before the system ends this process.
const CPU_SECONDS: u64 = 20;

/// Bytes of data memory. Not of address space, of which the app's libraries take half a GiB. Of
/// data they take 180 MiB, unused.
const MEMORY_BYTES: u64 = 704 << 20;

/// Sets what this process may use before the system ends it; and it can open no file and no
/// connection, nor start a process.
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
        // It fails only where less is allowed already.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Sets what this process may use; and it can start no other. If the system does not enforce that,
/// the process ends before it reads anything.
#[cfg(windows)]
fn limit() {
    let time = std::time::Duration::from_secs(CPU_SECONDS);
    if watchword_windows::confine(MEMORY_BYTES as usize, time).is_err() {
        std::process::exit(1);
    }
}
