use std::{
    env,
    ffi::OsStr,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{Failed, Result};

/// The checkout, and the folders outside it that builds go to.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    /// Where the tools are that tasks need and the system does not have.
    pub(crate) tools: PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Result<Self> {
        // Asked at run time: checkouts that share a target folder share this very program.
        let xtask = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = xtask.and_then(|xtask| Some(xtask.parent()?.to_owned()));
        let root = root.ok_or_else(|| Failed("This is started by `cargo xtask`.".to_owned()))?;
        let cache = cache().ok_or_else(|| Failed("There is no home folder to keep builds in.".to_owned()))?;
        // Outside the checkout a build outlives it: a fresh clone starts where the last one ended.
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache.join("target"), |target| root.join(target));
        Ok(Self { root, target, tools: cache.join("tools") })
    }

    /// A program that runs in the checkout.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Cargo, with one of its commands.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut cargo = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(subcommand);
        if subcommand != "test" && subcommand != "fmt" {
            cargo.args(quiet());
        }
        cargo
    }

    /// npm, in the UI's folder.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Command {
        // On Windows npm is a script, which has to be named whole.
        let mut npm = self.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(arguments).current_dir(self.root.join("ui"));
        npm
    }

    /// A program built for development.
    pub(crate) fn binary(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name).with_extension(env::consts::EXE_EXTENSION)
    }

    /// A program built for release.
    pub(crate) fn released(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name).with_extension(env::consts::EXE_EXTENSION)
    }
}

/// What spares a reader who does not watch the names of hundreds of crates.
pub(crate) fn quiet() -> Option<&'static str> {
    (!std::io::stderr().is_terminal()).then_some("--quiet")
}

/// The folder for what can be made again.
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

/// Runs a command to its end, which must be a good one.
pub(crate) fn run(command: &mut Command) -> Result {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failed(format!("{} failed ({status}).", words(command)))),
        Err(error) => Err(Failed(format!("{} does not start: {error}.", words(command)))),
    }
}

/// Whether a command starts and ends well; nothing that it writes is shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The command as one would type it, its program without the folder.
pub(crate) fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(program.to_string_lossy()).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// Whether a program is on the path.
pub(crate) fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
