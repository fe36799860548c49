use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;

/// The uid and gid of `nobody`, which Linux reserves for unknown users.
const NOBODY: u32 = 65534;

/// The name of sway's socket if no other compositor runs in its folder.
const DISPLAY: &str = "wayland-1";

const CONFIG: &str = "xwayland disable\noutput HEADLESS-1 resolution 640x480\nfocus_follows_mouse no\n";

/// sway, rendering in software, for one test. Compositors refuse root, so where root runs the
/// tests, it runs as `nobody`.
pub(crate) struct Sway {
    process: Child,
    home: TempDir,
}

impl Sway {
    pub(crate) fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(home.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let config = home.path().join("config");
        fs::write(&config, CONFIG).unwrap();
        let log = fs::File::create(home.path().join("log")).unwrap();
        let mut sway = command(&home, "sway");
        sway.arg("--config").arg(config).stderr(log);
        sway.envs([("WLR_BACKENDS", "headless"), ("WLR_LIBINPUT_NO_DEVICES", "1"), ("WLR_RENDERER", "pixman")]);
        let process = sway.spawn().expect("sway");
        let sway = Self { process, home };
        let end = Instant::now() + Duration::from_secs(20);
        while !sway.ipc().exists() || !sway.home.path().join(DISPLAY).exists() {
            let log = || fs::read_to_string(sway.home.path().join("log")).unwrap();
            assert!(Instant::now() < end, "sway doesn't start: {}", log());
            thread::sleep(Duration::from_millis(20));
        }
        sway
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> UnixStream {
        UnixStream::connect(self.home.path().join(DISPLAY)).unwrap()
    }

    /// The folder that programs on it can write to.
    pub(crate) fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// A command that runs a program on it.
    pub(crate) fn command(&self, program: &str) -> Command {
        command(&self.home, program)
    }

    /// Runs a program on it until it ends.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) {
        let status = self.command(program).args(arguments).status().expect(program);
        assert!(status.success(), "{program} {arguments:?}: {status}");
    }

    fn ipc(&self) -> PathBuf {
        self.home.path().join("sway.sock")
    }
}

impl Drop for Sway {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(home: &TempDir, program: &str) -> Command {
    let mut command = Command::new(program);
    let folder = home.path();
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
    command.envs([("HOME", folder), ("XDG_RUNTIME_DIR", folder)]).env("SWAYSOCK", folder.join("sway.sock"));
    command.env("WAYLAND_DISPLAY", DISPLAY).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}
