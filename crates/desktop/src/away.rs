//! Notices when the user leaves the computer: the session is locked, or the computer goes to sleep.

#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod savers;

/// Calls `left` whenever the desktop session locks or the computer is about to sleep, as far as the
/// system reports it: through the screen savers and logind, which delays sleep until `left` has
/// returned, on Linux; through the session's messages on Windows. Not supported on macOS yet.
pub fn watch(left: impl Fn() + Send + Sync + 'static) {
    #[cfg(target_os = "linux")]
    {
        use std::sync::Arc;
        use std::thread;
        use zbus::blocking::Connection;

        let left = Arc::new(left);
        let leaves = left.clone();
        let session = move || savers::Savers::on(&Connection::session()?)?.listen(&*leaves);
        let system = move || logind::Logind::on(logind::connect()?)?.listen(&*left);
        // Without that bus there are no signals, and only the idle time locks the vault.
        let _ = thread::Builder::new().name("savers".into()).spawn(session);
        let _ = thread::Builder::new().name("logind".into()).spawn(system);
    }
    // Without a desktop there are no messages, and only the idle time locks the vault.
    #[cfg(windows)]
    let _ = std::thread::Builder::new().name("leaving".into()).spawn(move || watchword_windows::listen(left));
    #[cfg(target_os = "macos")]
    drop(left);
}
