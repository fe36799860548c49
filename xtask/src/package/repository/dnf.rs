use std::path::{Path, PathBuf};

use super::common::{copy_all, key, write_client_files};
use crate::{
    Result,
    package::{release::Release, tool::capture},
};

/// For `/etc/yum.repos.d`. dnf asks once whether to trust the key.
const REPO: &str = "\
[watchword]
name=Watchword
baseurl=ADDRESS/dnf
enabled=1
gpgcheck=1
repo_gpgcheck=1
gpgkey=ADDRESS/dnf/watchword.asc
";

/// Builds a repository of these packages for dnf.
pub(super) fn build(release: &Release<'_>, folder: &Path, packages: &[PathBuf]) -> Result {
    copy_all(release, packages, folder)?;
    let mut createrepo = release.command("createrepo_c");
    createrepo.args(["--quiet", "--no-database", "--general-compress-type=gz", "--set-timestamp-to-revision"]);
    capture(createrepo.args(["--revision", &release.date.to_string()]).arg(folder))?;
    if let Some(openpgp) = key(release) {
        let index = folder.join("repodata/repomd.xml");
        openpgp.detached(&index, &index.with_extension("xml.asc"))?;
        write_client_files(release, openpgp, folder, "watchword.repo", REPO)?;
    }
    Ok(())
}
