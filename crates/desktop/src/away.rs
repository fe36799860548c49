//! When the user has left the computer: the session is locked, or the computer goes to sleep.

#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod savers;

/// Calls `left` whenever the desktop session locks or the computer is about to sleep, as far as the
/// system says: on Linux the screen savers and logind, which holds sleep back until `left` has
/// returned; on Windows the session's own messages. macOS is not asked yet.
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
        // A computer without that bus says nothing; the idle time is left.
        let _ = thread::Builder::new().name("savers".into()).spawn(session);
        let _ = thread::Builder::new().name("logind".into()).spawn(system);
    }
    // A computer without a desktop says nothing; the idle time is left.
    #[cfg(windows)]
    let _ = std::thread::Builder::new().name("leaving".into()).spawn(move || watchword_windows::listen(left));
    #[cfg(target_os = "macos")]
    drop(left);
}

/// A message bus for one test.
#[cfg(target_os = "linux")]
#[cfg(test)]
mod bus {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Child, Command, Stdio};

    use zbus::blocking::Connection;
    use zbus::blocking::connection::Builder;

    pub(super) struct Bus {
        daemon: Child,
        address: String,
    }

    impl Bus {
        pub(super) fn new() -> Self {
            let mut command = Command::new("dbus-daemon");
            command.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
            let mut daemon = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("dbus-daemon");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self { daemon, address: address.trim().to_owned() }
        }

        pub(super) fn connect(&self) -> Connection {
            Builder::address(self.address.as_str()).unwrap().build().unwrap()
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }
}
