use std::fmt::Write as _;

use super::{
    files::{make, output, write},
    release::Release,
    tree::Tree,
};
use crate::{Result, workspace::run};

/// Builds the Debian packages of the command and of the window.
pub(super) fn build(release: &Release<'_>) -> Result {
    Tree::both(release)?.iter().try_for_each(|tree| pack(release, tree))
}

fn pack(release: &Release<'_>, tree: &Tree) -> Result {
    tree.compressed(release, &changelog(release)?, &tree.document("changelog.gz"))?;
    let control = tree.root.join("DEBIAN");
    write(&control.join("md5sums"), tree.md5sums(release)?)?;
    write(&control.join("control"), fields(release, tree)?)?;
    let (work, plain) = (release.scratch(&format!("{}-deb", tree.name))?, "plain.deb");
    let mut deb = release.command("dpkg-deb");
    deb.current_dir(&work).args(["--root-owner-group", "-Znone", "--build"]).arg(&tree.root).arg(plain);
    run(deb.stdout(std::io::stderr()))?;
    run(release.command("ar").current_dir(&work).args(["x", plain]))?;
    // dpkg-deb can't be told to prepare programs for compression (x86), which saves a twentieth.
    // One thread, so that the result doesn't depend on their number.
    let mut xz = release.command("xz");
    xz.args(["--threads=1", "--check=crc32", "--x86", "--lzma2=preset=9e"]);
    run(xz.current_dir(&work).args(["control.tar", "data.tar"]))?;
    let package = release.deb(tree.name);
    let mut ar = release.command("ar");
    ar.current_dir(&work).arg("rcSD").arg(package);
    run(ar.args(["debian-binary", "control.tar.xz", "data.tar.xz"]))
}

/// Returns the package's control file (Debian Policy, section 5.3).
fn fields(release: &Release<'_>, tree: &Tree) -> Result<String> {
    let mut text = format!(
        "Package: {}\nVersion: {}\nSection: utils\nPriority: optional\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n\
         Installed-Size: {}\nDepends: {}\nRecommends: {}\n",
        tree.name,
        release.version,
        tree.kibibytes()?,
        dependencies(release, tree)?,
        tree.recommends[0],
    );
    if let Some(address) = release.address() {
        let _ = writeln!(text, "Homepage: {address}");
    }
    let _ = writeln!(text, "Description: {}\n {}", tree.summary, tree.description.replace('\n', "\n "));
    Ok(text)
}

/// Nobody can be reached at this address: bugs are reported where the source is.
const MAINTAINER: &str = "The Watchword authors <authors@watchword.invalid>";

/// Returns the packages with the libraries that the program is linked with, as Debian's own tool
/// finds them.
fn dependencies(release: &Release<'_>, tree: &Tree) -> Result<String> {
    let work = release.scratch("shlibdeps")?;
    make(&work.join("debian"))?;
    write(&work.join("debian/control"), "Source: watchword\n\nPackage: watchword\nArchitecture: any\n")?;
    let program = tree.root.join("usr/bin").join(tree.program);
    let told = output(release.command("dpkg-shlibdeps").current_dir(&work).arg("-O").arg(program))?;
    Ok(told.trim().trim_start_matches("shlibs:Depends=").to_owned())
}

/// Returns the changelog in Debian's form. What changed is in the file NEWS beside it.
fn changelog(release: &Release<'_>) -> Result<String> {
    let date = output(release.command("date").args(["--rfc-email", "--date", &format!("@{}", release.date)]))?;
    Ok(format!(
        "watchword ({}) stable; urgency=medium\n\n  * This version's changes are in NEWS.gz.\n\n -- {MAINTAINER}  {date}",
        release.version
    ))
}
