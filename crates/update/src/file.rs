use std::cmp::Ordering;
use std::str;

use minisign_verify::{PublicKey, Signature};
use semver::Version;
use serde::Deserialize;
use url::Url;

use crate::UpdateError;

/// The channel that this program follows.
pub(crate) const CHANNEL: &str = "stable";

/// A version newer than this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The newer version, as in Semantic Versioning 2.0.0.
    pub version: String,
    /// The page about it: an HTTPS address in ASCII, for a browser.
    pub page: String,
}

/// What an update file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    channel: String,
    version: String,
    address: String,
}

/// Reads an update file whose minisign signature is `signature`. Only prehashed signatures count,
/// and the trusted comment has to be signed too. Returns `None` if it offers version `current`.
pub(crate) fn read(
    file: &[u8],
    signature: &[u8],
    key: &PublicKey,
    current: &Version,
) -> Result<Option<Update>, UpdateError> {
    let signature = str::from_utf8(signature).ok().and_then(|text| Signature::decode(text).ok());
    let signature = signature.ok_or(UpdateError::Signature)?;
    key.verify(file, &signature, false).map_err(|_| UpdateError::Signature)?;

    let contents: Contents = serde_json::from_slice(file).map_err(|_| UpdateError::Unreadable)?;
    if contents.channel != CHANNEL {
        return Err(UpdateError::Channel);
    }
    let version = Version::parse(&contents.version).map_err(|_| UpdateError::Unreadable)?;
    let page = page(&contents.address).ok_or(UpdateError::Unreadable)?;
    match version.cmp_precedence(current) {
        Ordering::Less => Err(UpdateError::Older { offered: version.to_string() }),
        Ordering::Equal => Ok(None),
        Ordering::Greater => Ok(Some(Update { version: version.to_string(), page })),
    }
}

fn page(address: &str) -> Option<String> {
    let page = Url::parse(address).ok()?;
    let names_no_user = page.username().is_empty() && page.password().is_none();
    (page.scheme() == "https" && page.has_host() && names_no_user).then(|| page.into())
}
