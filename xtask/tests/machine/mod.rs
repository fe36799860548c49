use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Held by the one machine that may exist: a program can't be started while a child process of
/// another thread still has it open for writing.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The programs that `cargo xtask test` needs.
const TEST_PROGRAMS: &[&str] = &[
    "Xvfb",
    "openbox",
    "WebKitWebDriver",
    "dbus-daemon",
    "dbus-send",
    "gnome-keyring-daemon",
    "secret-tool",
    "xprop",
    "xdotool",
    "xclip",
    "import",
    "oathtool",
    "pskctool",
    "pdftotext",
    "qrencode",
    "age",
    "strace",
    "sway",
    "foot",
    "grim",
    "wtype",
    "wl-paste",
    "waybar",
    "gio",
    "xev",
    "setxkbmap",
];

/// The additional programs that `cargo xtask test --all` needs.
const ALL_PROGRAMS: &[&str] = &[
    "chromium",
    "gnome-shell",
    "Xwayland",
    "../libexec/xdg-desktop-portal-gnome",
    "kwin_wayland",
    "../share/xdg-desktop-portal/portals/kde.portal",
    "../share/doc/qtwayland5/copyright",
    "dpkg-deb",
    "rpmbuild",
    "rpmsign",
    "apt-ftparchive",
    "createrepo_c",
    "dnf",
    "gpg",
    "gpg-agent",
    "gpgv",
    "minisign",
    "openssl",
    "osslsigncode",
    "softhsm2-util",
    "x86_64-w64-mingw32-gcc",
    "wixl",
    "msiextract",
];

/// A script for cargo, which also records the lengths of the campaigns.
const CARGO: &str = "\
for name in CODES HISTORIES SOAK_MINUTES; do
    eval \"value=\\${WATCHWORD_$name-}\"
    [ -z \"$value\" ] || note \"WATCHWORD_$name=$value\"
done";

/// An ordinary user's computer, whose programs are scripts that record how they are called. Every
/// path on it has a space.
pub(crate) struct Machine {
    folder: PathBuf,
    _turn: MutexGuard<'static, ()>,
}

/// The result of a task.
pub(crate) struct Done {
    /// The exit status, or `None` if a signal ended the task.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// The programs that were started, each as its command line.
    pub(crate) started: Vec<String>,
}

impl Machine {
    /// Sets up a machine that lacks only `pkg-config`, which apt-get can install.
    pub(crate) fn new(name: &str) -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("a b").join(name);
        // The first run has nothing to remove.
        let _ = fs::remove_dir_all(&folder);
        for inner in ["bin", "libexec", "checkout/xtask", "checkout/ui/node_modules", "cache/watchword/target/debug"] {
            fs::create_dir_all(folder.join(inner)).expect("a folder");
        }
        for file in ["package-lock.json", "node_modules/.installed"] {
            fs::write(folder.join("checkout/ui").join(file), "{}").expect("a file");
        }
        let machine = Self { folder, _turn: turn };
        machine.has("id", "echo 1000");
        machine.has("node", "echo v22.0.0");
        machine.has("npm", "");
        machine.has("cargo", CARGO);
        machine.has("rustup", "");
        machine.has("sudo", "exec \"$@\"");
        machine.has("env", "export \"$1\"; shift; exec \"$@\"");
        machine.has("../cache/watchword/target/debug/watchword-app", "");
        machine.has_apt(("", 0), ("", 0), true);
        machine
    }

    /// Puts a program on the path, as a script for `sh`.
    pub(crate) fn has(&self, program: &str, script: &str) {
        let (path, log) = (self.path(program), self.folder.join("started"));
        let name = program.rsplit('/').next().expect("a name");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let note = format!("note() {{ echo \"$@\" >> '{}'; }}\nnote {name} \"$@\"", log.display());
        fs::write(&path, format!("#!/bin/sh\n{note}\n{script}\n")).expect("a program");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("an executable program");
    }

    /// Puts every program that the tests need on the path.
    pub(crate) fn has_all(&self) {
        for program in TEST_PROGRAMS.iter().chain(&["pkg-config"]) {
            self.has(program, "");
        }
    }

    /// Puts the programs of the large desktops and those that sign packages on the path.
    pub(crate) fn has_programs_for_all(&self) {
        for program in ALL_PROGRAMS {
            self.has(program, "");
        }
    }

    /// Sets what apt-get's `update` and `install` write to standard error, and their exit statuses.
    /// `installs` sets whether `install` installs `pkg-config`.
    pub(crate) fn has_apt(&self, update: (&str, u8), install: (&str, u8), installs: bool) {
        let pkg_config = self.path("pkg-config").display().to_string();
        let leave = format!("printf '#!/bin/sh\\n' > '{pkg_config}' && /bin/chmod +x '{pkg_config}'");
        let leave = if installs { &leave } else { ":" };
        let end = |(text, code): (&str, u8)| format!("printf '%s\\n' '{text}' >&2; exit {code}");
        self.has(
            "apt-get",
            &format!("case \"$*\" in\n*update) {};;\n*) {leave}\n{};;\nesac", end(update), end(install)),
        );
    }

    /// Removes a program from the path.
    pub(crate) fn lacks(&self, program: &str) {
        fs::remove_file(self.path(program)).expect("a program to remove");
    }

    /// Runs `cargo xtask` with these arguments, as cargo does.
    pub(crate) fn xtask(&self, arguments: &[&str]) -> Done {
        self.run(Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments))
    }

    /// Runs `.ci/run`.
    pub(crate) fn ci(&self) -> Done {
        // Read at run time, because checkouts with the same target folder share this program.
        let xtask = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs the tests");
        self.run(Command::new("/bin/bash").arg(format!("{xtask}/../.ci/run")))
    }

    fn run(&self, command: &mut Command) -> Done {
        let output = command
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", self.folder.join("bin"))
            .env("HOME", &self.folder)
            .env("CARGO", self.path("cargo"))
            .env("CARGO_MANIFEST_DIR", self.folder.join("checkout/xtask"))
            .env("XDG_CACHE_HOME", self.folder.join("cache"))
            .env("DISPLAY", ":0")
            .output();
        let Output { status, stdout, stderr } = output.expect("the command starts");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        let started = fs::read_to_string(self.folder.join("started")).unwrap_or_default();
        let started = started.lines().map(str::to_owned).collect();
        Done { code: status.code(), stdout: text(stdout), stderr: text(stderr), started }
    }

    fn path(&self, program: &str) -> PathBuf {
        self.folder.join("bin").join(program)
    }
}

impl Done {
    /// Returns whether a program was started whose command line contains `words`.
    pub(crate) fn has_started(&self, words: &str) -> bool {
        self.started.iter().any(|line| line.contains(words))
    }
}
