use std::path::Path;

use super::digests;
use crate::{
    Failed, Result,
    package::{
        files::{files, read},
        sign::OpenPgp,
        tool::{capture, tool},
    },
};

/// Checks a dnf repository: the signature of its index, the digests in the index, and the digests
/// and signatures of the packages.
pub(super) fn check(folder: &Path, openpgp: &OpenPgp) -> Result {
    let (keyring, index) = (openpgp.keyring()?, folder.join("repodata/repomd.xml"));
    keyring.detached(&index.with_extension("xml.asc"), &index)?;
    let lists = listed(&read(&index)?, "<data ");
    digests::check(folder, &lists)?;
    let primary = lists.lines().find_map(|line| line.split_once("  ").filter(|(_, path)| path.contains("-primary.")));
    let (_, primary) = primary.ok_or_else(|| Failed("repomd.xml lists no packages. Build it again.".to_owned()))?;
    let primary = capture(tool("gzip").args(["--decompress", "--stdout"]).arg(folder.join(primary)))?;
    let packages = listed(&primary, "<package ");
    digests::check(folder, &packages)?;
    for package in files(folder)?.iter().filter(|file| file.extension().is_some_and(|it| it == "rpm")) {
        let name = package.file_name().unwrap_or_default().to_string_lossy();
        if !packages.lines().any(|line| line.ends_with(&format!("  {name}"))) {
            return Err(Failed(format!("The repository doesn't list {name}. Build it again.")));
        }
        keyring.rpm(package)?;
    }
    Ok(())
}

/// Returns the digests and paths in a list in XML as `sha256sum` writes them. `start` begins an
/// entry.
fn listed(xml: &str, start: &str) -> String {
    let digest = |entry: &str| {
        let (_, rest) = entry.split_once("<checksum type=\"sha256\"")?;
        let digest = rest.split_once('>')?.1.split_once('<')?.0;
        let path = entry.split_once("<location href=\"")?.1.split_once('"')?.0;
        Some(format!("{digest}  {path}\n"))
    };
    xml.split(start).skip(1).filter_map(digest).collect()
}
