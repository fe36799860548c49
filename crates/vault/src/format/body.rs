use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;
use watchword_otp::Parameters;
use zeroize::Zeroizing;

use crate::format::backup_records::{KeyRecord, PassphraseBackup};
use crate::format::base64;
use crate::format::kept_policy::KeptPolicy;
use crate::format::keys::{DoesNotOpen, Key};
use crate::format::note::{self, Note};
use crate::format::page::Page;

/// The most accounts that a vault holds, trash included.
pub const MAX_ACCOUNTS: usize = 50_000;
/// The longest issuer or account name, in characters.
pub const MAX_NAME_CHARS: usize = 256;
/// The most tags of an account.
pub const MAX_TAGS: usize = 16;
/// The longest tag, in characters.
pub const MAX_TAG_CHARS: usize = 64;
/// The longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 10_000;

/// An account in the vault, without its seed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Identifies the account permanently, even after a restore.
    pub id: Uuid,
    /// The organisation that asks for the code: at most [`MAX_NAME_CHARS`] characters; may be
    /// empty.
    pub issuer: String,
    /// The user's account name there: at most [`MAX_NAME_CHARS`] characters; may be empty.
    pub account: String,
    /// How codes are computed. An HOTP counter here is as of the last save; the journal may be
    /// ahead.
    pub parameters: Parameters,
    /// The names that group it with other accounts: at most [`MAX_TAGS`], each of at most
    /// [`MAX_TAG_CHARS`] characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The user's note: at most [`MAX_NOTE_CHARS`] characters; may be empty.
    #[serde(default, with = "note", skip_serializing_if = "Note::is_empty")]
    pub note: Note,
    /// Whether each of its codes needs the PIN.
    #[serde(default, skip_serializing_if = "is_false")]
    pub asks_for_pin: bool,
    /// Unix seconds at which it was added.
    pub added: u64,
    /// Unix seconds at which it was moved to the trash, or `None` if it is not in the trash.
    pub trashed: Option<u64>,
    pub(crate) page: Uuid,
    /// Fields that a later Watchword wrote; every save keeps them.
    #[serde(flatten)]
    pub(crate) unknown: Map<String, Value>,
}

pub(crate) fn is_false(value: &bool) -> bool {
    !value
}

/// The user's settings that only an unlocked vault needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Settings {
    /// Minutes without key or pointer input until the vault locks: 1 to 1,440; `None` for never.
    pub lock_after_minutes: Option<u32>,
    /// Seconds until a copied code is cleared from the clipboard: 10 to 300.
    pub clipboard_seconds: u32,
    /// Whether minimising the window locks the vault.
    pub lock_when_minimised: bool,
    /// Whether a terminal in which the PIN was given may ask for codes without it for a while.
    #[serde(default = "shares")]
    pub command_shares: bool,
    /// Whether the tray's menu has accounts, whose codes a click copies.
    #[serde(default)]
    pub tray_copies: bool,
    /// Whether the vault stays unlocked when the window is closed, if there is a tray to see it by.
    #[serde(default)]
    pub stays_open: bool,
    /// Whether the desktop's search finds accounts, and copies their codes.
    #[serde(default)]
    pub search_copies: bool,
}

/// What a vault has that was saved before there was this setting.
fn shares() -> bool {
    true
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lock_after_minutes: Some(5),
            clipboard_seconds: 30,
            lock_when_minimised: false,
            command_shares: true,
            tray_copies: false,
            stays_open: false,
            search_copies: false,
        }
    }
}

impl Settings {
    pub(crate) fn in_range(&self) -> bool {
        self.lock_after_minutes.is_none_or(|minutes| (1..=1440).contains(&minutes))
            && (10..=300).contains(&self.clipboard_seconds)
    }
}

/// Everything sealed in `vault.bin`.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Body {
    /// All accounts in the user's order, trash included.
    pub(crate) accounts: Vec<Entry>,
    pub(crate) settings: KeptSettings,
    /// Whether each code of every account needs the PIN.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) pin_for_codes: bool,
    /// The seed pages in use.
    pub(crate) pages: Vec<PageRef>,
    /// Pages that the previous generation used and this one does not; the next save deletes them.
    pub(crate) retired: Vec<Uuid>,
    /// The key that authenticates backups; `None` without a recovery key.
    pub(crate) backup_key: Option<KeptKey>,
    /// Number of HOTP codes that the vault had given out by this save.
    pub(crate) draws: u64,
    /// The absolute path of a folder that gets a second copy of every backup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) second_folder: Option<String>,
    /// The recovery key's date; `None` without a recovery key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) recovery_key: Option<KeyRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) passphrase_backup: Option<PassphraseBackup>,
    /// The marks of the accounts that the organisation has handed out, deleted ones too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) provisioned: Vec<String>,
    /// The organisation's last valid policy; `None` if there never was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) policy: Option<KeptPolicy>,
    /// The generations that each accepted older copy passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) passed_over: Vec<PassedOver>,
    /// Fields that a later Watchword wrote; every save keeps them.
    #[serde(flatten)]
    pub(crate) unknown: Map<String, Value>,
}

/// Generations that came after an older copy, with which the user continued. Their backups may be
/// the last to have an account that the copy lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct PassedOver {
    /// The first of them.
    pub(crate) from: u64,
    /// The last of them, which the keyring has seen.
    pub(crate) to: u64,
}

/// The settings, and any that a later Watchword added.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct KeptSettings {
    #[serde(flatten)]
    pub(crate) known: Settings,
    #[serde(flatten)]
    pub(crate) unknown: Map<String, Value>,
}

/// A page's id and the SHA-256 of its bytes.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PageRef {
    pub(crate) id: Uuid,
    #[serde(with = "base64")]
    pub(crate) hash: Vec<u8>,
    /// The subkey that seals its seeds, if the page was missing when the vault key was replaced:
    /// they open with it once the page is back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seeds_key: Option<KeptKey>,
}

impl PageRef {
    pub(crate) fn older_key(&self) -> Option<Key> {
        self.seeds_key.as_ref()?.key()
    }
}

/// A key inside the body, wiped when dropped.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptKey(#[serde(with = "base64")] Vec<u8>);

impl KeptKey {
    pub(crate) fn new(key: &Key) -> Self {
        Self(key.expose().to_vec())
    }

    pub(crate) fn key(&self) -> Option<Key> {
        Key::from_bytes(&self.0)
    }
}

impl Drop for KeptKey {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

impl Body {
    pub(crate) fn empty() -> Self {
        Self {
            accounts: Vec::new(),
            settings: KeptSettings::default(),
            pin_for_codes: false,
            pages: Vec::new(),
            retired: Vec::new(),
            backup_key: None,
            draws: 0,
            second_folder: None,
            recovery_key: None,
            passphrase_backup: None,
            provisioned: Vec::new(),
            policy: None,
            passed_over: Vec::new(),
            unknown: Map::new(),
        }
    }

    /// Seals the body under the vault key's subkey, with the header's hash as associated data.
    pub(crate) fn seal(&self, vault_key: &Key, vault: Uuid, header_hash: &[u8; 32]) -> Vec<u8> {
        let json = Zeroizing::new(serde_json::to_vec(self).expect("a body is plain data"));
        vault_key.derive("body", vault).seal(header_hash, &json)
    }

    pub(crate) fn open(
        sealed: &[u8],
        vault_key: &Key,
        vault: Uuid,
        header_hash: &[u8; 32],
    ) -> Result<Self, DoesNotOpen> {
        let json = vault_key.derive("body", vault).open(header_hash, sealed)?;
        serde_json::from_slice(&json).map_err(|_| DoesNotOpen)
    }

    /// Whether the sealed body opens, without parsing it.
    pub(crate) fn is_whole(sealed: &[u8], vault_key: &Key, vault: Uuid, header_hash: &[u8; 32]) -> bool {
        vault_key.derive("body", vault).open(header_hash, sealed).is_ok()
    }

    /// Each account's index, for looking up more than one.
    pub(crate) fn positions(&self) -> HashMap<Uuid, usize> {
        self.accounts.iter().enumerate().map(|(position, entry)| (entry.id, position)).collect()
    }

    /// The accounts whose page is not in `pages`, because it is missing or altered.
    pub(crate) fn missing(&self, pages: &HashMap<Uuid, Page>) -> Vec<Uuid> {
        self.accounts.iter().filter(|entry| !pages.contains_key(&entry.page)).map(|entry| entry.id).collect()
    }

    pub(crate) fn entry_mut(&mut self, id: Uuid) -> Option<&mut Entry> {
        self.accounts.iter_mut().find(|entry| entry.id == id)
    }

    /// Removes the pages that no account uses any more.
    pub(crate) fn drop_unused_pages(&mut self) {
        let used: HashSet<Uuid> = self.accounts.iter().map(|entry| entry.page).collect();
        self.pages.retain(|page| used.contains(&page.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn body_altered_or_cut_anywhere_does_not_open() {
        let (key, vault, hash) = (Key::generate(), Uuid::new_v4(), [7; 32]);
        let sealed = Body::empty().seal(&key, vault, &hash);
        assert!(Body::open(&sealed, &key, vault, &hash).is_ok());
        for position in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[position] ^= 1;
            assert!(Body::open(&altered, &key, vault, &hash).is_err(), "byte {position}");
            assert!(Body::open(&sealed[..position], &key, vault, &hash).is_err(), "{position} bytes");
        }
        assert!(Body::open(&sealed, &key, vault, &[8; 32]).is_err(), "a body opens only under its own header");
    }

    #[test]
    fn fields_of_a_later_version_survive() {
        let written = serde_json::json!({
            "accounts": [{
                "id": Uuid::nil(), "issuer": "Example", "account": "ayu", "added": 7, "trashed": null, "page": Uuid::nil(),
                "parameters": {"type": "hotp", "counter": u64::MAX, "algorithm": "SHA1", "digits": 6}, "icon": ["bank"],
                "tags": ["work"], "note": "1234-5678",
            }],
            "settings": {"lock_after_minutes": null, "clipboard_seconds": 30, "lock_when_minimised": true, "command_shares": false, "tray_copies": true, "stays_open": true, "search_copies": true, "tray": {"on": 1}},
            "pages": [], "retired": [], "backup_key": null, "draws": u64::MAX, "tags": {"work": "blue"},
        });
        let body: Body = serde_json::from_value(written.clone()).unwrap();
        assert!(body.settings.known.lock_when_minimised);
        assert_eq!(serde_json::to_value(&body).unwrap(), written);
    }
}
