use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use uuid::Uuid;

use crate::backup::pruning::Kept;
use crate::files::private::write_through;
use crate::format::body::PassedOver;

/// Number of entries beyond which a folder is not searched for backups to delete.
const MAX_ENTRIES: usize = 100_000;

/// Which backups a folder keeps after a new one was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Every one: an old backup may be the last to have a seed that is missing in the vault.
    All,
    /// Those that [`Kept`] decides on.
    Some,
    /// Only the newest.
    Newest,
}

/// The automatic backups of one vault in a folder. Other people and programs may write there too:
/// only regular files that have the vault's names are listed and deleted, no link is followed, and
/// no file is read.
#[derive(Debug, Clone)]
pub(crate) struct BackupFolder {
    path: PathBuf,
    /// The beginning of the files' names.
    prefix: String,
    /// Generations of which the newest backup is never deleted.
    passed_over: Vec<PassedOver>,
}

impl BackupFolder {
    pub(crate) fn new(path: PathBuf, vault: Uuid, passed_over: &[PassedOver]) -> Self {
        let prefix = format!("watchword-{}", &vault.simple().to_string()[..8]);
        Self { path, prefix, passed_over: passed_over.to_vec() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Another file of the vault in this folder, which is not a backup.
    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        self.path.join(format!("{}{suffix}", self.prefix))
    }

    /// The generation and the path of each backup, the newest first. The generations in their names
    /// give the order, because the clock that dated them may have been wrong.
    pub(crate) fn list(&self) -> Vec<(u64, PathBuf)> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten().take(MAX_ENTRIES);
        let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let mut backups: Vec<_> =
            files.filter_map(|entry| Some((self.generation(&entry.path())?, entry.path()))).collect();
        backups.sort_unstable_by(|one, other| other.cmp(one));
        backups
    }

    /// The generation in a file's name, if it is one that this vault gives its backups.
    pub(crate) fn generation(&self, file: &Path) -> Option<u64> {
        let name = file.file_name()?.to_str()?;
        name.strip_prefix(&self.prefix)?.strip_prefix('-')?.strip_suffix(".age")?.parse().ok()
    }

    /// Writes a generation's backup in place of whatever has its name.
    pub(crate) fn write(&self, generation: u64, bytes: &[u8]) -> io::Result<()> {
        // Always the same name, so that the next save removes what a crash here leaves.
        write_through(&self.beside(".new"), &self.beside(&format!("-{generation:06}.age")), bytes)
    }

    /// Deletes the backups older than the one of `newest` that `keep` leaves out. Those of a higher
    /// generation are not from this vault as it is: they neither count nor are deleted.
    pub(crate) fn prune(&self, newest: u64, keep: Keep) {
        let (mut kept, backups) = (Kept::default(), self.list());
        let newest_of = |over: &PassedOver| {
            backups
                .iter()
                .map(|(generation, _)| *generation)
                .find(|generation| (over.from..=over.to).contains(generation))
        };
        let spared: Vec<u64> = self.passed_over.iter().filter_map(newest_of).collect();
        for (generation, file) in &backups {
            let keeps = match keep {
                Keep::All => true,
                Keep::Some => *generation > newest || kept.keeps(modified(file)),
                Keep::Newest => *generation >= newest,
            };
            if !keeps && !spared.contains(generation) {
                let _ = fs::remove_file(file);
            }
        }
    }
}

pub(crate) fn modified(file: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(file).and_then(|metadata| metadata.modified()).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    const VAULT: Uuid = Uuid::from_u128(0xaaaa_aaaa_0000_4000_8000_0000_0000_0000);

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        names.into_iter().filter_map(|name| name.into_string().ok()).collect()
    }

    #[test]
    fn links_and_folders_with_the_vaults_names_lead_nowhere() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let target = elsewhere.path().join("vault.bin");
        fs::write(&target, "precious").unwrap();
        let backups = BackupFolder::new(folder.path().into(), VAULT, &[]);
        for name in ["watchword-aaaaaaaa.new", "watchword-aaaaaaaa-000007.age", "watchword-aaaaaaaa-000001.age"] {
            symlink(&target, folder.path().join(name)).unwrap();
        }
        backups.write(7, b"backup").unwrap();
        backups.prune(7, Keep::Newest);
        assert_eq!(fs::read(&target).unwrap(), b"precious");
        let written = folder.path().join("watchword-aaaaaaaa-000007.age");
        let metadata = fs::symlink_metadata(&written).unwrap();
        assert!(metadata.is_file() && metadata.permissions().mode() & 0o777 == 0o600);
        assert_eq!(fs::read(written).unwrap(), b"backup");
        assert_eq!(names(folder.path()), ["watchword-aaaaaaaa-000001.age", "watchword-aaaaaaaa-000007.age"]);

        fs::create_dir(folder.path().join("watchword-aaaaaaaa.new")).unwrap();
        assert!(backups.write(8, b"backup").is_err());
        fs::remove_dir(folder.path().join("watchword-aaaaaaaa.new")).unwrap();
        fs::create_dir(folder.path().join("watchword-aaaaaaaa-000008.age")).unwrap();
        assert!(backups.write(8, b"backup").is_err());
        assert!(!folder.path().join("watchword-aaaaaaaa.new").exists());
    }

    #[test]
    fn only_older_backups_of_this_vault_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let backups = BackupFolder::new(folder.path().into(), VAULT, &[]);
        let foreign = [
            "holiday.jpg",
            "watchword-aaaaaaaa-000001 (conflict).age",
            "watchword-aaaaaaaa-999999.age",
            "watchword-aaaaaaaa-x.age",
            "watchword-bbbbbbbb-000001.age",
        ];
        for name in foreign {
            fs::write(folder.path().join(name), name).unwrap();
        }
        for generation in 1..=20 {
            backups.write(generation, b"backup").unwrap();
            backups.prune(generation, Keep::Some);
        }
        let own = |generation: &u64| format!("watchword-aaaaaaaa-{generation:06}.age");
        let mut expected: Vec<String> = (15..=20).map(|generation| own(&generation)).collect();
        expected.extend(foreign.map(str::to_owned));
        expected.sort();
        assert_eq!(names(folder.path()), expected, "the five newest and one for the day");
        backups.prune(20, Keep::All);
        assert_eq!(names(folder.path()).len(), 11);
        backups.prune(20, Keep::Newest);
        assert_eq!(names(folder.path()).len(), 6);
    }
}
