use std::{
    env,
    ffi::OsStr,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{Failed, Result};

/// The checkout, and the folders outside it for builds and tools.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// The folder in which cargo builds.
    pub(crate) target: PathBuf,
    /// The folder of the tools that tasks need and the system lacks.
    pub(crate) tools: PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Result<Self> {
        // Read at run time, because checkouts with the same target folder share this program.
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = xtask.and_then(|xtask| Some(xtask.parent()?.to_owned()));
        let root = root.ok_or_else(|| Failed("This is started by `cargo xtask`.".to_owned()))?;
        let cache = cache().ok_or_else(|| Failed("There is no home folder to keep builds in.".to_owned()))?;
        // Outside the checkout, so that a fresh clone continues with the last one's build.
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache.join("target"), |target| root.join(target));
        Ok(Self { root, target, tools: cache.join("tools") })
    }

    /// Builds a command that runs a program in the checkout.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Builds a command that runs a subcommand of cargo.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(subcommand);
        if subcommand != "test" && subcommand != "fmt" {
            cargo.args(quiet());
        }
        cargo
    }

    /// Builds a command that runs npm in the UI's folder.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Command {
        // On Windows npm is a script, which must be named with its extension.
        let mut npm = self.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(arguments).current_dir(self.root.join("ui"));
        npm
    }

    /// Returns the path of a program built for development.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    /// Returns the path of a program built for release.
    pub(crate) fn released(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name).with_extension(env::consts::EXE_EXTENSION)
    }
}

/// Returns the option that suppresses the names of hundreds of crates if output isn't a terminal.
pub(crate) fn quiet() -> Option<&'static str> {
    (!std::io::stderr().is_terminal()).then_some("--quiet")
}

/// Returns Watchword's folder in the user's cache.
fn cache() -> Option<PathBuf> {
    let folder = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let caches = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    caches.map(|caches| caches.join("watchword"))
}

/// Runs a command, which must succeed.
pub(crate) fn run(command: &mut Command) -> Result {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failed(format!("{} failed ({status}).", words(command)))),
        Err(error) => Err(Failed(format!("{} does not start: {error}.", words(command)))),
    }
}

/// Returns whether a command succeeds. Its output is discarded.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Formats a command as a user would type it, with its program's name only.
pub(crate) fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(program.to_string_lossy()).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Returns whether a program is on the path.
pub(crate) fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
