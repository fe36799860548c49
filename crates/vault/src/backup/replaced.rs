use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::error::{OpenError, WriteError};
use crate::files::directory::Home;
use crate::files::lock::Lock;
use crate::files::private::{make_private_directory, sync_directory};
use crate::files::{ATTEMPTS, COPY, COUNTERS, KEYRING, NEW_PAGES, PREVIOUS, VAULT, held};
use crate::format::header::Header;
use crate::keyring::item::Names;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::Keyring;
use crate::opening::Place;
use crate::unlocked::UnlockedVault;

/// The files of a vault, apart from its backups, which are told apart by its uuid.
const FILES: [&str; 7] = [VAULT, PREVIOUS, COPY, COUNTERS, ATTEMPTS, NEW_PAGES, KEYRING];
/// Where a vault is made that will replace another.
const INCOMING: &str = "incoming";
/// How far a replacement has come: one step and the directory's name. While it is there, the next start goes on with it.
const STEP: &str = "replacing";
const MAX_STEP_BYTES: u64 = 64;
const PREFIX: &str = "replaced-";

/// A vault that a restore put aside, or a file of one that no longer opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAside {
    /// The directory's name: `replaced-1` and so on.
    pub name: String,
    /// When it was put there, by the clock of that time.
    pub since: Option<SystemTime>,
}

/// A step of a replacement. Each can be done twice.
enum Step {
    /// The old vault's files go into the directory.
    Out(String),
    /// The new vault's files come into their place.
    In(String),
}

impl Step {
    fn read(home: &Home) -> Result<Option<Self>, OpenError> {
        let bytes = home.read(STEP, MAX_STEP_BYTES).map_err(|error| OpenError::Write(error.into()))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let step = text.strip_suffix('\n').and_then(|line| line.split_once(' '));
        match step {
            Some(("out", name)) if is_ours(name) => Ok(Some(Self::Out(name.into()))),
            Some(("in", name)) if is_ours(name) => Ok(Some(Self::In(name.into()))),
            _ => Err(OpenError::Damaged(STEP.into())),
        }
    }

    fn write(&self, home: &Home) -> Result<(), WriteError> {
        let line = match self {
            Self::Out(name) => format!("out {name}\n"),
            Self::In(name) => format!("in {name}\n"),
        };
        home.replace(STEP, line.as_bytes())
    }
}

/// The directory in which a new vault is made before it replaces the one that is here.
pub(crate) fn incoming(home: &Home) -> Home {
    Home::new(&home.path(INCOMING))
}

/// Replaces the vault that is here by the one in [`incoming`], which is whole. From the first step on it is done: what dies is
/// finished by the next start.
pub(crate) fn replace(lock: &Lock, home: &Home) -> Result<(), WriteError> {
    Step::Out(free(home)).write(home)?;
    finish(lock, home).map_err(|error| match error {
        OpenError::Write(error) => error,
        other => WriteError::Other(other.to_string()),
    })
}

/// Finishes a replacement that died, or undoes one that had not begun.
pub(crate) fn settle(home: &Home, keyring: &Keyring<'_>) -> Result<(), OpenError> {
    if !home.path(STEP).exists() && !home.path(INCOMING).exists() {
        return Ok(());
    }
    let lock = home.lock()?;
    if Step::read(home)?.is_some() {
        return finish(&lock, home);
    }
    discard(&incoming(home), Some(keyring))
}

fn finish(_lock: &Lock, home: &Home) -> Result<(), OpenError> {
    while let Some(step) = Step::read(home)? {
        match step {
            Step::Out(name) => {
                let aside = home.path(&name);
                if FILES.iter().any(|file| home.path(file).exists()) {
                    make_private_directory(&aside)?;
                    move_files(home, &aside)?;
                }
                Step::In(name).write(home)?;
            }
            Step::In(_) => {
                move_files(&incoming(home), home.folder())?;
                let _ = held::remove_folder(&home.path(INCOMING));
                home.remove(STEP)?;
                home.sync()?;
            }
        }
    }
    Ok(())
}

/// Moves the vault's files that are there; those that are not were moved before.
fn move_files(from: &Home, to: &Path) -> Result<(), WriteError> {
    for name in FILES {
        if from.path(name).exists() {
            held::rename(&from.path(name), &to.join(name))?;
        }
    }
    sync_directory(to)?;
    if from.folder().exists() { from.sync() } else { Ok(()) }
}

/// Puts one file aside, if it is there.
pub(crate) fn put_file(_lock: &Lock, home: &Home, name: &str) -> Result<(), WriteError> {
    if !home.path(name).exists() {
        return Ok(());
    }
    let aside = home.path(&free(home));
    make_private_directory(&aside)?;
    held::rename(&home.path(name), &aside.join(name))?;
    sync_directory(&aside)
}

/// Whether anything was ever put aside here.
pub(crate) fn any(home: &Home) -> bool {
    !list(home).is_empty()
}

fn list(home: &Home) -> Vec<PutAside> {
    let found = fs::read_dir(home.folder()).into_iter().flatten().flatten();
    let found = found.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut list: Vec<PutAside> = found
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| is_ours(name))?;
            Some(PutAside { name, since: entry.metadata().and_then(|metadata| metadata.modified()).ok() })
        })
        .collect();
    list.sort_by_key(|aside| number(&aside.name));
    list
}

fn number(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

fn is_ours(name: &str) -> bool {
    number(name).is_some_and(|number| name == format!("{PREFIX}{number}"))
}

fn free(home: &Home) -> String {
    let highest = list(home).iter().filter_map(|aside| number(&aside.name)).max();
    format!("{PREFIX}{}", highest.unwrap_or_default() + 1)
}

/// Deletes a vault's directory, and first what it has in the keyring, as far as its header names it.
fn discard(home: &Home, keyring: Option<&Keyring<'_>>) -> Result<(), OpenError> {
    if let (Some(keyring), Ok(Some(header))) = (keyring, Place::header(home))
        && header.store == StoreKind::Keyring
    {
        keyring()?.delete_all(&items(&header))?;
    }
    held::remove_folder(home.folder()).map_err(|error| OpenError::Write(error.into()))
}

/// What a vault has in the keyring.
fn items(header: &Header) -> Vec<String> {
    let names = Names(header.uuid);
    let own = [names.device_key(&header.device_key), names.attempts(), names.head(), names.counters()];
    own.into_iter().chain(header.page_ids().map(|page| names.page(page))).collect()
}

impl UnlockedVault {
    /// What was put aside here, in the order in which it was.
    pub fn put_aside(&self) -> Vec<PutAside> {
        list(&self.place.home)
    }

    /// Deletes a vault that was put aside, for good: its files and what it has in the keyring. A file of this very vault goes
    /// without its items.
    ///
    /// # Errors
    /// [`OpenError::Store`] if the keyring cannot be asked, and then nothing is deleted; [`OpenError::Write`].
    pub fn delete_put_aside(&self, name: &str, keyring: &Keyring<'_>) -> Result<(), OpenError> {
        let _lock = self.place.lock()?;
        if !is_ours(name) {
            return Err(WriteError::Denied("not a vault that was put aside".into()).into());
        }
        let home = Home::new(&self.place.home.path(name));
        let own = Place::header(&home).is_ok_and(|header| header.is_some_and(|header| header.uuid == self.uuid()));
        discard(&home, (!own).then_some(keyring))
    }
}
