//! What the drawing process gives up before it looks at a byte. Linux holds it to all of this, macOS to the limits except the
//! memory, and Windows to nothing.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter;

/// Gives it up. To be called where this process has only begun.
pub(super) fn enter() {
    #[cfg(unix)]
    limit();
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    filter::apply();
}

/// What this process may use up before the system ends it; and it can open no file and no connection, nor start a process.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, 20),
        // Not the address space, of which the app's libraries take half a GiB. Of this they take 180 MiB, unused.
        (Resource::Data, 704 << 20),
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
