use uuid::Uuid;

use crate::format::keys::Key;

const CONTENT_BYTES: usize = 16 + 8 + 8;
/// Length of a record with its HMAC, in bytes.
pub(crate) const RECORD_BYTES: usize = CONTENT_BYTES + 32;

/// One record of the HOTP journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) account: Uuid,
    /// The counter of the account's next code.
    pub(crate) next: u64,
    /// Codes that the whole vault has given out so far, including this one.
    pub(crate) draws: u64,
}

impl Record {
    /// Encodes the record with its HMAC under `key`, the subkey `counters`.
    pub(crate) fn write(self, key: &Key) -> [u8; RECORD_BYTES] {
        let mut record = [0; RECORD_BYTES];
        record[..16].copy_from_slice(self.account.as_bytes());
        record[16..24].copy_from_slice(&self.next.to_be_bytes());
        record[24..CONTENT_BYTES].copy_from_slice(&self.draws.to_be_bytes());
        let mac = key.mac(&record[..CONTENT_BYTES]);
        record[CONTENT_BYTES..].copy_from_slice(&mac);
        record
    }

    /// Decodes a record; `None` if its HMAC is wrong.
    pub(crate) fn read(record: &[u8; RECORD_BYTES], key: &Key) -> Option<Self> {
        let (content, mac) = record.split_at(CONTENT_BYTES);
        key.verifies(content, mac).then_some(())?;
        let (account, rest) = content.split_first_chunk::<16>()?;
        let (next, draws) = rest.split_first_chunk::<8>()?;
        Some(Self {
            account: Uuid::from_bytes(*account),
            next: u64::from_be_bytes(*next),
            draws: u64::from_be_bytes(draws.try_into().ok()?),
        })
    }
}
