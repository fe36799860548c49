/// Keeps a crash from writing the process's memory anywhere: it holds the keys. To be called first
/// thing in `main`; a process that is started later inherits it.
///
/// The limit is 1 byte, not 0. Where a crash is handed to a program (`core_pattern` begins with
/// `|`, as with systemd-coredump and apport), Linux ignores the limit, except 1, which it takes for
/// the crash of such a program itself and dumps nothing (`do_coredump` in `fs/coredump.c`). And a
/// file of one byte is not written, since it would be too small for a dump.
pub fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // It fails where the system allows no dump at all: then there is no file, but a program may
        // still be handed the crash.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    }
}
