use std::process::{Command, Stdio};

use crate::{Failed, Result, workspace::is_on_path};

/// The start of every call. A machine that has just booted may be updating itself, so apt-get waits
/// up to 600 seconds for the lock.
const OPTIONS: &[&str] = &["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"];

/// The exit status of apt-get if it ran but could not do everything.
const INCOMPLETE: i32 = 100;

/// The most lines of apt-get's output to show: if the network is down, each source gives the same
/// error.
const MAX_LINES: usize = 12;

/// A way to run apt-get as root.
pub(crate) struct Apt {
    sudo: bool,
}

/// The result of a call of apt-get.
pub(crate) struct Outcome {
    /// The exit status, or `None` if a signal ended the call.
    code: Option<i32>,
    stderr: String,
}

impl Apt {
    /// Finds a way to install the packages with these names.
    ///
    /// # Errors
    /// Fails if this system has no apt-get, or needs sudo and has none. The message says how to
    /// install the packages otherwise.
    pub(crate) fn find(names: &[&str]) -> Result<Self> {
        let is_root = Command::new("id").arg("--user").output().is_ok_and(|id| id.stdout == b"0\n");
        Self::of(is_on_path("apt-get"), is_root, is_on_path("sudo"), names)
    }

    fn of(has_apt: bool, is_root: bool, has_sudo: bool, names: &[&str]) -> Result<Self> {
        if !has_apt {
            return Err(Failed(format!(
                "System packages are missing, and this system has no apt-get to install them with. Install them, here by \
                 their names on Debian, then try again: {}.",
                names.join(" ")
            )));
        }
        if !is_root && !has_sudo {
            return Err(Failed(format!(
                "System packages are missing, and there is no sudo to install them with. As root, run this, then try \
                 again:\n  {}",
                by_hand(names)
            )));
        }
        Ok(Self { sudo: !is_root })
    }

    /// Installs packages by their names. `update` fails as soon as one of the machine's package
    /// sources does, but the packages may come from others, so a failure is reported and the
    /// installation is tried anyway. The caller checks for the packages to find out whether it
    /// succeeded.
    ///
    /// # Errors
    /// Fails if apt-get could not be started as root.
    pub(crate) fn install(&self, names: &[&str]) -> Result<Outcome> {
        let how = if self.sudo { " with sudo" } else { "" };
        eprintln!("Installing system packages{how}: {}.", names.join(", "));
        let updated = self.run(&["update"])?.started(names)?;
        if let Some(told) = updated.told() {
            eprintln!("apt-get update reported a problem; continuing with the package sources that work.\n{told}");
        }
        self.run(&[&["install", "--yes", "--no-install-recommends"], names].concat())?.started(names)
    }

    fn run(&self, arguments: &[&str]) -> Result<Outcome> {
        let words = self.words(arguments);
        // sudo asks for a password on the terminal itself.
        let output = Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).output();
        let output = output.map_err(|error| Failed(format!("{} does not start: {error}.", words[0])))?;
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        Ok(Outcome { code: output.status.code(), stderr })
    }

    /// Returns the command line that runs apt-get as root, without prompts.
    fn words<'a>(&self, arguments: &[&'a str]) -> Vec<&'a str> {
        let root = if self.sudo { &["sudo"] as &[&str] } else { &[] };
        [root, &["env", "DEBIAN_FRONTEND=noninteractive"], OPTIONS, arguments].concat()
    }
}

impl Outcome {
    /// Returns the outcome if it is that of apt-get.
    ///
    /// # Errors
    /// Fails if sudo refused to start apt-get.
    fn started(self, names: &[&str]) -> Result<Self> {
        if matches!(self.code, Some(0 | INCOMPLETE)) {
            return Ok(self);
        }
        Err(Failed(format!(
            "System packages could not be installed: apt-get could not be run as root.\n{}\nAs root, run this, then try \
             again:\n  {}",
            self.told().unwrap_or_default(),
            by_hand(names)
        )))
    }

    /// Returns apt-get's complaints, one per line: its errors and warnings, or if there are none,
    /// all of its output.
    pub(crate) fn told(&self) -> Option<String> {
        let lines = || self.stderr.lines().map(str::trim).filter(|line| !line.is_empty());
        let marked: Vec<&str> = lines().filter(|line| line.starts_with("E:") || line.starts_with("W:")).collect();
        let lines = match (marked.is_empty(), self.code) {
            (false, _) => marked,
            // After a success, any other output is not a complaint.
            (true, Some(0)) => Vec::new(),
            (true, _) => lines().collect(),
        };
        let shown: Vec<String> = lines.iter().take(MAX_LINES).map(|line| format!("  {line}")).collect();
        let more = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0);
        let more = more.map(|more| format!("\n  … and {more} more lines"));
        (!shown.is_empty()).then(|| shown.join("\n") + &more.unwrap_or_default())
    }
}

/// Returns the command with which a user installs the packages by hand.
pub(crate) fn by_hand(names: &[&str]) -> String {
    format!("apt-get update; apt-get install --no-install-recommends {}", names.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{Apt, MAX_LINES, Outcome};

    fn outcome(code: i32, stderr: &str) -> Outcome {
        Outcome { code: Some(code), stderr: stderr.to_owned() }
    }

    #[test]
    fn root_needs_no_sudo() {
        let words = |is_root| Apt::of(true, is_root, !is_root, &[]).expect("apt-get").words(&["update"]).join(" ");
        let apt = "env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 update";
        assert_eq!(words(true), apt);
        assert_eq!(words(false), format!("sudo {apt}"));
    }

    #[test]
    fn packages_that_cannot_be_installed_are_named() {
        let why = |has_apt| Apt::of(has_apt, false, false, &["xvfb", "age"]).err().expect("no way").0;
        assert!(why(false).contains("no apt-get") && why(false).ends_with("xvfb age."));
        assert!(why(true).contains("no sudo") && why(true).ends_with("install --no-install-recommends xvfb age"));
    }

    #[test]
    fn errors_and_warnings_are_reported() {
        let text = "\nsudo: unable to resolve host a\nErr:1 http://b\nW: one\n  E: two\n";
        assert_eq!(outcome(100, text).told().as_deref(), Some("  W: one\n  E: two"));
        assert_eq!(outcome(0, "W: one").told().as_deref(), Some("  W: one"));
        assert_eq!(outcome(0, "debconf: delaying package configuration").told(), None);
        assert_eq!(outcome(1, "sudo: no\n\n").told().as_deref(), Some("  sudo: no"));
        assert_eq!(outcome(100, "").told(), None);
        let many = outcome(100, &"E: again\n".repeat(MAX_LINES + 3)).told().expect("lines");
        assert_eq!(many.lines().count(), MAX_LINES + 1);
        assert!(many.ends_with("and 3 more lines"));
    }

    #[test]
    fn failing_source_is_distinguished_from_refusing_sudo() {
        assert!(outcome(0, "").started(&[]).is_ok());
        assert!(outcome(100, "E: no Release file").started(&[]).is_ok());
        for refused in [outcome(1, "sudo: a password is required"), Outcome { code: None, stderr: String::new() }] {
            let said = refused.stderr.clone();
            let why = refused.started(&["age"]).err().expect("a refusal").0;
            assert!(why.contains(&said) && why.contains("install --no-install-recommends age"), "{why}");
        }
    }
}
