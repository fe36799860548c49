use super::super::{
    release::{PACKAGES, Release},
    tree::Tree,
};
use crate::{Result, workspace::run};

/// What lintian may say, and why.
const LINTIAN: &[&str] = &[
    // A Rust library names a font that lintian takes for part of FreeType's list.
    "embedded-library",
];

/// Runs the linters of packages, AppStream data and desktop files.
pub(super) fn verify(release: &Release<'_>) -> Result {
    for package in PACKAGES {
        let path = release.deb(package);
        let mut lintian = release.command("lintian");
        lintian.args(["--fail-on=error,warning", "--allow-root", "--no-cfg", "--profile=debian"]);
        run(lintian.arg(format!("--suppress-tags={}", LINTIAN.join(","))).arg(path))?;
    }
    let rpmlint = release.workspace.root.join("packaging/linux/rpmlint.toml");
    run(release.command("rpmlint").arg("--config").arg(rpmlint).args(PACKAGES.map(|package| release.rpm(package))))?;
    let tree = Tree::desktop(release)?;
    let share = tree.root.join("usr/share");
    let mut appstream = release.command("appstreamcli");
    run(appstream.args(["validate", "--no-net"]).arg(share.join("metainfo/org.watchword.Watchword.metainfo.xml")))?;
    run(release.command("desktop-file-validate").arg(share.join("applications/org.watchword.Watchword.desktop")))
}
