//! The newest good backup of a folder, whatever else is in it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use watchword_vault::{BackupError, BackupFolderError, RecoveryKey, UnlockedVault, backup_files, newest_backup};

use crate::common::{Machine, PIN, pin, totp};
use crate::{SEED, set_key};

/// A vault with several backups, and a folder with copies of them.
fn backed_up() -> (Machine, UnlockedVault, RecoveryKey, TempDir) {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    for number in 0..4 {
        vault.rename(id, &number.to_string(), "ada").unwrap();
    }
    let folder = TempDir::new().unwrap();
    for backup in vault.backups() {
        fs::copy(&backup, folder.path().join(backup.file_name().unwrap())).unwrap();
    }
    (machine, vault, key, folder)
}

/// The copies, the newest first.
fn copies(vault: &UnlockedVault, folder: &TempDir) -> Vec<PathBuf> {
    vault.backups().iter().map(|backup| folder.path().join(backup.file_name().unwrap())).collect()
}

fn date(path: &Path, days_from_now: i64) {
    let day = Duration::from_secs(24 * 60 * 60 * days_from_now.unsigned_abs());
    let now = SystemTime::now();
    let at = if days_from_now < 0 { now - day } else { now + day };
    File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
}

#[test]
fn damaged_and_foreign_backups_are_passed_over_and_named_if_newer() {
    let (_machine, vault, key, folder) = backed_up();
    let copies = copies(&vault, &folder);
    // The dates of copies say nothing.
    copies.iter().rev().zip(0..).for_each(|(path, age)| date(path, -age));
    let newest = newest_backup(folder.path(), &key).unwrap();
    assert_eq!((&newest.path, newest.newer.len(), newest.backup.len()), (&copies[0], 0, 1));
    assert_eq!(newest.bytes, fs::read(&copies[0]).unwrap());

    let mut bytes = fs::read(&copies[0]).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&copies[0], &bytes).unwrap();
    fs::write(&copies[1], "").unwrap();
    fs::write(&copies[3], "damaged, but older").unwrap();
    let (_other_machine, other, _, _other_folder) = backed_up();
    let [foreign, old] = ["stick.age", "old.bin"].map(|name| folder.path().join(name));
    fs::copy(&other.backups()[0], &foreign).unwrap();
    date(&foreign, 1);
    fs::copy(&other.backups()[0], &old).unwrap();
    date(&old, -9);
    fs::write(folder.path().join("notes.txt"), "not a backup").unwrap();
    let newest = newest_backup(folder.path(), &key).unwrap();
    assert_eq!(newest.path, copies[2]);
    let mut newer = newest.newer;
    newer.sort_by(|(one, _), (other, _)| other.cmp(one));
    let unreadable = |path: &PathBuf| (path.clone(), BackupError::Unreadable);
    assert_eq!(newer, [unreadable(&copies[0]), unreadable(&copies[1]), (foreign, BackupError::WrongKey)]);
}

#[test]
fn forged_backup_is_passed_over() {
    let (_machine, vault, key, folder) = backed_up();
    let copies = copies(&vault, &folder);
    // Anyone can encrypt to the recovery key's public half.
    let recipient = key.expose().parse::<age::x25519::Identity>().unwrap().to_public();
    fs::write(&copies[0], age::encrypt(&recipient, br#"{"backup":{},"hmac":"AAAA"}"#).unwrap()).unwrap();
    let newest = newest_backup(folder.path(), &key).unwrap();
    assert_eq!((newest.path, newest.newer), (copies[1].clone(), vec![(copies[0].clone(), BackupError::Forged)]));
}

#[test]
fn of_two_vaults_the_one_backed_up_last_counts() {
    let (_machine, _vault, key, folder) = backed_up();
    let (later, mut other) = Machine::with_vault();
    later.clock.pass(7200);
    other.add(&[totp("One", SEED), totp("Two", b"abcdefghij")]).unwrap();
    let proof = other.confirm_pin(&pin(PIN)).unwrap();
    other.set_recovery_key(&proof, &key).unwrap();
    fs::copy(&other.backups()[0], folder.path().join("renamed.age")).unwrap();
    assert_eq!(newest_backup(folder.path(), &key).unwrap().backup.len(), 2);
}

#[test]
fn wrong_key_and_empty_folder_are_refused() {
    let (_machine, vault, key, folder) = backed_up();
    fs::write(&copies(&vault, &folder)[0], "damaged").unwrap();
    let refused = |folder: &Path, key: &RecoveryKey| newest_backup(folder, key).err().unwrap();
    let wrong = BackupFolderError::Backup(BackupError::WrongKey);
    assert_eq!(refused(folder.path(), &RecoveryKey::generate()), wrong, "rather than the damage");
    let empty = TempDir::new().unwrap();
    assert_eq!(refused(empty.path(), &key), BackupFolderError::Empty);
    assert_eq!(refused(&empty.path().join("none"), &key), BackupFolderError::Unreadable);
    fs::write(empty.path().join("a.age"), "x").unwrap();
    assert_eq!(refused(empty.path(), &key), BackupFolderError::Backup(BackupError::Unreadable));
}

#[test]
fn folder_with_too_many_files_is_refused() {
    let folder = TempDir::new().unwrap();
    for number in 0..=1_000 {
        fs::write(folder.path().join(format!("{number}.age")), "").unwrap();
    }
    assert_eq!(backup_files(folder.path()), Err(BackupFolderError::TooLarge));
    fs::remove_file(folder.path().join("7.age")).unwrap();
    assert_eq!(backup_files(folder.path()).unwrap().len(), 1_000);
    // A sparse file takes no room, but would take long to read.
    for number in 0..=16 {
        let large = File::create(folder.path().join(format!("{number}.age"))).unwrap();
        large.set_len(64 << 20).unwrap();
    }
    assert_eq!(backup_files(folder.path()), Err(BackupFolderError::TooLarge));
}
