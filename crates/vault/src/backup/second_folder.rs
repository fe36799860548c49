use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::backup::folder::{BackupFolder, Keep};
use crate::error::EditError;
use crate::files::private::{read_file, write_through};
use crate::operation::Operation;
use crate::unlocked::UnlockedVault;

/// How long a save waits for the folder, which may be on a network or on a slow stick.
const WAIT: Duration = Duration::from_secs(3);
const MAX_REPORT_BYTES: u64 = 4 << 10;

/// A folder of the user's choice that gets a second copy of every backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFolder {
    /// Its absolute path.
    pub path: PathBuf,
    /// What became of the backups.
    pub report: SecondFolderReport,
}

/// What became of the backups in the second folder, as of the last save.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFolderReport {
    /// When a backup was last written there, in Unix seconds.
    pub written: Option<u64>,
    /// Why the last one wasn't.
    pub trouble: Option<SecondFolderTrouble>,
}

/// Why the second folder got no backup, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFolderTrouble {
    /// What kept the last save from writing there.
    pub why: Unwritten,
    /// When a save first met this reason, in Unix seconds.
    pub since: u64,
}

/// Why a backup was not written to the second folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Unwritten {
    /// The folder isn't there: a stick was pulled out, for example.
    Away,
    /// The folder's disk or server doesn't answer.
    Silent,
    /// The disk is full.
    Full,
    /// Permission is missing, or the disk is read-only.
    Denied,
    /// Any other failure.
    Failed,
}

/// A thread that does one thing at a time in the second folder. A disk that hangs holds it up, but
/// no save.
#[derive(Debug, Clone, Default)]
pub(crate) struct SecondFolderThread(Arc<AtomicBool>);

impl SecondFolderThread {
    /// Runs `act`, and waits for it for up to 3 s. What it does after that is not known.
    fn run(&self, act: impl FnOnce() -> io::Result<()> + Send + 'static) -> Result<(), Unwritten> {
        if self.0.swap(true, Ordering::SeqCst) {
            return Err(Unwritten::Silent);
        }
        let (busy, (tell, told)) = (self.0.clone(), channel());
        let spawned = thread::Builder::new().spawn(move || {
            let done = act();
            busy.store(false, Ordering::SeqCst);
            let _ = tell.send(done);
        });
        if spawned.is_err() {
            self.0.store(false, Ordering::SeqCst);
            return Err(Unwritten::Failed);
        }
        told.recv_timeout(WAIT).map_err(|_| Unwritten::Silent)?.map_err(|error| reason(&error))
    }
}

fn reason(error: &io::Error) -> Unwritten {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::NotConnected => Unwritten::Away,
        ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable | ErrorKind::TimedOut => Unwritten::Silent,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Unwritten::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Unwritten::Denied,
        _ => Unwritten::Failed,
    }
}

/// The second folder of backups.
impl UnlockedVault {
    /// The second folder, if the user has chosen one.
    pub fn second_folder(&self) -> Option<SecondFolder> {
        let path = self.state.body.second_folder.as_ref()?.into();
        Some(SecondFolder { path, report: self.second_folder_report() })
    }

    /// Chooses the second folder, which gets a backup at once, or none. Backups in the earlier one
    /// stay.
    ///
    /// # Errors
    /// [`EditError::Folder`] if it cannot be one; otherwise as for [`UnlockedVault::apply`].
    pub fn set_second_folder(&mut self, folder: Option<&Path>) -> Result<(), EditError> {
        let folder = folder.map(|folder| self.suits_second(folder).ok_or(EditError::Folder)).transpose()?;
        let report = self.report_path();
        if folder != self.state.body.second_folder {
            let _ = fs::remove_file(report);
        }
        self.apply(Operation::SetSecondFolder { folder })
    }

    fn suits_second(&self, folder: &Path) -> Option<String> {
        let (real, own) = (fs::canonicalize(folder).ok()?, fs::canonicalize(self.storage.directory.folder()).ok()?);
        let suits = folder.is_absolute() && real.is_dir() && !real.starts_with(own);
        suits.then_some(folder)?.to_str().map(str::to_owned)
    }

    /// Writes the backup that was just made to the second folder too. No failure undoes the save.
    pub(crate) fn write_second_backup(&self, bytes: Vec<u8>) {
        let keep = self.keep();
        self.in_second_folder(move |folder, generation| {
            // A folder that isn't there is never made: it would lie where a stick is mounted.
            if !fs::metadata(folder.path())?.is_dir() {
                return Err(ErrorKind::NotADirectory.into());
            }
            folder.write(generation, &bytes)?;
            folder.prune(generation, keep);
            Ok(())
        });
    }

    /// Deletes the backups in the second folder that an earlier recovery key opens, if the last
    /// save has written one there.
    pub(crate) fn keep_newest_second_backup(&self) {
        if self.second_folder_report().trouble.is_none() {
            self.in_second_folder(|folder, generation| {
                folder.prune(generation, Keep::Newest);
                Ok(())
            });
        }
    }

    fn in_second_folder(&self, act: impl FnOnce(&BackupFolder, u64) -> io::Result<()> + Send + 'static) {
        let Some(path) = &self.state.body.second_folder else { return };
        let folder = BackupFolder::new(path.into(), self.uuid(), &self.state.body.passed_over);
        let generation = self.state.header.generation;
        let done = self.second_folder_thread.run(move || act(&folder, generation));
        let (now, before) = (self.storage.clock.unix_seconds(), self.second_folder_report());
        let report = match done {
            Ok(()) => SecondFolderReport { written: Some(now), trouble: None },
            Err(why) => {
                let since = before.trouble.filter(|trouble| trouble.why == why).map_or(now, |trouble| trouble.since);
                SecondFolderReport { trouble: Some(SecondFolderTrouble { why, since }), ..before }
            }
        };
        // Without it, Settings only knows less.
        if let Ok(json) = serde_json::to_vec(&report) {
            let _ = write_through(&self.backup_folder().beside("-second.new"), &self.report_path(), &json);
        }
    }

    fn second_folder_report(&self) -> SecondFolderReport {
        let bytes = read_file(&self.report_path(), MAX_REPORT_BYTES).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn report_path(&self) -> PathBuf {
        self.backup_folder().beside("-second.json")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn disk_that_hangs_holds_up_one_save_for_seconds_and_the_next_not_at_all() {
        let thread = SecondFolderThread::default();
        let (go_on, told) = channel::<()>();
        let began = Instant::now();
        let hung = thread.run(move || {
            let _ = told.recv();
            Ok(())
        });
        assert_eq!(hung, Err(Unwritten::Silent));
        assert!(began.elapsed() < 2 * WAIT);
        let began = Instant::now();
        assert_eq!(thread.run(|| Ok(())), Err(Unwritten::Silent), "one thread at a time");
        assert!(began.elapsed() < WAIT / 2);
        drop(go_on);
        while thread.0.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(thread.run(|| Ok(())), Ok(()));
        assert_eq!(thread.run(|| Err(ErrorKind::StorageFull.into())), Err(Unwritten::Full));
    }
}
