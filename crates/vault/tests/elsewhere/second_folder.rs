use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{Machine, PIN, totp};
use crate::{SEED, set_key};
use watchword_vault::{Backup, EditError, SecondFolderReport, SecondFolderTrouble, UnlockedVault, Unwritten};

/// A vault with an account, a recovery key and a second folder that the test owns.
fn with_second() -> (Machine, UnlockedVault, tempfile::TempDir) {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("One", SEED)]).unwrap();
    set_key(&mut vault);
    let folder = tempfile::tempdir().unwrap();
    vault.set_second_folder(Some(folder.path())).unwrap();
    (machine, vault, folder)
}

fn report(vault: &UnlockedVault) -> SecondFolderReport {
    vault.second_folder().unwrap().report
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    names.into_iter().map(|name| name.into_string().unwrap()).collect()
}

fn change(vault: &mut UnlockedVault, name: &str) {
    let id = vault.entries().next().unwrap().id;
    vault.rename(id, name, "ada").unwrap();
}

/// The newest backup in the vault's own folder, as its name and bytes.
fn newest(vault: &UnlockedVault) -> (String, Vec<u8>) {
    let path = &vault.backups()[0];
    (path.file_name().unwrap().to_str().unwrap().into(), fs::read(path).unwrap())
}

#[test]
fn every_save_writes_the_same_backup_to_both_folders() {
    let (machine, mut vault, folder) = with_second();
    let is_same = |vault: &UnlockedVault| {
        let (name, bytes) = newest(vault);
        fs::read(folder.path().join(name)).is_ok_and(|second| second == bytes)
    };
    assert!(is_same(&vault), "a folder gets a backup as soon as it is chosen");
    assert_eq!(report(&vault), SecondFolderReport { written: Some(1_700_000_000), trouble: None });
    for number in 0..20 {
        machine.clock.pass(1);
        change(&mut vault, &number.to_string());
        assert!(is_same(&vault));
    }
    assert_eq!(names(folder.path()).len(), 6, "the five newest and one for the day");
    assert_eq!(vault.backups().len(), 6);
    drop(vault);
    let vault = machine.unlock(PIN).unwrap();
    assert_eq!(vault.second_folder().unwrap().path, folder.path());
    assert_eq!(report(&vault).written, Some(1_700_000_020), "the next session knows of it");
}

#[test]
fn folder_that_is_away_gets_the_newest_backup_once_it_is_back() {
    let (machine, mut vault, folder) = with_second();
    let elsewhere = folder.path().with_extension("away");
    fs::rename(folder.path(), &elsewhere).unwrap();
    for name in ["Two", "Three"] {
        machine.clock.pass(60);
        change(&mut vault, name);
    }
    assert!(vault.backup_warning().is_none(), "the vault's own backup is there");
    let away = SecondFolderTrouble { why: Unwritten::Away, since: 1_700_000_060 };
    assert_eq!(report(&vault), SecondFolderReport { written: Some(1_700_000_000), trouble: Some(away) });
    assert!(!folder.path().exists(), "it isn't made where a stick would be mounted");
    drop(vault);
    let mut vault = machine.unlock(PIN).unwrap();
    assert_eq!(report(&vault).trouble, Some(away), "the next session knows since when");
    fs::rename(&elsewhere, folder.path()).unwrap();
    machine.clock.set_unix(1_600_000_000);
    change(&mut vault, "Four");
    assert_eq!(report(&vault), SecondFolderReport { written: Some(1_600_000_000), trouble: None }, "by any clock");
    let (name, bytes) = newest(&vault);
    assert_eq!(fs::read(folder.path().join(name)).unwrap(), bytes);
}

#[test]
fn folder_can_be_changed_and_turned_off_and_files_stay() {
    let (_machine, mut vault, folder) = with_second();
    let other = tempfile::tempdir().unwrap();
    let before = names(folder.path());
    vault.set_second_folder(Some(other.path())).unwrap();
    change(&mut vault, "Two");
    assert_eq!((names(folder.path()), names(other.path()).len()), (before, 2));
    vault.set_second_folder(None).unwrap();
    change(&mut vault, "Three");
    assert_eq!((vault.second_folder(), names(other.path()).len()), (None, 2));
}

#[test]
fn folders_that_cannot_hold_backups_are_refused() {
    let (machine, mut vault, folder) = with_second();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let relative = PathBuf::from(".");
    let own = [machine.path().to_owned(), machine.path().join("backups"), machine.path().join("backups/..")];
    for refused in own.iter().chain([&file, &relative, &folder.path().join("none")]) {
        assert_eq!(vault.set_second_folder(Some(refused)), Err(EditError::Folder), "{}", refused.display());
    }
    assert_eq!(vault.second_folder().unwrap().path, folder.path());
    #[cfg(unix)]
    {
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(machine.path(), &link).unwrap();
        assert_eq!(vault.set_second_folder(Some(&link)), Err(EditError::Folder), "a link to the vault");
    }
}

#[test]
fn new_recovery_key_deletes_the_backups_of_the_old_one_in_both_folders() {
    let (_machine, mut vault, folder) = with_second();
    change(&mut vault, "Two");
    fs::write(folder.path().join("watchword-00000000-000001.age"), "another vault's").unwrap();
    assert_eq!(names(folder.path()).len(), 3);
    let key = set_key(&mut vault);
    let (name, _) = newest(&vault);
    assert_eq!(vault.backups().len(), 1);
    let mut left = vec!["watchword-00000000-000001.age".to_owned(), name.clone()];
    left.sort();
    assert_eq!(names(folder.path()), left);
    assert_eq!(Backup::read(&folder.path().join(name), &key).unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn nothing_in_the_folder_can_reach_the_vault() {
    use std::os::unix::fs::symlink;
    let (machine, mut vault, folder) = with_second();
    let prefix = newest(&vault).0[..18].to_owned();
    let (vault_file, generation) = (machine.path().join("vault.bin"), 99);
    for name in [format!("{prefix}.new"), format!("{prefix}-{generation:06}.age")] {
        symlink(&vault_file, folder.path().join(name)).unwrap();
    }
    for number in 0..10 {
        change(&mut vault, &number.to_string());
        assert_eq!(report(&vault).trouble, None);
    }
    // A file of a terabyte and a pipe are never opened.
    let huge = folder.path().join(format!("{prefix}-000001.age"));
    fs::File::create(huge).unwrap().set_len(1 << 40).unwrap();
    let pipe = folder.path().join(format!("{prefix}-000098.age"));
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    change(&mut vault, "last");
    assert_eq!(report(&vault).trouble, None);
    drop(vault);
    assert_eq!(machine.unlock(PIN).unwrap().entries().next().unwrap().issuer, "last");
}
