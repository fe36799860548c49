use std::{
    fs::File,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use crate::{
    Failed, Result,
    package::{
        files::{copy, make, write},
        release::Release,
        sign::{OpenPgp, Signer},
    },
};

/// The address in the files for package managers if the configuration has none.
const NO_ADDRESS: &str = "https://ADDRESS";

/// The file with the public key.
const KEY: &str = "watchword.asc";

/// Copies packages into a folder, with the release's date.
pub(super) fn copy_all(release: &Release<'_>, packages: &[PathBuf], folder: &Path) -> Result {
    make(folder)?;
    let date = UNIX_EPOCH + Duration::from_secs(release.date);
    for package in packages {
        let to = folder.join(package.file_name().unwrap_or_default());
        copy(package, &to)?;
        let dated = File::options().write(true).open(&to).and_then(|file| file.set_modified(date));
        dated.map_err(|error| Failed(format!("{}: {error}.", to.display())))?;
    }
    Ok(())
}

/// Returns the key that signs repositories.
pub(super) fn key<'a>(release: &'a Release<'_>) -> Option<&'a OpenPgp> {
    let key = release.signer.as_ref().and_then(|signer| signer.openpgp.as_ref());
    if key.is_none() {
        eprintln!("The repository is not signed: there is no openpgp.key.");
    }
    key
}

/// Writes the public key, and the file that tells a package manager about the repository.
pub(super) fn write_client_files(
    release: &Release<'_>,
    openpgp: &OpenPgp,
    folder: &Path,
    name: &str,
    text: &str,
) -> Result {
    write(&folder.join(KEY), openpgp.public()?)?;
    let address = release.signer.as_ref().and_then(Signer::repository_address).unwrap_or(NO_ADDRESS);
    write(&folder.join(name), text.replace("ADDRESS", address.trim_end_matches('/')))
}
