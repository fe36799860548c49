use std::collections::HashSet;

use sha2::{Digest as _, Sha256};
use watchword_otp::Secret;

use crate::unlocked::UnlockedVault;

/// Number of bytes of a mark: enough to tell a vault's accounts apart.
const MARK_BYTES: usize = 16;

/// Accounts that an organisation hands out, each only once.
impl UnlockedVault {
    /// The mark by which this vault knows a seed again: it tells nothing of the seed, and another
    /// vault has another one.
    pub fn provisioning_mark(&self, secret: &Secret) -> String {
        let hash = Sha256::new().chain_update(b"provisioned").chain_update(self.uuid()).chain_update(secret.expose());
        data_encoding::BASE64URL_NOPAD.encode(&hash.finalize()[..MARK_BYTES])
    }

    /// The marks of the accounts that were handed out before.
    pub fn provisioned(&self) -> HashSet<&str> {
        self.state.body.provisioned.iter().map(String::as_str).collect()
    }
}
