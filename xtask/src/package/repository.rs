//! Package repositories for apt and dnf, to be copied to a web server as they are.

mod apt;
mod common;
mod dnf;

use std::fs;

use super::{files::packages, release::Release};
use crate::{Failed, Result};

/// Builds a repository of the .deb packages and one of the .rpm packages, and signs them if there
/// is a key. Everything except the signatures depends only on the packages and the release's date.
pub(super) fn build(release: &Release<'_>) -> Result {
    let folder = release.folder.join("repository");
    // The first time, there is nothing to remove.
    let _ = fs::remove_dir_all(&folder);
    let (debs, rpms) = (packages(&release.folder, "deb")?, packages(&release.folder, "rpm")?);
    if debs.is_empty() && rpms.is_empty() {
        let folder = release.folder.display();
        return Err(Failed(format!(
            "{folder} has no .deb and no .rpm packages. Build them, too: leave --windows out."
        )));
    }
    if !debs.is_empty() {
        apt::build(release, &folder.join("apt"), &debs)?;
    }
    if !rpms.is_empty() {
        dnf::build(release, &folder.join("dnf"), &rpms)?;
    }
    Ok(())
}
