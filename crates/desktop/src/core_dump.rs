/// Keeps a crash from writing the process's memory, which holds the keys, anywhere. Call it at the
/// start of `main`; processes started later inherit it. Does nothing on Windows.
///
/// The limit is 1 byte, not 0. If crashes are passed to a program (`core_pattern` begins with `|`,
/// as with systemd-coredump and apport), Linux ignores every limit except 1, which it takes for a
/// crash of such a program itself, and then it dumps nothing (`do_coredump` in `fs/coredump.c`).
/// Nor does it write a file of one byte, which would be too small for a dump.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Fails if the system already allows no dump: no file is written then, but a program may
        // still receive the dump.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    }
}
