use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::format::base64;
use crate::format::keys::{Key, sha256};
use crate::format::slots::{PinSlot, RecoverySlot};
use crate::keyring::kind::StoreKind;

/// The format this build writes, and the highest it reads.
pub(crate) const FORMAT: u16 = 1;
/// The longest `vault.bin`, in bytes.
pub(crate) const MAX_VAULT_BYTES: u64 = 64 << 20;

const MAGIC: &[u8; 8] = b"WATCHWRD";
/// The length of magic and format, in bytes.
pub(crate) const FORMAT_END: usize = 10;
/// Room for the names of the pages of as many accounts as a vault holds, twice.
const MAX_HEADER_BYTES: usize = 256 << 10;
const MAC_BYTES: usize = 32;
/// The longest name of a need that is told.
const MAX_NEED_CHARS: usize = 32;

/// What is readable without the PIN. Authenticated by an HMAC under a subkey of the device key.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Header {
    pub(crate) uuid: Uuid,
    /// Goes up by at least one with every save; the first file has 1.
    pub(crate) generation: u64,
    /// Random at every save: two files of one generation are never the same one, whatever is in
    /// their bodies.
    pub(crate) save: Uuid,
    /// What a reader must be able to do besides what format 1 asks for. One that lacks any of it
    /// refuses by its name.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    pub(crate) store: StoreKind,
    /// Names the device key without telling it.
    pub(crate) device_key: String,
    pub(crate) pin: PinSlot,
    pub(crate) recovery: Option<RecoverySlot>,
    /// The uuids of the seed pages in use and retired, 16 bytes each. Deleting a vault that a
    /// restore replaced deletes its pages too, and is done without the key to its body.
    #[serde(with = "base64")]
    pub(crate) pages: Vec<u8>,
}

/// Why bytes are no vault file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    Damaged,
    /// A format above [`FORMAT`]; its number.
    Newer(u16),
    /// Something that only a later Watchword can do.
    Needs(String),
}

/// A vault file taken apart, nothing of it opened.
pub(crate) struct VaultFile<'a> {
    /// Not to be trusted before [`VaultFile::is_authentic`].
    pub(crate) header: Header,
    authenticated: &'a [u8],
    mac: &'a [u8],
    pub(crate) body: &'a [u8],
    /// SHA-256 of everything before the body: what the body is sealed with and `head` remembers.
    pub(crate) hash: [u8; 32],
}

impl<'a> VaultFile<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(Unreadable::Damaged)?;
        let (format, rest) = rest.split_first_chunk::<2>().ok_or(Unreadable::Damaged)?;
        if magic != MAGIC {
            return Err(Unreadable::Damaged);
        }
        match u16::from_be_bytes(*format) {
            FORMAT => {}
            0 => return Err(Unreadable::Damaged),
            newer => return Err(Unreadable::Newer(newer)),
        }
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Unreadable::Damaged)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > MAX_HEADER_BYTES {
            return Err(Unreadable::Damaged);
        }
        let (json, rest) = rest.split_at_checked(length).ok_or(Unreadable::Damaged)?;
        let (mac, body) = rest.split_at_checked(MAC_BYTES).ok_or(Unreadable::Damaged)?;
        let header: Header = serde_json::from_slice(json).map_err(|_| Unreadable::Damaged)?;
        if let Some(need) = header.needs.first() {
            let name = need.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
            return Err(Unreadable::Needs(name.take(MAX_NEED_CHARS).collect()));
        }
        let before_mac = bytes.len() - rest.len();
        let hash = sha256(&bytes[..before_mac + MAC_BYTES]);
        Ok(Self { header, authenticated: &bytes[..before_mac], mac, body, hash })
    }

    /// Whether the header is as it was written, and asks for nothing unreasonable.
    pub(crate) fn is_authentic(&self, device: &Key) -> bool {
        device.derive("header", self.header.uuid).verifies(self.authenticated, self.mac)
            && self.header.pin.kdf.acceptable()
            && self.header.pin.salt.len() == 16
    }
}

impl Header {
    /// The seed pages that the header names.
    pub(crate) fn page_ids(&self) -> impl Iterator<Item = Uuid> {
        self.pages.as_chunks().0.iter().map(|id| Uuid::from_bytes(*id))
    }

    /// The header and its MAC, as they stand at the beginning of a vault file.
    pub(crate) fn write(&self, device: &Key) -> Vec<u8> {
        let json = serde_json::to_vec(self).expect("a header is plain data");
        let mut bytes = Vec::with_capacity(14 + json.len() + MAC_BYTES);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&(json.len() as u32).to_be_bytes());
        bytes.extend_from_slice(&json);
        let mac = device.derive("header", self.uuid).mac(&bytes);
        bytes.extend_from_slice(&mac);
        bytes
    }
}
