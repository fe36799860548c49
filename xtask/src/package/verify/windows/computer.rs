use std::{
    env,
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use super::check::read;
use crate::{
    Failed, Result, foreign,
    setup::WINE_PROGRAM,
    workspace::{Workspace, run, words},
};

/// The user's name, which isn't ASCII.
const USER: &str = "Ayu Sørensen 柿";

/// How a program ended, and what it printed, with Unix's line ends.
pub(super) struct Told {
    pub(super) status: ExitStatus,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

/// A computer with Windows, as emulated by Wine.
pub(super) struct Computer {
    folder: PathBuf,
}

impl Computer {
    /// Sets up a computer in a folder.
    pub(super) fn new(workspace: &Workspace, folder: &Path) -> Result<Self> {
        let computer = Self { folder: folder.to_owned() };
        run(computer.wine().args(["wineboot", "--init"]).stdout(Stdio::null()).stderr(Stdio::null()))?;
        // Wine 8 lacks it.
        let library = computer.path(r"C:\windows\system32\bcryptprimitives.dll");
        if !library.exists() {
            let mut gcc = workspace.command(foreign::GCC);
            gcc.args(["-shared", "-O2", "tests/wine/bcryptprimitives.c", "-ladvapi32", "-o"]);
            run(gcc.arg(library))?;
        }
        Ok(computer)
    }

    fn wine(&self) -> Command {
        let mut wine = Command::new(WINE_PROGRAM);
        wine.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
        wine.env("HOME", &self.folder).env("WINEPREFIX", self.prefix()).env("USER", USER);
        wine.envs([("LC_ALL", "C.UTF-8"), ("WINEDEBUG", "-all")]);
        // Without Wine's installers of other libraries and without its menus.
        wine.env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=");
        wine
    }

    /// Runs a program of Windows with an input.
    pub(super) fn run(&self, arguments: &[&str], input: &str) -> Result<Told> {
        let mut wine = self.wine();
        wine.args(arguments).stdin(Stdio::piped());
        // Not pipes: Wine's services, which the first program starts, would hold them open for 10
        // seconds after its end.
        let (stdout, stderr) = (self.folder.join("stdout"), self.folder.join("stderr"));
        let ran = File::create(&stdout).and_then(|out| {
            let mut child = wine.stdout(out).stderr(File::create(&stderr)?).spawn()?;
            if let Some(mut stdin) = child.stdin.take() {
                // A program that refuses its arguments doesn't read its input.
                let _ = stdin.write_all(input.as_bytes());
            }
            child.wait()
        });
        let status = ran.map_err(|error| Failed(format!("{} does not start: {error}.", words(&wine))))?;
        let text = |path: &Path| read(path).map(|bytes| String::from_utf8_lossy(&bytes).replace('\r', ""));
        Ok(Told { status, stdout: text(&stdout)?, stderr: text(&stderr)? })
    }

    /// Returns the value with a name in a key of the registry, or `None` if there is none.
    pub(super) fn registry(&self, key: &str, name: &str) -> Result<Option<String>> {
        let named: &[&str] = if name.is_empty() { &["/ve"] } else { &["/v", name] };
        let told = self.run(&[&["reg", "query", key][..], named].concat(), "")?;
        // A line has the name, the type and the value.
        let value = |line: &str| {
            let kind = ["REG_SZ", "REG_EXPAND_SZ", "REG_DWORD"].into_iter().find(|kind| line.contains(kind))?;
            Some(line.split_once(kind)?.1.trim().to_owned())
        };
        Ok(told.stdout.lines().find_map(value).filter(|_| told.status.success()))
    }

    /// Returns the names and values in a key of the registry and in the keys below it, as text.
    pub(super) fn registry_below(&self, key: &str) -> Result<String> {
        Ok(self.run(&["reg", "query", key, "/s"], "")?.stdout)
    }

    /// Returns where this system has a file on drive C.
    pub(super) fn path(&self, windows: &str) -> PathBuf {
        self.prefix().join("drive_c").join(windows.trim_start_matches(r"C:\").replace('\\', "/"))
    }

    /// Returns where this system has a file of the user's.
    pub(super) fn home(&self, windows: &str) -> PathBuf {
        self.path(&format!(r"C:\users\{USER}\{windows}"))
    }

    /// Returns the folder in which this computer is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Ends all programs, as a restart does.
    pub(super) fn restart(&self) {
        let mut server = Command::new("wineserver");
        server.env("WINEPREFIX", self.prefix()).arg("--kill");
        // It fails if there is nothing to end.
        let _ = server.status();
    }

    fn prefix(&self) -> PathBuf {
        self.folder.join("wine")
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        self.restart();
    }
}

/// Returns a path on drive Z, as which Wine shows this system's files.
pub(super) fn drive_z(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}
