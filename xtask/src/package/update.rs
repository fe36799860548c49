use super::{files::write, release::Release};
use crate::Result;

/// The file's name. Its folder on the web server has one such file for each channel.
pub(super) const NAME: &str = "stable.json";

/// Writes and signs the file in which Watchword finds the newest version, if the configuration has
/// the address of versions.
pub(super) fn write_update(release: &Release<'_>) -> Result {
    let Some(signer) = &release.signer else { return Ok(()) };
    let version = &release.version;
    // Who follows the channel `stable` waits for the release.
    if version.contains('-') {
        return Ok(());
    }
    let Some(address) = signer.update_address(version) else { return Ok(()) };
    let file = release.folder.join(NAME);
    // No part needs escaping.
    write(&file, format!("{{\"channel\":\"stable\",\"version\":\"{version}\",\"address\":\"{address}\"}}\n"))?;
    signer.minisign_with(&file, &format!("Watchword {version} in the channel stable"))
}
