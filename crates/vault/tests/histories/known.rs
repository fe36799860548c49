//! What a user knows and keeps, and which seeds the world still holds for them. Written from the
//! format, and not with the crate that is tried: apart from `age`, nothing here opens anything.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use uuid::Uuid;
use watchword_otp::{Account, Secret};
use watchword_vault::RecoveryKey;
use watchword_vault::testing::Items;

use crate::world::{Folder, VAULT_FILES, World, is_backup};

/// The names of accounts that have a seed.
pub(crate) type Seeds = BTreeSet<String>;
/// A sealed seed in a page, and the account's id before it.
type Frame = (Uuid, Vec<u8>);

/// A way to seeds that the user can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// The vault in the directory.
    Here,
    /// A replaced vault, by its directory.
    Replaced(String),
    /// A copy of the directory that the user made.
    Away(usize),
    /// A backup, and the recovery key that opens it.
    Backup(Vec<u8>, usize),
}

#[derive(Default)]
pub(crate) struct Known {
    /// Every account that was ever added, by a name that is never changed.
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) names: HashMap<Uuid, String>,
    /// Accounts that the user deleted for good.
    pub(crate) purged: Seeds,
    /// Accounts that the user gave up by choosing something else: nothing need keep them any
    /// longer.
    pub(crate) given_up: Seeds,
    /// Accounts whose page was lost while a session was open, which then saved: no page need hold
    /// them until one is seen again.
    pub(crate) overtaken: Seeds,
    /// PINs by the sealed vault key that they open.
    pub(crate) pins: HashMap<String, String>,
    /// The recovery keys that the user has kept.
    pub(crate) keys: Vec<RecoveryKey>,
    /// The PIN is forgotten: the recovery key is what opens a vault.
    pub(crate) forgotten: bool,
    /// Every vault file, item and journal record that a vault has written.
    vault_files: HashSet<Vec<u8>>,
    items: HashMap<String, HashSet<String>>,
    frames: HashMap<String, HashSet<Frame>>,
    pub(crate) records: HashSet<Vec<u8>>,
    /// What each backup holds, and which key opens it.
    backups: HashMap<Vec<u8>, Option<(Seeds, usize)>>,
}

impl Known {
    /// Takes note of what a vault wrote since `before`, and of the PIN that it was told.
    pub(crate) fn note(
        &mut self,
        before: &Folder,
        world: &World,
        written: HashMap<String, HashSet<String>>,
        pin: &str,
    ) {
        for (name, values) in written {
            let frames = values.iter().filter_map(|value| frames(value)).flatten();
            self.frames.entry(name.clone()).or_default().extend(frames);
            self.items.entry(name).or_default().extend(values);
        }
        let after = world.folder();
        for name in VAULT_FILES {
            let Some((bytes, _)) = after.get(name) else { continue };
            let new = before.get(name).is_none_or(|(old, _)| old != bytes);
            // A file that a replacement moved here may be an old one.
            if let (true, Some(header)) = (new, header(bytes)) {
                self.vault_files.insert(bytes.clone());
                self.pins.entry(header.sealed).or_insert_with(|| pin.to_owned());
            }
        }
        let record = |journal: &[u8]| journal.as_chunks::<64>().0.iter().map(|record| record.to_vec()).collect();
        let old: HashSet<Vec<u8>> = before.get("counters.log").map(|(bytes, _)| record(bytes)).unwrap_or_default();
        let new: HashSet<Vec<u8>> = after.get("counters.log").map(|(bytes, _)| record(bytes)).unwrap_or_default();
        self.records.extend(new.difference(&old).cloned());
    }

    /// Whether a vault wrote this value.
    pub(crate) fn wrote(&self, name: &str, value: &str) -> bool {
        self.items.get(name).is_some_and(|values| values.contains(value))
    }

    /// Older values of an item.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = self.items.get(name).into_iter().flatten().cloned().collect();
        values.sort();
        values
    }

    /// The seeds that are held, and by what.
    pub(crate) fn sources(&mut self, world: &World) -> Vec<(Way, Seeds)> {
        let (folder, items) = (world.folder(), world.items());
        let mut sources = vec![(Way::Here, self.in_vault(&folder, "", &items))];
        let replaced: BTreeSet<&str> =
            folder.keys().filter_map(|name| name.strip_prefix("replaced-")?.split('/').next()).collect();
        for number in replaced {
            let name = format!("replaced-{number}");
            let own = folder.get(&format!("{name}/keyring.bin"));
            let items = match world.kind {
                watchword_vault::StoreKind::Keyring => items.clone(),
                watchword_vault::StoreKind::File => {
                    own.map(|(bytes, _)| crate::world::file_items(bytes)).unwrap_or_default()
                }
            };
            sources.push((Way::Replaced(name.clone()), self.in_vault(&folder, &format!("{name}/"), &items)));
        }
        let away = world.away.iter().enumerate();
        sources.extend(away.map(|(number, copy)| (Way::Away(number), self.in_vault(copy, "", &items))));
        let folders = std::iter::once(&folder).chain(&world.away);
        let files =
            folders.flat_map(|folder| folder.iter().filter(|(name, _)| is_backup(name)).map(|(_, (bytes, _))| bytes));
        let backups: Vec<Vec<u8>> = files.chain(&world.kept).cloned().collect();
        for bytes in backups {
            if let Some((seeds, key)) = self.in_backup(&bytes) {
                sources.push((Way::Backup(bytes, key), seeds));
            }
        }
        for (way, seeds) in &mut sources {
            let in_page = !matches!(way, Way::Backup(..));
            let excused = |name: &String| self.purged.contains(name) || in_page && self.overtaken.contains(name);
            seeds.retain(|name| !excused(name));
        }
        sources
    }

    /// The seeds that anything at all holds.
    pub(crate) fn held(&mut self, world: &World) -> Seeds {
        self.sources(world).into_iter().flat_map(|(_, seeds)| seeds).collect()
    }

    /// Whether a directory has a vault file that must open: whole, with its device key, and with a
    /// PIN or key that is known.
    pub(crate) fn must_open(&self, folder: &Folder, items: &Items) -> bool {
        self.openable(folder, "", items).next().is_some()
    }

    fn openable<'a>(
        &'a self,
        folder: &'a Folder,
        prefix: &'a str,
        items: &'a Items,
    ) -> impl Iterator<Item = Header> + 'a {
        VAULT_FILES.iter().filter_map(move |name| {
            let (bytes, _) = folder.get(&format!("{prefix}{name}"))?;
            let header = header(bytes).filter(|_| self.vault_files.contains(bytes))?;
            let device_key = format!("{}/device-key/{}", header.uuid, &header.device_key[..8]);
            let has_key = items.get(&device_key)?.iter().any(|value| self.wrote(&device_key, value));
            (has_key && (self.pin(&header).is_some() || self.key(&header).is_some())).then_some(header)
        })
    }

    /// The PIN of a vault file, unless it is forgotten.
    pub(crate) fn pin(&self, header: &Header) -> Option<&str> {
        self.pins.get(&header.sealed).filter(|_| !self.forgotten).map(String::as_str)
    }

    /// The recovery key of a vault file.
    pub(crate) fn key(&self, header: &Header) -> Option<&RecoveryKey> {
        let recipient = header.recipient.as_ref()?;
        self.keys.iter().find(|key| recipient_of(key) == *recipient)
    }

    fn in_vault(&self, folder: &Folder, prefix: &str, items: &Items) -> Seeds {
        let mut seeds = Seeds::new();
        for header in self.openable(folder, prefix, items) {
            for page in &header.pages {
                let name = format!("{}/seeds/{page}", header.uuid);
                let Some(whole) = self.frames.get(&name) else { continue };
                let found = items.get(&name).into_iter().flatten().filter_map(|value| frames(value)).flatten();
                let names = found.filter(|frame| whole.contains(frame)).filter_map(|(id, _)| self.names.get(&id));
                seeds.extend(names.cloned());
            }
        }
        seeds
    }

    /// The accounts whose seeds a page was written with.
    pub(crate) fn in_page(&self, name: &str) -> Seeds {
        let frames = self.frames.get(name).into_iter().flatten();
        frames.filter_map(|(id, _)| self.names.get(id).cloned()).collect()
    }

    /// What a backup holds that one of the user's keys opens.
    fn in_backup(&mut self, bytes: &[u8]) -> Option<(Seeds, usize)> {
        if let Some(known) = self.backups.get(bytes) {
            return known.clone();
        }
        let keys = self.keys.iter().enumerate();
        let opened = keys.filter_map(|(number, key)| Some((number, age::decrypt(&identity(key), bytes).ok()?))).next();
        let found = opened.map(|(number, plain)| {
            let contents: Value = serde_json::from_slice(&plain).unwrap();
            let accounts = contents["backup"]["accounts"].as_array().unwrap();
            let with_seed = accounts.iter().filter(|account| !account["secret"].is_null());
            let mut seeds = Seeds::new();
            for account in with_seed {
                let name = account["account"].as_str().unwrap().to_owned();
                let secret = Secret::from_base32(account["secret"].as_str().unwrap()).unwrap();
                assert_eq!(
                    secret.expose(),
                    self.accounts[&name].secret.expose(),
                    "{name} is backed up with its own seed"
                );
                self.names.insert(account["id"].as_str().unwrap().parse().unwrap(), name.clone());
                seeds.insert(name);
            }
            (seeds, number)
        });
        self.backups.insert(bytes.to_owned(), found.clone());
        found
    }

    /// A key that is kept from now on may open backups that were closed before.
    pub(crate) fn keep_key(&mut self, key: RecoveryKey) {
        self.keys.push(key);
        self.backups.retain(|_, found| found.is_some());
    }
}

/// What a header says.
pub(crate) struct Header {
    pub(crate) uuid: Uuid,
    device_key: String,
    pages: Vec<Uuid>,
    pub(crate) sealed: String,
    pub(crate) salt: String,
    recipient: Option<String>,
}

/// The header of a vault file, authentic or not.
pub(crate) fn header(bytes: &[u8]) -> Option<Header> {
    let rest = bytes.strip_prefix(b"WATCHWRD\0\x01")?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let json: Value = serde_json::from_slice(rest.get(..u32::from_be_bytes(*length) as usize)?).ok()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let pages = BASE64URL_NOPAD.decode(json["pages"].as_str()?.as_bytes()).ok()?;
    Some(Header {
        uuid: json["uuid"].as_str()?.parse().ok()?,
        device_key: text(&json["device_key"]).filter(|name| name.is_ascii() && name.len() >= 8)?,
        pages: pages.as_chunks::<16>().0.iter().map(|page| Uuid::from_bytes(*page)).collect(),
        sealed: text(&json["pin"]["sealed"])?,
        salt: text(&json["pin"]["salt"])?,
        recipient: text(&json["recovery"]["recipient"]),
    })
}

/// The sealed seeds of a page, if it is one.
fn frames(value: &str) -> Option<Vec<Frame>> {
    let bytes = BASE64URL_NOPAD.decode(value.strip_prefix("v1.")?.as_bytes()).ok()?;
    let (mut frames, mut rest) = (Vec::new(), bytes.as_slice());
    while !rest.is_empty() {
        let (id, behind) = rest.split_first_chunk::<16>()?;
        let (length, behind) = behind.split_first_chunk::<2>()?;
        let (sealed, behind) = behind.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        frames.push((Uuid::from_bytes(*id), sealed.to_vec()));
        rest = behind;
    }
    Some(frames)
}

pub(crate) fn identity(key: &RecoveryKey) -> age::x25519::Identity {
    key.expose().parse().unwrap()
}

fn recipient_of(key: &RecoveryKey) -> String {
    identity(key).to_public().to_string()
}
