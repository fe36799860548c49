//! Two builds of the same commit are the same, byte for byte.

use std::{
    env, fs,
    io::stderr,
    path::{self, Path, PathBuf},
};

use crate::{
    Failed, Result,
    package::{files::output, release::Release},
    workspace::run,
};

/// Builds the packages for Linux again, from a clone of the commit in another folder, and compares
/// them with those that were built. It takes as long as a release build of everything.
///
/// `sign` is the file that names the keys with which the packages were signed: it also has
/// addresses that are in the packages.
pub(super) fn verify(release: &Release<'_>, sign: Option<&str>) -> Result {
    let workspace = release.workspace;
    let changed = output(workspace.command("git").args(["status", "--porcelain"]))?;
    if !changed.is_empty() {
        return Err(Failed(format!("Only a commit can be built twice. These files differ from it:\n{changed}")));
    }
    // Their names have no spaces, which would separate options of the compiler.
    let (checkout, target) = (release.scratch("second-checkout")?, release.scratch("second-target")?);
    run(workspace.command("git").args(["clone", "--quiet", "--no-hardlinks", "."]).arg(&checkout))?;
    let mut build = workspace.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["xtask", "package"]).current_dir(&checkout).env("CARGO_TARGET_DIR", &target);
    if let Some(sign) = sign {
        let absolute = path::absolute(sign).map_err(|error| Failed(format!("{sign}: {error}.")))?;
        build.arg("--sign").arg(absolute);
    }
    run(build.stdout(stderr()))?;
    let (first, second) = (digests(release, &release.folder)?, digests(release, &target.join("package"))?);
    if first.is_empty() || first != second {
        let list = |digests: &[(String, String)]| {
            digests.iter().map(|(name, digest)| format!("\n  {digest}  {name}")).collect::<String>()
        };
        return Err(Failed(format!("First build:{}\nSecond build:{}\nThey differ.", list(&first), list(&second))));
    }
    for (name, digest) in &first {
        println!("the same when built again: {name} ({digest})");
    }
    // They take as much space as the first build.
    let _ = fs::remove_dir_all(&target);
    let _ = fs::remove_dir_all(&checkout);
    Ok(())
}

/// Returns the name and the digest of each package for Linux and of each bill of materials.
fn digests(release: &Release<'_>, folder: &Path) -> Result<Vec<(String, String)>> {
    let entries = fs::read_dir(folder).map_err(|error| Failed(format!("{}: {error}.", folder.display())))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_compared(path)).collect();
    files.sort();
    let digest = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_rpm = path.extension().is_some_and(|ending| ending == "rpm");
        let digest = if is_rpm {
            // What is in the package, without its header, which the signature is in.
            output(release.command("rpm").args(["--query", "--queryformat=%{PAYLOADDIGEST}", "--package"]).arg(&path))?
        } else {
            let sum = output(release.command("sha256sum").arg("--").arg(&path))?;
            sum.split(' ').next().unwrap_or_default().to_owned()
        };
        Ok((name, digest))
    };
    files.into_iter().map(digest).collect()
}

fn is_compared(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".deb", ".rpm", ".cdx.json"].iter().any(|ending| name.ends_with(ending))
        && !["-windows", "-macos"].iter().any(|system| name.contains(system))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_and_bills_for_linux_are_compared() {
        for name in ["watchword_1.0.0_amd64.deb", "watchword-1.0.0-1.x86_64.rpm", "watchword-1.0.0.cdx.json"] {
            assert!(is_compared(&Path::new("folder").join(name)), "{name}");
        }
        for name in [
            "SHA256SUMS",
            "watchword-1.0.0-x64.msi",
            "watchword-1.0.0-windows.cdx.json",
            "watchword-1.0.0-macos.cdx.json",
        ] {
            assert!(!is_compared(&Path::new("folder").join(name)), "{name}");
        }
    }
}
