//! Full and read-only disks. Root ignores file modes, so these are real file systems, which only
//! root may mount: for any other user the tests print that they were skipped.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails here, and prints what it skips")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use common::{PIN, hotp, pin, totp};
use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{
    CodeError, EditError, FoundVault, Kdf, LockedVault, OpenError, RecoveryKey, StoreKind, UnlockedVault, Unwritten,
    WriteError,
};

/// A tmpfs, mounted on a temporary directory until it is dropped.
struct Disk {
    directory: tempfile::TempDir,
    keyring: Arc<MemoryKeyring>,
    clock: Arc<ManualClock>,
}

impl Disk {
    fn mount(size: &str) -> Option<Self> {
        let directory = tempfile::tempdir().unwrap();
        let disk = Self { directory, keyring: Arc::default(), clock: Arc::default() };
        let mounted = run("mount", &["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], disk.path());
        if !mounted {
            eprintln!("skipped: only root can mount a file system");
        }
        mounted.then_some(disk)
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }

    fn data(&self) -> PathBuf {
        self.path().join("watchword")
    }

    fn find(&self) -> FoundVault {
        LockedVault::find(&self.data(), &|| Ok(self.keyring.clone()), self.clock.clone()).unwrap()
    }

    fn create(&self) -> Result<UnlockedVault, OpenError> {
        match self.find() {
            FoundVault::Empty(empty) => empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR),
            FoundVault::Locked(_) => panic!("a vault already exists"),
        }
    }

    fn unlock(&self) -> UnlockedVault {
        match self.find() {
            FoundVault::Locked(vault) => vault.unlock(&pin(PIN)).map_err(|refused| refused.why).unwrap(),
            FoundVault::Empty(_) => panic!("there is no vault"),
        }
    }

    fn remount(&self, option: &str) {
        assert!(run("mount", &["-o", &format!("remount,{option}")], self.path()));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run("umount", &["--lazy"], self.path());
    }
}

fn run(program: &str, arguments: &[&str], path: &Path) -> bool {
    Command::new(program).args(arguments).arg(path).output().is_ok_and(|output| output.status.success())
}

#[test]
fn create_on_full_disk_leaves_no_vault_and_no_keyring_items() {
    let Some(disk) = Disk::mount("1m") else { return };
    assert_eq!(disk.create().err(), Some(OpenError::Write(WriteError::Full)));
    assert!(disk.keyring.lock().is_empty());
    assert!(matches!(disk.find(), FoundVault::Empty(_)), "the next attempt finds no vault");
}

#[test]
fn edits_on_full_disk_lose_nothing() {
    let Some(disk) = Disk::mount("16m") else { return };
    let mut vault = disk.create().unwrap();
    let ids = vault.add(&[totp("GitHub", &[7; 20]), hotp("Bank", &[8; 20], 0)]).unwrap();
    std::fs::write(disk.path().join("ballast"), vec![0; 13 << 20]).unwrap();
    assert_eq!(vault.add(&[totp("Posteo", &[9; 20])]), Err(EditError::Write(WriteError::Full)));
    assert_eq!(vault.trash(ids[0]), Err(EditError::Write(WriteError::Full)));
    assert!(vault.code(ids[0], 0).is_ok());
    drop(vault);
    let mut vault = disk.unlock();
    assert_eq!(vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), ids);
    std::fs::remove_file(disk.path().join("ballast")).unwrap();
    assert!(vault.trash(ids[0]).is_ok());
}

#[test]
fn read_only_directory_shows_codes_and_refuses_changes() {
    let Some(disk) = Disk::mount("16m") else { return };
    let mut vault = disk.create().unwrap();
    let ids = vault.add(&[totp("GitHub", &[7; 20]), hotp("Bank", &[8; 20], 0)]).unwrap();
    drop(vault);
    disk.remount("ro");
    let mut vault = disk.unlock();
    assert!(vault.code(ids[0], 0).is_ok());
    assert!(matches!(vault.rename(ids[0], "x", "y"), Err(EditError::Write(WriteError::Denied(_)))));
    assert!(
        matches!(vault.next_code(ids[1]), Err(CodeError::Write(WriteError::Denied(_)))),
        "no HOTP code without its journal record"
    );
    disk.remount("rw");
    assert!(vault.rename(ids[0], "x", "y").is_ok());
    assert!(vault.next_code(ids[1]).is_ok());
}

#[test]
fn full_or_read_only_second_folder_fails_no_save() {
    let (Some(disk), Some(stick)) = (Disk::mount("16m"), Disk::mount("1m")) else { return };
    let mut vault = disk.create().unwrap();
    let id = vault.add(&[totp("GitHub", &[7; 20])]).unwrap()[0];
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    vault.set_second_folder(Some(stick.path())).unwrap();
    let why = |vault: &UnlockedVault| vault.second_folder().unwrap().report.trouble.map(|trouble| trouble.why);
    let backups = || std::fs::read_dir(stick.path()).unwrap().count();
    assert_eq!((why(&vault), backups()), (None, 1));

    std::fs::write(stick.path().join("ballast"), vec![0; 2 << 20]).unwrap_err();
    vault.rename(id, "full", "ada").unwrap();
    assert_eq!((why(&vault), vault.backup_warning()), (Some(Unwritten::Full), None));
    assert_eq!(backups(), 2, "the earlier backup and the ballast: nothing is left half written");
    std::fs::remove_file(stick.path().join("ballast")).unwrap();

    stick.remount("ro");
    vault.rename(id, "read-only", "ada").unwrap();
    assert_eq!((why(&vault), vault.backup_warning()), (Some(Unwritten::Denied), None));
    drop(vault);
    let mut vault = disk.unlock();
    assert_eq!(vault.entry(id).unwrap().issuer, "read-only", "the save is done");
    assert_eq!(why(&vault), Some(Unwritten::Denied), "the next session still says so");
    stick.remount("rw");
    vault.rename(id, "again", "ada").unwrap();
    assert_eq!((why(&vault), backups()), (None, 2));
}
