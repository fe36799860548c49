use std::process::{Command, Stdio};

use crate::{Failed, Result, workspace::is_on_path};

/// What every call is made with. A machine that has just started updates itself first: a lock is waited for, in seconds.
const OPTIONS: &[&str] = &["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600"];

/// apt-get's exit status when it ran, and could not do all it was asked.
const INCOMPLETE: i32 = 100;

/// The lines of apt-get's that are shown at most: a network that is down says the same of every source.
const MAX_LINES: usize = 12;

/// apt-get, as root.
pub(crate) struct Apt {
    sudo: bool,
}

/// How a call of apt-get ended.
pub(crate) struct Outcome {
    /// Its exit status, unless a signal ended it.
    code: Option<i32>,
    stderr: String,
}

impl Apt {
    /// Finds what it takes to install packages of these names.
    ///
    /// # Errors
    /// This system has no apt-get, or no sudo and needs one. Says how to install them otherwise.
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

    /// Installs packages by their names. `update` fails as soon as one of the machine's package sources does, and the packages
    /// may come from others: that is reported, and the installation is tried. Whether it succeeded, the caller finds out by
    /// looking for the packages.
    ///
    /// # Errors
    /// apt-get could not be started as root.
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

    /// The command line that runs apt-get as root. Nothing is asked on the way.
    fn words<'a>(&self, arguments: &[&'a str]) -> Vec<&'a str> {
        let root = if self.sudo { &["sudo"] as &[&str] } else { &[] };
        [root, &["env", "DEBIAN_FRONTEND=noninteractive"], OPTIONS, arguments].concat()
    }
}

impl Outcome {
    /// The same, if it is apt-get's own: sudo may refuse to start it.
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

    /// What apt-get complained about, a line each: its errors and warnings where there are any, else whatever it wrote.
    pub(crate) fn told(&self) -> Option<String> {
        let lines = || self.stderr.lines().map(str::trim).filter(|line| !line.is_empty());
        let marked: Vec<&str> = lines().filter(|line| line.starts_with("E:") || line.starts_with("W:")).collect();
        let lines = match (marked.is_empty(), self.code) {
            (false, _) => marked,
            // What else it writes when all went well is no complaint.
            (true, Some(0)) => Vec::new(),
            (true, _) => lines().collect(),
        };
        let shown: Vec<String> = lines.iter().take(MAX_LINES).map(|line| format!("  {line}")).collect();
        let more = lines.len().checked_sub(MAX_LINES).filter(|more| *more > 0);
        let more = more.map(|more| format!("\n  … and {more} more lines"));
        (!shown.is_empty()).then(|| shown.join("\n") + &more.unwrap_or_default())
    }
}

/// The command that a person types to install the packages.
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
    fn what_cannot_be_installed_here_is_named() {
        let why = |has_apt| Apt::of(has_apt, false, false, &["xvfb", "age"]).err().expect("no way").0;
        assert!(why(false).contains("no apt-get") && why(false).ends_with("xvfb age."));
        assert!(why(true).contains("no sudo") && why(true).ends_with("install --no-install-recommends xvfb age"));
    }

    #[test]
    fn errors_and_warnings_are_told() {
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
    fn a_source_that_fails_is_not_sudo_that_refuses() {
        assert!(outcome(0, "").started(&[]).is_ok());
        assert!(outcome(100, "E: no Release file").started(&[]).is_ok());
        for refused in [outcome(1, "sudo: a password is required"), Outcome { code: None, stderr: String::new() }] {
            let said = refused.stderr.clone();
            let why = refused.started(&["age"]).err().expect("a refusal").0;
            assert!(why.contains(&said) && why.contains("install --no-install-recommends age"), "{why}");
        }
    }
}
