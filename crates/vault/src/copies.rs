use crate::error::OpenError;
use crate::files::directory::DataDirectory;
use crate::files::{COPY, PREVIOUS, VAULT};
use crate::format::body::Body;
use crate::format::head::{Age, Head};
use crate::format::header::{FORMAT, FORMAT_PLACE, Header, MAX_VAULT_BYTES, Unreadable, VaultFile};
use crate::format::keys::Key;
use crate::opening::Storage;

/// The files that may hold a vault, in order of precedence.
const FILES: [&str; 3] = [VAULT, COPY, PREVIOUS];

/// A vault file whose header is authentic, and the name it was read from.
pub(crate) struct Authentic {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) device: Key,
}

impl Authentic {
    /// Parses the file; its body stays sealed.
    pub(crate) fn file(&self) -> Result<VaultFile<'_>, OpenError> {
        Ok(VaultFile::parse(&self.bytes)?)
    }

    /// Compares this file with `head`. Only `vault.bin` and its copy may be ahead of `head`: a save
    /// writes one before it and the other right after it.
    pub(crate) fn age(&self, storage: &Storage) -> Result<Age, OpenError> {
        let file = self.file()?;
        let head = Head { generation: file.header.generation, hash: file.hash };
        Ok(match head.compare(&*storage.store, &self.device, file.header.uuid)? {
            Age::Behind if self.name == PREVIOUS => Age::Older { newest: head.generation.saturating_add(1) },
            age => age,
        })
    }
}

impl Storage {
    /// The bytes of one of the vault's files; `None` if it does not exist.
    fn read_file(&self, name: &str) -> Result<Option<Vec<u8>>, OpenError> {
        self.directory.read(name, MAX_VAULT_BYTES).map_err(|error| OpenError::Write(error.into()))
    }

    /// The header of the vault in `directory`, not authenticated yet, or `None` if there is no
    /// vault file. A `vault.bin` that a later Watchword wrote is an error, whatever the other files
    /// hold; one whose format may only have lost a bit is not, until its device key is known.
    pub(crate) fn header(directory: &DataDirectory) -> Result<Option<Header>, OpenError> {
        let mut why = None;
        for name in FILES {
            // A file that cannot be read does not keep the others from being tried.
            let bytes = match directory.read(name, MAX_VAULT_BYTES) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => continue,
                Err(_) => {
                    why.get_or_insert(Unreadable::Damaged);
                    continue;
                }
            };
            match Parsed::new(bytes).file() {
                Ok(file) => return Ok(Some(file.header)),
                Err(Unreadable::Damaged) => drop(why.get_or_insert(Unreadable::Damaged)),
                Err(newer) if name == VAULT => return Err(newer.into()),
                Err(newer) => why = Some(newer),
            }
        }
        why.map_or(Ok(None), |why| Err(why.into()))
    }

    /// The vault file to open: `vault.bin` or, if that is missing or damaged, the newer of its copy
    /// and the previous save. A file that `head` names as the newest takes precedence over an older
    /// `vault.bin`.
    ///
    /// # Errors
    /// [`OpenError::KeyringChanged`] if the device key of any of them is missing;
    /// [`OpenError::Damaged`] if none is authentic; [`OpenError::Store`] if the keyring cannot be
    /// asked.
    pub(crate) fn authentic(&self) -> Result<Authentic, OpenError> {
        self.authentic_by(&|header| self.require_device_key(header))
    }

    /// Does the same, with `device_key` instead of the keyring giving a header's device key.
    pub(crate) fn authentic_by(
        &self,
        device_key: &dyn Fn(&Header) -> Result<Key, OpenError>,
    ) -> Result<Authentic, OpenError> {
        let mut why = OpenError::Damaged(VAULT.into());
        let mut spare: Option<(u64, Authentic)> = None;
        for name in FILES {
            match self.check(name, device_key) {
                Ok(Some(found)) if name == VAULT => return Ok(self.newest(found, device_key)),
                Ok(Some(found)) => {
                    let generation = found.file()?.header.generation;
                    if spare.as_ref().is_none_or(|(newest, _)| *newest < generation) {
                        spare = Some((generation, found));
                    }
                }
                Ok(None) => {}
                Err(OpenError::Damaged(what)) if what == VAULT => {}
                Err(error @ (OpenError::KeyringChanged | OpenError::Damaged(_))) => why = error,
                // A copy that a later Watchword wrote says nothing about this vault.
                Err(OpenError::NewerFormat(_) | OpenError::Needs(_)) if name != VAULT => {}
                Err(error) => return Err(error),
            }
        }
        spare.map(|(_, found)| found).ok_or(why)
    }

    /// `vault.bin`, or another file of the vault if `head` names that one as the newest.
    fn newest(&self, found: Authentic, device_key: &dyn Fn(&Header) -> Result<Key, OpenError>) -> Authentic {
        if !matches!(found.age(self), Ok(Age::Older { .. })) {
            return found;
        }
        let spares = [COPY, PREVIOUS].into_iter().filter_map(|name| self.check(name, device_key).ok().flatten());
        let mut current = spares.filter(|spare| spare.age(self).is_ok_and(|age| age == Age::Current));
        current.next().unwrap_or(found)
    }

    /// Reads one of the files and authenticates its header; `None` if it does not exist, or is a
    /// copy that cannot be read.
    pub(crate) fn check(
        &self,
        name: &'static str,
        device_key: &dyn Fn(&Header) -> Result<Key, OpenError>,
    ) -> Result<Option<Authentic>, OpenError> {
        let read = self.read_file(name);
        let Some(bytes) = (if name == VAULT { read? } else { read.ok().flatten() }) else { return Ok(None) };
        let parsed = Parsed::new(bytes);
        let file = parsed.file()?;
        // Says more than why this file is not of a vault that we know.
        let newer = || parsed.newer.map(OpenError::NewerFormat);
        let device = device_key(&file.header).map_err(|why| newer().unwrap_or(why))?;
        if !file.is_authentic(&device) {
            return Err(newer().unwrap_or_else(|| OpenError::Damaged(VAULT.into())));
        }
        Ok(Some(Authentic { name, bytes: parsed.bytes, device }))
    }

    /// Another file of the vault that the vault key opens, for a `found` whose header is authentic
    /// and whose body is damaged.
    pub(crate) fn spare(&self, found: &Authentic, vault_key: &Key) -> Option<Authentic> {
        let uuid = found.file().ok()?.header.uuid;
        let known = |header: &Header| match header.uuid == uuid {
            true => Ok(found.device.clone()),
            false => Err(OpenError::Damaged(VAULT.into())),
        };
        let names = FILES.into_iter().filter(|name| *name != found.name);
        let spares = names.filter_map(|name| self.check(name, &known).ok().flatten());
        spares.into_iter().find(|spare| spare.file().is_ok_and(|file| is_whole(&file, vault_key)))
    }

    /// The name and bytes of a file that holds the generation with this header hash undamaged.
    pub(crate) fn file_of_generation(&self, hash: &[u8; 32], vault_key: &Key) -> Option<(&'static str, Vec<u8>)> {
        FILES.into_iter().find_map(|name| {
            let bytes = self.read_file(name).ok()??;
            let file = VaultFile::parse(&bytes).ok()?;
            (file.hash == *hash && is_whole(&file, vault_key)).then_some(())?;
            Some((name, bytes))
        })
    }
}

/// The bytes of a vault file. A later format number that differs from ours in a single bit may be
/// damage: with ours in its place, the header's HMAC tells. (A later Watchword would have written
/// another one, which covers the number.)
struct Parsed {
    bytes: Vec<u8>,
    /// The format that the file states, if it isn't the one in `bytes`.
    newer: Option<u16>,
}

impl Parsed {
    fn new(mut bytes: Vec<u8>) -> Self {
        let newer = match VaultFile::parse(&bytes) {
            Err(Unreadable::Newer(format)) if (format ^ FORMAT).is_power_of_two() => Some(format),
            _ => None,
        };
        if newer.is_some() {
            bytes[FORMAT_PLACE].copy_from_slice(&FORMAT.to_be_bytes());
        }
        Self { bytes, newer }
    }

    fn file(&self) -> Result<VaultFile<'_>, Unreadable> {
        VaultFile::parse(&self.bytes).map_err(|why| self.newer.map_or(why, Unreadable::Newer))
    }
}

fn is_whole(file: &VaultFile<'_>, vault_key: &Key) -> bool {
    Body::is_whole(file.body, vault_key, file.header.uuid, &file.hash)
}
