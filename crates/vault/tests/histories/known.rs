//! What the user knows and keeps, and which seeds the world still holds. Written from `FORMAT.md`,
//! independently of the crate under test: only `age` decrypts anything here.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use uuid::Uuid;
use watchword_otp::{Account, Secret};
use watchword_vault::RecoveryKey;
use watchword_vault::testing::Items;

use crate::world::{Folder, VAULT_FILES, World, is_backup};

/// The names of the accounts whose seeds are held.
pub(crate) type Seeds = BTreeSet<String>;
/// A frame of a seed page: the account's id, and its sealed seed (`FORMAT.md`, section 7).
type Frame = (Uuid, Vec<u8>);

/// A source from which the user can get seeds back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Way {
    /// The vault in the directory.
    Here,
    /// A replaced vault, by the name of its directory.
    Replaced(String),
    /// A copy of the directory that the user made, by its index in [`World::away`].
    Away(usize),
    /// A backup's bytes, and the index of the recovery key that opens it.
    Backup(Vec<u8>, usize),
}

#[derive(Default)]
pub(crate) struct Known {
    /// Every account that was ever added, by its account name, which never changes.
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) names: HashMap<Uuid, String>,
    /// Accounts that the user deleted for good.
    pub(crate) purged: Seeds,
    /// Accounts that the user gave up by choosing something else: nothing has to hold them any
    /// longer.
    pub(crate) given_up: Seeds,
    /// Accounts whose page was lost while a session was open that later saved: no page has to hold
    /// their seeds until a session sees them again.
    pub(crate) overtaken: Seeds,
    /// PINs, by the sealed vault key that each opens.
    pub(crate) pins: HashMap<String, String>,
    /// The recovery keys that the user kept.
    pub(crate) keys: Vec<RecoveryKey>,
    /// Whether the user forgot the PIN, so that only a recovery key opens a vault.
    pub(crate) forgotten: bool,
    /// Every vault file that a vault wrote.
    vault_files: HashSet<Vec<u8>>,
    /// The number of codes that each of these files records.
    pub(crate) draws: HashMap<Vec<u8>, u64>,
    /// Every value that a vault wrote to an item, by the item's name.
    items: HashMap<String, HashSet<String>>,
    /// The frames in those values, by the item's name.
    frames: HashMap<String, HashSet<Frame>>,
    /// Every journal record that a vault wrote.
    pub(crate) records: HashSet<Vec<u8>>,
    /// The seeds in each backup and the index of the key that opens it, or `None` if no kept key
    /// does.
    backups: HashMap<Vec<u8>, Option<(Seeds, usize)>>,
}

impl Known {
    /// Records what a vault wrote since `before`, and the PIN that it was given.
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
            // If a replacement moved an older file here, its PIN is known already.
            if let (true, Some(header)) = (new, header(bytes)) {
                self.vault_files.insert(bytes.clone());
                self.pins.entry(header.sealed).or_insert_with(|| pin.to_owned());
            }
        }
        let record = |journal: &[u8]| journal.as_chunks::<64>().0.iter().map(|record| record.to_vec()).collect();
        let old: HashSet<Vec<u8>> = before.get("counters.log").map(|(bytes, _)| record(bytes)).unwrap_or_default();
        let new: HashSet<Vec<u8>> = after.get("counters.log").map(|(bytes, _)| record(bytes)).unwrap_or_default();
        self.records.extend(new.difference(&old).cloned());
        let last = |folder: &Folder| folder.get("counters.log").map_or(0, |(bytes, _)| self.last_code(bytes));
        let saved = |folder: &Folder| folder.get("vault.bin").and_then(|(bytes, _)| self.draws.get(bytes)).copied();
        let draws = last(before).max(last(&after)).max(saved(before).unwrap_or_default());
        if let Some((bytes, _)) = after.get("vault.bin") {
            self.draws.entry(bytes.clone()).or_insert(draws);
        }
    }

    /// The highest number of a code in a journal's records that a vault wrote, or 0.
    pub(crate) fn last_code(&self, journal: &[u8]) -> u64 {
        let records = journal.as_chunks::<64>().0.iter().filter(|record| self.records.contains(record.as_slice()));
        records.map(|record| u64::from_be_bytes(record[24..32].try_into().unwrap())).max().unwrap_or_default()
    }

    /// Whether a vault ever wrote this value to the item.
    pub(crate) fn wrote(&self, name: &str, value: &str) -> bool {
        self.items.get(name).is_some_and(|values| values.contains(value))
    }

    /// Every value that a vault wrote to an item, sorted.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let mut values: Vec<String> = self.items.get(name).into_iter().flatten().cloned().collect();
        values.sort();
        values
    }

    /// Every source of seeds, with the seeds that it holds.
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

    /// The seeds that at least one source holds.
    pub(crate) fn held(&mut self, world: &World) -> Seeds {
        self.sources(world).into_iter().flat_map(|(_, seeds)| seeds).collect()
    }

    /// Whether a directory has a vault file that must open: intact, with its device key in `items`
    /// and a known PIN or recovery key.
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

    /// The PIN of a vault file, unless the user forgot it.
    pub(crate) fn pin(&self, header: &Header) -> Option<&str> {
        self.pins.get(&header.sealed).filter(|_| !self.forgotten).map(String::as_str)
    }

    /// The recovery key of a vault file, if the user kept it.
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

    /// The accounts whose seeds a vault wrote to a page.
    pub(crate) fn in_page(&self, name: &str) -> Seeds {
        let frames = self.frames.get(name).into_iter().flatten();
        frames.filter_map(|(id, _)| self.names.get(id).cloned()).collect()
    }

    /// The seeds in a backup and the index of the kept key that opens it, if one does.
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

    /// Keeps a recovery key, and forgets which backups no earlier key opened.
    pub(crate) fn keep_key(&mut self, key: RecoveryKey) {
        self.keys.push(key);
        self.backups.retain(|_, found| found.is_some());
    }
}

/// The fields of a vault file's header that the model uses (`FORMAT.md`, section 6).
pub(crate) struct Header {
    pub(crate) uuid: Uuid,
    device_key: String,
    pages: Vec<Uuid>,
    pub(crate) sealed: String,
    pub(crate) salt: String,
    recipient: Option<String>,
}

/// Parses the header of a vault file, authentic or not.
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

/// Parses the value of a seed page's item; `None` if it is malformed.
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
