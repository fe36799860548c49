use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    files::{copy, make, output, read, write},
    remap,
    sign::Signer,
};
use crate::{
    Failed, Result, ui,
    workspace::{Workspace, run},
};

/// The packages for Linux: the command's, and the window's, which recommends it.
pub(crate) const PACKAGES: [&str; 2] = ["watchword", "watchword-desktop"];
/// The program, and its crate, that only Linux has. It is in the command's package.
pub(super) const AGENT: &str = "watchword-agent";

/// One version of Watchword, to be packed.
pub(crate) struct Release<'a> {
    pub(crate) workspace: &'a Workspace,
    /// The version, such as `1.2.3`.
    pub(crate) version: String,
    /// The time of the commit in seconds since 1970, which packages have in place of the time at
    /// which they are built (`SOURCE_DATE_EPOCH`).
    pub(crate) date: u64,
    /// The folder of the packages.
    pub(crate) folder: PathBuf,
    pub(crate) signer: Option<Signer>,
}

impl<'a> Release<'a> {
    /// Prepares a release of the checkout's commit.
    pub(crate) fn new(workspace: &'a Workspace, signer: Option<Signer>) -> Result<Self> {
        let date = output(workspace.command("git").args(["log", "-1", "--format=%ct"]))?;
        let date = date.trim().parse().map_err(|_| Failed(format!("Not the time of a commit: {date}.")))?;
        let folder = workspace.target.join("package");
        make(&folder)?;
        Ok(Self { workspace, version: version(workspace)?, date, folder, signer })
    }

    /// Empties the folder of the packages, which may have some of another version.
    pub(crate) fn without_packages(self) -> Result<Self> {
        fs::remove_dir_all(&self.folder).map_err(|error| Failed(format!("{}: {error}.", self.folder.display())))?;
        make(&self.folder)?;
        Ok(self)
    }

    /// Builds a command whose result doesn't depend on the time or the folder of the build.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = self.workspace.command(program);
        command.env("SOURCE_DATE_EPOCH", self.date.to_string()).env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
        command
    }

    /// Returns an empty folder for the work on one package.
    pub(crate) fn scratch(&self, name: &str) -> Result<PathBuf> {
        let folder = self.workspace.target.join("package-work").join(name);
        // The first time, there is nothing to remove.
        let _ = fs::remove_dir_all(&folder);
        make(&folder)?;
        Ok(folder)
    }

    /// Builds the window and the command for this system.
    pub(crate) fn build_for_linux(&self) -> Result {
        ui::build(self.workspace)?;
        if !self.workspace.target.join("release/build").exists() {
            eprintln!("The first release build takes about 14 minutes on two cores; later ones take two.");
            eprintln!("It goes to {}.", self.workspace.target.display());
        }
        let mut cargo = self.workspace.cargo("build");
        // Not with the tests, whose features must not get into what people install.
        let programs = ["watchword-app", "watchword-cli", "watchword-agent"];
        cargo.args(["--release", "--locked"]).args(programs.map(|program| format!("--package={program}")));
        run(self.released(&mut cargo)?)
    }

    /// Builds the programs that measure the released ones, with the same options, so that they
    /// share what they are built from.
    pub(crate) fn build_benchmarks(&self) -> Result {
        let mut cargo = self.workspace.cargo("build");
        cargo.args(["--release", "--locked", "--package=watchword-tests", "--bins"]);
        run(remap::paths(self.workspace, &mut cargo)?)
    }

    /// Adds to a call of cargo what makes the window's program a released one.
    pub(crate) fn released<'b>(&self, cargo: &'b mut Command) -> Result<&'b mut Command> {
        Ok(remap::paths(self.workspace, cargo)?
            .env("SOURCE_DATE_EPOCH", self.date.to_string())
            // Tauri leaves out the commands of its own that the capabilities don't allow.
            .env("REMOVE_UNUSED_COMMANDS", self.workspace.root.join("src-tauri"))
            // Without it, the app would ask a development server for its page.
            .arg("--features=tauri/custom-protocol"))
    }

    /// Returns the address of the project's page on the web, if the file that names the keys has
    /// it.
    pub(crate) fn address(&self) -> Option<&str> {
        self.signer.as_ref().and_then(Signer::project_address)
    }

    /// Returns the same programs as a version before this one, packed in another folder. No version
    /// was released before the first one, and upgrading needs two.
    pub(crate) fn before(&self) -> Result<Self> {
        let (version, folder) = ("0.0.1".to_owned(), self.scratch("before")?);
        let before = Self { workspace: self.workspace, version, date: self.date, folder, signer: None };
        for program in PACKAGES.iter().chain(&[AGENT]) {
            copy(&self.bill(program, ""), &before.bill(program, ""))?;
        }
        Ok(before)
    }

    /// Returns the path of the Debian package with this name.
    pub(crate) fn deb(&self, package: &str) -> PathBuf {
        self.folder.join(format!("{package}_{}_amd64.deb", self.version))
    }

    /// Returns the path of the `.rpm` package with this name.
    pub(crate) fn rpm(&self, package: &str) -> PathBuf {
        self.folder.join(format!("{package}-{}-1.x86_64.rpm", self.version))
    }

    /// Returns the path of a package's bill of materials. The suffix names the system: nothing for
    /// Linux, `-windows`, `-macos`.
    pub(crate) fn bill(&self, package: &str, suffix: &str) -> PathBuf {
        self.folder.join(format!("{package}-{}{suffix}.cdx.json", self.version))
    }

    /// Writes `SHA256SUMS` of all packages, and signs it if there are keys.
    pub(crate) fn write_checksums(&self) -> Result {
        let names = names(&self.folder)?;
        let sums = output(self.workspace.command("sha256sum").current_dir(&self.folder).args(&names))?;
        let path = self.folder.join("SHA256SUMS");
        write(&path, &sums)?;
        self.signer.as_ref().map_or(Ok(()), |signer| signer.minisign(&path))
    }
}

/// Returns the version of the workspace.
pub(crate) fn version(workspace: &Workspace) -> Result<String> {
    let manifest = read(&workspace.root.join("Cargo.toml"))?;
    version_in(&manifest).map(str::to_owned).ok_or_else(|| Failed("Cargo.toml has no version.".to_owned()))
}

fn version_in(manifest: &str) -> Option<&str> {
    let (_, after) = manifest.split_once("\n[workspace.package]\nversion = \"")?;
    after.split_once('"').map(|(version, _)| version)
}

/// Returns the names of the packages in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|error| Failed(format!("{}: {error}.", folder.display())))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let kinds = [".deb", ".rpm", ".msi", ".dmg", ".cdx.json"];
    let mut names: Vec<String> = names.filter(|name| kinds.iter().any(|kind| name.ends_with(kind))).collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn version_is_that_of_the_workspace() {
        let manifest =
            "[workspace]\nmembers = []\n\n[workspace.package]\nversion = \"0.1.0\"\n\n[x]\nversion = \"0.2.0\"\n";
        assert_eq!(version_in(manifest), Some("0.1.0"));
        assert_eq!(version_in("[package]\nversion = \"0.1.0\"\n"), None);
    }
}
