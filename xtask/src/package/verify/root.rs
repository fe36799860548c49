use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::super::{
    files::{copy, make, output, read},
    release::Release,
};
use crate::{Failed, Result, workspace::run};

/// A throw-away Debian system in a folder.
pub(super) struct Root {
    pub(super) folder: PathBuf,
}

/// The folders whose contents change without a package's doing.
const CHANGING: &[&str] = &["dev", "home", "packages", "proc", "root", "run", "sys", "tmp", "var"];

impl Root {
    /// Makes a minimal system of the release of Debian that this machine runs. What was downloaded
    /// once is kept for the next time.
    ///
    /// # Errors
    /// Fails if the user isn't root, or the packages can't be downloaded.
    pub(super) fn debian(release: &Release<'_>) -> Result<Self> {
        if output(Command::new("id").arg("--user"))?.trim() != "0" {
            return Err(Failed("Only root can install packages in a throw-away system: use sudo.".to_owned()));
        }
        let base = release.workspace.target.join("debian");
        if !base.join("etc/debian_version").exists() {
            make(&base)?;
            let system = read(Path::new("/etc/os-release"))?;
            let name = system.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).unwrap_or("stable");
            let mut bootstrap = release.command("debootstrap");
            run(bootstrap.args(["--variant=minbase", name]).arg(&base).arg("http://deb.debian.org/debian"))?;
        }
        let folder = release.scratch("debian")?;
        run(release.command("cp").arg("--archive").arg(base.join(".")).arg(&folder))?;
        let shared = folder.join("dev/shm");
        make(&shared)?;
        run(release.command("chmod").arg("1777").arg(shared))?;
        Ok(Self { folder })
    }

    /// Builds a command that runs a program in the system, with processes and mounts of its own.
    pub(super) fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]);
        command.arg(format!("--root={}", self.folder.display())).args(["--wd=/", "--", program]);
        command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", "/root").env("LC_ALL", "C.UTF-8");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }

    /// Copies a file into the system, and returns its path there.
    pub(super) fn bring(&self, file: &Path) -> Result<String> {
        let path = format!("/packages/{}", file.file_name().unwrap_or_default().to_string_lossy());
        copy(file, &self.folder.join(path.trim_start_matches('/')))?;
        Ok(path)
    }

    /// Installs packages, by their names or by the paths of their files, and what they depend on.
    pub(super) fn install(&self, packages: &[&str]) -> Result {
        let mut apt = self.inside("apt-get");
        apt.args(["-qq", "-o", "Dpkg::Use-Pty=0", "install", "--yes", "--no-install-recommends"]).args(packages);
        run(apt.stdout(std::io::stderr()))
    }

    /// Returns the paths of everything in the system that only packages change.
    pub(super) fn listing(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let fixed = entries.filter(|entry| !CHANGING.iter().any(|name| entry.file_name() == *name));
        fixed.for_each(|entry| list(&entry.path(), &mut found));
        found
    }
}

fn list(path: &Path, found: &mut BTreeSet<PathBuf>) {
    found.insert(path.to_owned());
    if path.is_dir() && !path.is_symlink() {
        fs::read_dir(path).into_iter().flatten().flatten().for_each(|entry| list(&entry.path(), found));
    }
}
