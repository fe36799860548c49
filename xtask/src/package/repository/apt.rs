use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::common::{copy_all, key, write_client_files};
use crate::{
    Result,
    package::{
        files::{make, write},
        release::Release,
        tool::capture,
    },
};

/// For `/etc/apt/sources.list.d`. apt doesn't ask for a key that is named here.
const SOURCES: &str = "\
Types: deb
URIs: ADDRESS/apt
Suites: stable
Components: main
Signed-By: /etc/apt/keyrings/watchword.asc
";

/// Builds a repository of these packages for apt.
pub(super) fn build(release: &Release<'_>, folder: &Path, packages: &[PathBuf]) -> Result {
    copy_all(release, packages, &folder.join("pool"))?;
    let suite = folder.join("dists/stable");
    let architectures = architectures(release, packages)?;
    for architecture in &architectures {
        let listed = suite.join(format!("main/binary-{architecture}"));
        make(&listed)?;
        let mut ftparchive = release.command("apt-ftparchive");
        let text = capture(ftparchive.current_dir(folder).args(["--arch", architecture, "packages", "pool"]))?;
        // As they are read from the disk, packages have no order of their own.
        let mut entries: Vec<&str> = text.trim_end().split("\n\n").collect();
        entries.sort_unstable();
        write(&listed.join("Packages"), entries.join("\n\n") + "\n\n")?;
        // Without the time and the name, which gzip would add.
        capture(release.command("gzip").args(["--best", "--no-name", "--keep"]).arg(listed.join("Packages")))?;
    }
    let text = index(release, &suite, &architectures)?;
    let index = suite.join("Release");
    write(&index, text)?;
    if let Some(openpgp) = key(release) {
        openpgp.inline(&index, &suite.join("InRelease"))?;
        openpgp.detached(&index, &suite.join("Release.gpg"))?;
        write_client_files(release, openpgp, folder, "watchword.sources", SOURCES)?;
    }
    Ok(())
}

/// Returns the names of the architectures that the packages are for.
fn architectures(release: &Release<'_>, packages: &[PathBuf]) -> Result<BTreeSet<String>> {
    let architecture = |package: &PathBuf| {
        let told = capture(release.command("dpkg-deb").arg("--field").arg(package).arg("Architecture"))?;
        Ok(told.trim().to_owned())
    };
    packages.iter().map(architecture).collect()
}

/// Returns the index of a suite, which has the digest of every list of packages.
fn index(release: &Release<'_>, suite: &Path, architectures: &BTreeSet<String>) -> Result<String> {
    let architectures: Vec<&str> = architectures.iter().map(String::as_str).collect();
    let date = capture(release.command("date").args(["--utc", "--rfc-email", &format!("--date=@{}", release.date)]))?;
    let fields = [
        ("Origin", "Watchword"),
        ("Label", "Watchword"),
        ("Suite", "stable"),
        ("Codename", "stable"),
        ("Date", date.trim()),
        ("Architectures", &architectures.join(" ")),
        ("Components", "main"),
    ];
    let mut ftparchive = release.command("apt-ftparchive");
    for (name, value) in fields {
        ftparchive.args(["-o", &format!("APT::FTPArchive::Release::{name}={value}")]);
    }
    // apt has preferred SHA-256 since 2016.
    capture(ftparchive.args(["--md5=no", "--sha1=no", "--sha512=no", "release"]).arg(suite))
}
