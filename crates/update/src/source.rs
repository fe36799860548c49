use std::time::Duration;

use minisign_verify::PublicKey;
use semver::Version;

use crate::UpdateError;
use crate::address::Address;
use crate::fetch::Client;
use crate::file::{self, CHANNEL, Update};

/// How long a check may take, from looking up the server's name to the last byte.
const TIME: Duration = Duration::from_secs(10);
/// The largest update file, in bytes.
const MOST_FILE_BYTES: u64 = 4 << 10;
/// The largest signature, in bytes.
const MOST_SIGNATURE_BYTES: u64 = 2 << 10;

/// Where a program's newer versions are announced, and who may announce them: known when the
/// program is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source<'a> {
    /// The folder of the update file and its signature, `stable.json` and `stable.json.minisig`: an
    /// HTTPS address, or for tests an HTTP address with an IP address of this computer.
    pub address: &'a str,
    /// The minisign public key that signs the file, in base64.
    pub key: &'a str,
    /// The program's own version, as in Semantic Versioning 2.0.0.
    pub version: &'a str,
}

impl Source<'_> {
    /// Asks whether there is a newer version. Takes 10 seconds at most, apart from what Windows and
    /// macOS need to check a certificate, and two requests with up to three redirects each. A
    /// redirect may lead to another host but never away from HTTPS. Sends no cookie, no version and
    /// no name of a system. HTTPS uses the proxy that the environment names, and the certificates
    /// that the system trusts.
    ///
    /// # Errors
    /// [`UpdateError`] has every reason. Nothing is connected to after [`UpdateError::Source`].
    pub fn check(&self) -> Result<Option<Update>, UpdateError> {
        self.check_within(TIME)
    }

    /// Does the same as [`Self::check`], but in less time or more.
    ///
    /// # Errors
    /// The same as [`Self::check`].
    pub fn check_within(&self, time: Duration) -> Result<Option<Update>, UpdateError> {
        let key = PublicKey::from_base64(self.key).map_err(|_| UpdateError::Source)?;
        let current = Version::parse(self.version).map_err(|_| UpdateError::Source)?;
        let folder = Address::parse(self.address).ok_or(UpdateError::Source)?;
        let address = |ending: &str| folder.file(&format!("{CHANNEL}.json{ending}")).ok_or(UpdateError::Source);
        let (of_file, of_signature) = (address("")?, address(".minisig")?);

        let client = Client::new(time);
        let file = client.read(&of_file, MOST_FILE_BYTES)?;
        let signature = client.read(&of_signature, MOST_SIGNATURE_BYTES)?;
        file::read(&file, &signature, &key, &current)
    }
}
