use std::fmt;

use age::scrypt;
use age::secrecy::SecretString;
use unicode_normalization::UnicodeNormalization;

/// The cost of scrypt (RFC 7914) in a new backup, as log2 N: with age's r = 8 and p = 1 it takes
/// 256 MiB and about a second. The `age` tool writes the same.
const WORK_FACTOR: u8 = 18;
/// The highest cost that is read: 1 GiB, and several seconds.
const MAX_WORK_FACTOR: u8 = 20;

/// A passphrase that encrypts a backup instead of the recovery key, in Unicode normalization form
/// NFC, so that it is the same on every keyboard. Wiped when dropped.
pub struct BackupPassphrase(SecretString);

impl BackupPassphrase {
    /// The passphrase as a person typed it. Nothing is trimmed.
    pub fn typed(text: &str) -> Self {
        Self(text.nfc().collect::<String>().into())
    }

    pub(super) fn recipient(&self) -> scrypt::Recipient {
        let mut recipient = scrypt::Recipient::new(self.0.clone());
        recipient.set_work_factor(WORK_FACTOR);
        recipient
    }

    pub(super) fn identity(&self) -> scrypt::Identity {
        let mut identity = scrypt::Identity::new(self.0.clone());
        identity.set_max_work_factor(MAX_WORK_FACTOR);
        identity
    }
}

impl fmt::Debug for BackupPassphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}
