//! Whether every signature is right, and whether anybody would notice if it weren't.

mod apt;
mod digests;
mod dnf;
mod trial;

use std::path::{Path, PathBuf};

use trial::Trial;

use crate::{
    Failed, Result,
    package::{
        files::{files, has_extension, packages, read},
        sign::{Authenticode, Minisign, OpenPgp, Signer, signature},
        temporary::Temporary,
        tool::{capture, tool},
        update,
    },
};

const CHECKSUMS: &str = "SHA256SUMS";

/// Checks every signature in a folder of packages for which there is a key, and that it is refused
/// after one byte is changed. Prints one line for each.
///
/// # Errors
/// Fails if a signature is missing or wrong, or if a changed file is accepted.
pub(crate) fn verify(folder: &Path, signer: &Signer) -> Result {
    let inside = Temporary::new()?;
    let mut trials = Vec::new();
    match &signer.authenticode {
        Some(authenticode) => trials.extend(windows(folder, inside.path(), authenticode)?),
        None if packages(folder, "msi")?.is_empty() => {}
        None => signer.cannot("check the .msi", "authenticode.key"),
    }
    match &signer.openpgp {
        Some(openpgp) => trials.extend(linux(folder, openpgp)?),
        None if packages(folder, "rpm")?.is_empty() && !folder.join("repository").exists() => {}
        None => signer.cannot("check .rpm packages and repositories", "openpgp.key"),
    }
    match &signer.minisign {
        Some(minisign) => {
            trials.push(checksums(folder, minisign)?);
            trials.extend(folder.join(update::NAME).is_file().then(|| update_file(folder, minisign)));
        }
        None => signer.cannot("check the checksums", "minisign.key"),
    }
    trials.iter().try_for_each(Trial::run)
}

/// Returns the trials of installers, and of the programs inside them, which it unpacks to `inside`.
fn windows<'a>(folder: &Path, inside: &Path, authenticode: &'a Authenticode) -> Result<Vec<Trial<'a>>> {
    let mut signed = Vec::new();
    for package in packages(folder, "msi")? {
        let files_of = inside.join(package.file_name().unwrap_or_default());
        capture(tool("msiextract").arg("--directory").arg(&files_of).arg(&package))?;
        signed.push(package);
        signed.extend(files(&files_of)?.into_iter().filter(|file| has_extension(file, "exe")));
    }
    let trial = |file: &PathBuf| Trial::file(file, Box::new(|file| authenticode.verify(file)));
    Ok(signed.iter().map(trial).collect())
}

/// Returns the trials of .rpm packages and repositories.
fn linux<'a>(folder: &Path, openpgp: &'a OpenPgp) -> Result<Vec<Trial<'a>>> {
    let trial = |package: &PathBuf| Trial::file(package, Box::new(|package| openpgp.keyring()?.rpm(package)));
    let mut trials: Vec<Trial<'_>> = packages(folder, "rpm")?.iter().map(trial).collect();
    let (apt, dnf) = (folder.join("repository/apt"), folder.join("repository/dnf"));
    if apt.is_dir() {
        trials.push(Trial::repository(&apt, Box::new(|folder| apt::check(folder, openpgp)))?);
    }
    if dnf.is_dir() {
        trials.push(Trial::repository(&dnf, Box::new(|folder| dnf::check(folder, openpgp)))?);
    }
    Ok(trials)
}

/// Returns the trial of the checksums. Every package must have one.
fn checksums<'a>(folder: &Path, minisign: &'a Minisign) -> Result<Trial<'a>> {
    let list = read(&folder.join(CHECKSUMS))?;
    let names: Vec<PathBuf> = list.lines().filter_map(|line| Some(line.split_once("  ")?.1.into())).collect();
    for kind in ["deb", "rpm", "msi"] {
        let packages = packages(folder, kind)?;
        if let Some(other) =
            packages.iter().find(|package| !names.contains(&package.file_name().unwrap_or_default().into()))
        {
            return Err(Failed(format!("{CHECKSUMS} lacks {}. Build the packages again.", other.display())));
        }
    }
    Ok(Trial {
        name: CHECKSUMS.to_owned(),
        folder: folder.to_owned(),
        files: signed(CHECKSUMS).into_iter().chain(names.iter().cloned()).collect(),
        changed: signed(CHECKSUMS).into_iter().chain(names).collect(),
        check: Box::new(|folder| {
            minisign.verify(&folder.join(CHECKSUMS))?;
            digests::check(folder, &read(&folder.join(CHECKSUMS))?)
        }),
    })
}

/// Returns the trial of the update file.
fn update_file<'a>(folder: &Path, minisign: &'a Minisign) -> Trial<'a> {
    Trial {
        name: update::NAME.to_owned(),
        folder: folder.to_owned(),
        files: signed(update::NAME),
        changed: signed(update::NAME),
        check: Box::new(|folder| minisign.verify(&folder.join(update::NAME))),
    }
}

/// Returns the names of a file and its signature.
fn signed(name: &str) -> Vec<PathBuf> {
    vec![name.into(), signature(Path::new(name))]
}
