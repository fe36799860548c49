use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::error::{OpenError, WriteError};
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::files::private::{make_private_directory, sync_directory};
use crate::files::{ATTEMPTS, COPY, COUNTERS, KEYRING_FILE, NEW_PAGES, PREVIOUS, VAULT, in_use};
use crate::format::header::Header;
use crate::keyring::item::Names;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::ConnectKeyring;
use crate::opening::Storage;
use crate::unlocked::UnlockedVault;

/// The files of a vault, except its backups, whose names carry its uuid.
const FILES: [&str; 7] = [VAULT, PREVIOUS, COPY, COUNTERS, ATTEMPTS, NEW_PAGES, KEYRING_FILE];
/// The directory in which a vault is created that will replace another.
const INCOMING: &str = "incoming";
/// The file that records how far a replacement has come: one step and the directory's name. While
/// it exists, the next start continues from there.
const STEP: &str = "replacing";
const MAX_STEP_BYTES: u64 = 64;
const PREFIX: &str = "replaced-";

/// A vault that a restore replaced and moved out of the way, or a `vault.bin` that did not open
/// when the user continued with an older one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedVault {
    /// The directory's name: `replaced-1` and so on.
    pub name: String,
    /// When it was moved there: the directory's modification time.
    pub since: Option<SystemTime>,
}

/// A step of a replacement. A step can safely be repeated.
enum Step {
    /// Moves the old vault's files into the directory with this name.
    Out(String),
    /// Moves the new vault's files into place.
    In(String),
}

impl Step {
    fn read(directory: &DataDirectory) -> Result<Option<Self>, OpenError> {
        let bytes = directory.read(STEP, MAX_STEP_BYTES).map_err(|error| OpenError::Write(error.into()))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let step = text.strip_suffix('\n').and_then(|line| line.split_once(' '));
        match step {
            Some(("out", name)) if is_ours(name) => Ok(Some(Self::Out(name.into()))),
            Some(("in", name)) if is_ours(name) => Ok(Some(Self::In(name.into()))),
            _ => Err(OpenError::Damaged(STEP.into())),
        }
    }

    fn write(&self, directory: &DataDirectory) -> Result<(), WriteError> {
        let line = match self {
            Self::Out(name) => format!("out {name}\n"),
            Self::In(name) => format!("in {name}\n"),
        };
        directory.replace(STEP, line.as_bytes())
    }
}

/// The directory in which a new vault is created before it replaces the existing one.
pub(crate) fn incoming(directory: &DataDirectory) -> DataDirectory {
    DataDirectory::new(&directory.path(INCOMING))
}

/// Replaces the existing vault with the complete one in [`incoming`]. Once the first step is on the
/// disk, the next start finishes the replacement after a crash.
pub(crate) fn replace(lock: &Lock, directory: &DataDirectory) -> Result<(), WriteError> {
    Step::Out(next_name(directory)).write(directory)?;
    finish(lock, directory).map_err(|error| match error {
        OpenError::Write(error) => error,
        other => WriteError::Other(other.to_string()),
    })
}

/// Finishes an interrupted replacement, or deletes a new vault whose replacement had not begun.
pub(crate) fn settle(directory: &DataDirectory, keyring: &ConnectKeyring<'_>) -> Result<(), OpenError> {
    if !directory.path(STEP).exists() && !directory.path(INCOMING).exists() {
        return Ok(());
    }
    let lock = directory.lock()?;
    if Step::read(directory)?.is_some() {
        return finish(&lock, directory);
    }
    discard(&incoming(directory), Some(keyring))
}

fn finish(_lock: &Lock, directory: &DataDirectory) -> Result<(), OpenError> {
    while let Some(step) = Step::read(directory)? {
        match step {
            Step::Out(name) => {
                let replaced = directory.path(&name);
                if FILES.iter().any(|file| directory.path(file).exists()) {
                    make_private_directory(&replaced)?;
                    move_files(directory, &replaced)?;
                }
                Step::In(name).write(directory)?;
            }
            Step::In(_) => {
                move_files(&incoming(directory), directory.folder())?;
                let _ = in_use::remove_folder(&directory.path(INCOMING));
                directory.remove(STEP)?;
                directory.sync()?;
            }
        }
    }
    Ok(())
}

/// Moves the vault's files that still exist; any others were moved before a crash.
fn move_files(from: &DataDirectory, to: &Path) -> Result<(), WriteError> {
    for name in FILES {
        if from.path(name).exists() {
            in_use::rename_file(&from.path(name), &to.join(name))?;
        }
    }
    sync_directory(to)?;
    if from.folder().exists() { from.sync() } else { Ok(()) }
}

/// Moves one file, if it exists, into a new `replaced-<n>/`.
pub(crate) fn put_file(_lock: &Lock, directory: &DataDirectory, name: &str) -> Result<(), WriteError> {
    if !directory.path(name).exists() {
        return Ok(());
    }
    let replaced = directory.path(&next_name(directory));
    make_private_directory(&replaced)?;
    in_use::rename_file(&directory.path(name), &replaced.join(name))?;
    sync_directory(&replaced)
}

/// Whether the directory holds a replaced vault.
pub(crate) fn any(directory: &DataDirectory) -> bool {
    !list(directory).is_empty()
}

fn list(directory: &DataDirectory) -> Vec<ReplacedVault> {
    let found = fs::read_dir(directory.folder()).into_iter().flatten().flatten();
    let found = found.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut list: Vec<ReplacedVault> = found
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| is_ours(name))?;
            Some(ReplacedVault { name, since: entry.metadata().and_then(|metadata| metadata.modified()).ok() })
        })
        .collect();
    list.sort_by_key(|replaced| number(&replaced.name));
    list
}

fn number(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

fn is_ours(name: &str) -> bool {
    number(name).is_some_and(|number| name == format!("{PREFIX}{number}"))
}

fn next_name(directory: &DataDirectory) -> String {
    let highest = list(directory).iter().filter_map(|replaced| number(&replaced.name)).max();
    format!("{PREFIX}{}", highest.unwrap_or_default() + 1)
}

/// Deletes a vault's keyring items, as far as its header names them, and then its directory.
fn discard(directory: &DataDirectory, keyring: Option<&ConnectKeyring<'_>>) -> Result<(), OpenError> {
    if let (Some(keyring), Ok(Some(header))) = (keyring, Storage::header(directory))
        && header.store == StoreKind::Keyring
    {
        keyring()?.delete_all(&items(&header))?;
    }
    in_use::remove_folder(directory.folder()).map_err(|error| OpenError::Write(error.into()))
}

/// Names of a vault's keyring items, from its header.
fn items(header: &Header) -> Vec<String> {
    let names = Names(header.uuid);
    let own = [names.device_key(&header.device_key), names.attempts(), names.head(), names.counters(), names.audit()];
    own.into_iter().chain(header.page_ids().map(|page| names.page(page))).collect()
}

impl UnlockedVault {
    /// The replaced vaults in this vault's directory, the oldest first.
    pub fn replaced_vaults(&self) -> Vec<ReplacedVault> {
        list(&self.storage.directory)
    }

    /// Permanently deletes a replaced vault: its files and its keyring items. If the files are this
    /// same vault's, its keyring items stay.
    ///
    /// # Errors
    /// [`OpenError::Store`] if the keyring items cannot be deleted, and then the files stay;
    /// [`OpenError::Write`] if `name` is not a replaced vault or its files cannot be deleted.
    pub fn delete_replaced_vault(&self, name: &str, keyring: &ConnectKeyring<'_>) -> Result<(), OpenError> {
        let _lock = self.storage.lock()?;
        if !is_ours(name) {
            return Err(WriteError::Denied("not a vault that was replaced".into()).into());
        }
        let directory = DataDirectory::new(&self.storage.directory.path(name));
        let own =
            Storage::header(&directory).is_ok_and(|header| header.is_some_and(|header| header.uuid == self.uuid()));
        discard(&directory, (!own).then_some(keyring))
    }
}
