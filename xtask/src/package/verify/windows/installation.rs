use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    super::super::msi::{self, VAULTS_STAY},
    check::{ensure, read},
    computer::{Computer, drive_z},
};
use crate::{Failed, Result};

const SETUP: &str = r"HKLM\Software\Watchword\Setup";
const RUN: &str = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run";
const OTPAUTH: &str = r"HKLM\Software\Classes\otpauth\shell\open\command";
const ENVIRONMENT: &str = r"HKLM\System\CurrentControlSet\Control\Session Manager\Environment";
/// The installed programs, as Windows lists them.
const PROGRAMS: &str = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall";

/// The shortcuts in the folders of the user, where Wine puts those of all users, too.
const START_MENU: &str = r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Watchword.lnk";
const DESKTOP: &str = r"Desktop\Watchword.lnk";

/// What an administrator can choose.
pub(super) struct Choices {
    pub(super) folder: &'static str,
    pub(super) autostart: bool,
    pub(super) desktop: bool,
    pub(super) path: bool,
    pub(super) otpauth: bool,
}

impl Choices {
    /// Returns the arguments of msiexec for these choices.
    pub(super) fn arguments(&self) -> Vec<String> {
        let switches = [
            ("AUTOSTART", self.autostart),
            ("DESKTOPSHORTCUT", self.desktop),
            ("ADDTOPATH", self.path),
            ("OTPAUTH", self.otpauth),
        ];
        let switches = switches.map(|(name, on)| format!("{name}={}", u8::from(on)));
        [format!("INSTALLDIR={}", self.folder)].into_iter().chain(switches).collect()
    }
}

/// Watchword as installed on a computer.
pub(super) struct Installation<'a> {
    computer: &'a Computer,
}

impl<'a> Installation<'a> {
    pub(super) fn new(computer: &'a Computer) -> Self {
        Self { computer }
    }

    /// Returns the path of the installed command.
    pub(super) fn command(&self) -> Result<String> {
        let folder = self.computer.registry(SETUP, "INSTALLDIR")?;
        folder.map(|folder| folder + "watchword.exe").ok_or_else(|| Failed("Watchword is not installed.".to_owned()))
    }

    /// Installs silently.
    pub(super) fn install(&self, msi: &Path, arguments: &[String]) -> Result {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let (code, log) = self.msiexec("/i", msi, &arguments)?;
        ensure(code == Some(0), || {
            format!("Installing {} ended with {code:?} ({})", msi.display(), self.log().display())
        })?;
        ensure(log.contains("WebView2 Runtime"), || {
            format!("{} doesn't say that WebView2 is missing", self.log().display())
        })
    }

    /// Checks that an installer of an earlier version refuses to replace this one.
    pub(super) fn refuse(&self, msi: &Path) -> Result {
        let (code, log) = self.msiexec("/i", msi, &[])?;
        ensure(code != Some(0), || format!("An earlier version replaced this one ({})", self.log().display()))?;
        // Wine shows the message only in a window.
        ensure(log.contains("NEWER = {"), || format!("{} doesn't say why", self.log().display()))
    }

    /// Checks that exactly these programs, with this version, are installed as chosen.
    pub(super) fn check(&self, programs: &Path, version: &str, choices: &Choices) -> Result {
        let computer = self.computer;
        let folder = computer.path(choices.folder);
        for (name, _) in msi::EXES {
            let same = read(&folder.join(name))? == read(&programs.join(name))?;
            ensure(same, || format!("The installed {name} is another one"))?;
        }
        for name in [msi::LOADER.0, "LICENSE-MIT.txt", "LICENSE-APACHE.txt", "OFL.txt"] {
            let (installed, expected) = (folder.join(name).exists(), programs.join(name).exists());
            ensure(installed == expected, || format!("{name}: installed is {installed}"))?;
        }
        let listed = computer.registry_below(PROGRAMS)?;
        let [major, minor, patch, _] = msi::numbers(version)?;
        for (name, value) in [
            ("DisplayName", "Watchword"),
            ("DisplayVersion", &format!("{major}.{minor}.{patch}")),
            ("Comments", VAULTS_STAY),
            ("InstallLocation", &format!(r"{}\", choices.folder)),
        ] {
            let line = format!("{name}    REG_SZ    {value}");
            let count = listed.lines().filter(|listed| listed.trim() == line).count();
            ensure(count == 1, || format!("{count} programs are listed with {name} {value}:\n{listed}"))?;
        }
        let window = format!(r#""{}\watchword-app.exe""#, choices.folder);
        let expected = |on: bool, value: &str| on.then(|| value.to_owned());
        for (what, found, expected) in [
            ("AUTOSTART", computer.registry(RUN, "Watchword")?, expected(choices.autostart, &window)),
            ("OTPAUTH", computer.registry(OTPAUTH, "")?, expected(choices.otpauth, &format!(r#"{window} "%1""#))),
        ] {
            ensure(found == expected, || format!("{what}: {found:?}, not {expected:?}"))?;
        }
        for (what, found, expected) in [
            ("the start menu", computer.home(START_MENU).exists(), true),
            ("DESKTOPSHORTCUT", computer.home(DESKTOP).exists(), choices.desktop),
            ("ADDTOPATH", self.is_on_path(choices.folder)?, choices.path),
        ] {
            ensure(found == expected, || format!("{what}: {found}, not {expected}"))?;
        }
        Ok(())
    }

    /// Empties a program, and removes a licence and the shortcut.
    pub(super) fn damage(&self, choices: &Choices) -> Result {
        let folder = self.computer.path(choices.folder);
        let done = fs::write(folder.join("watchword.exe"), "")
            .and_then(|()| fs::remove_file(folder.join("watchword-app.exe")))
            .and_then(|()| fs::remove_file(folder.join("LICENSE-MIT.txt")))
            .and_then(|()| fs::remove_file(self.computer.home(START_MENU)));
        done.map_err(|error| Failed(format!("{}: {error}.", folder.display())))
    }

    /// Removes Watchword silently, and checks that nothing of it is left and that the log says that
    /// vaults are.
    pub(super) fn remove(&self, msi: &Path) -> Result {
        let folder = self.computer.registry(SETUP, "INSTALLDIR")?.unwrap_or_default();
        let (code, log) = self.msiexec("/x", msi, &[])?;
        ensure(code == Some(0), || format!("Removing Watchword ended with {code:?} ({})", self.log().display()))?;
        ensure(log.contains(&format!("TellVaultsStay. {VAULTS_STAY}")), || {
            format!("{} doesn't say that vaults stay", self.log().display())
        })?;
        let computer = self.computer;
        for path in [computer.path(folder.trim_end_matches('\\')), computer.home(START_MENU), computer.home(DESKTOP)] {
            ensure(!path.exists(), || format!("{} is left", path.display()))?;
        }
        for (key, name) in [(SETUP, "INSTALLDIR"), (RUN, "Watchword"), (OTPAUTH, "")] {
            let found = self.computer.registry(key, name)?;
            ensure(found.is_none(), || format!("{key} is left, with {found:?}"))?;
        }
        let listed = self.computer.registry_below(PROGRAMS)?;
        ensure(!listed.contains("Watchword"), || format!("Watchword is still listed:\n{listed}"))?;
        let on_path = self.is_on_path(folder.trim_end_matches('\\'))?;
        ensure(!on_path, || "The command's folder is still in PATH".to_owned())
    }

    fn is_on_path(&self, folder: &str) -> Result<bool> {
        let path = self.computer.registry(ENVIRONMENT, "PATH")?.unwrap_or_default();
        // Windows' own folders are in it whatever happens.
        ensure(path.to_lowercase().contains("system32"), || format!("PATH is damaged: {path}"))?;
        Ok(path.split(';').any(|one| one.trim_end_matches('\\') == folder))
    }

    /// Returns the path of the last log of Windows Installer.
    fn log(&self) -> PathBuf {
        self.computer.folder().join("msiexec.log")
    }

    /// Runs Windows Installer without a window, and returns its exit code, of which Wine passes the
    /// last 8 bits on, and its log.
    fn msiexec(&self, what: &str, msi: &Path, arguments: &[&str]) -> Result<(Option<i32>, String)> {
        let log = self.log();
        // The first time, there is none.
        let _ = fs::remove_file(&log);
        let (msi, written) = (drive_z(msi), drive_z(&log));
        let all = [&["msiexec", what, &msi, "/qn", "/l*v", &written][..], arguments].concat();
        let code = self.computer.run(&all, "")?.status.code();
        let text = read(&log)?.into_iter().filter(|byte| *byte != 0).collect::<Vec<_>>();
        Ok((code, String::from_utf8_lossy(&text).into_owned()))
    }
}
