use std::fs::File;
use std::time::{Duration, SystemTime};

use crate::common::{Machine, PIN, pin, totp};
use crate::{CODE, SEED, code, files, lose_pages, put_back, set_key};
use watchword_vault::{Backup, Kdf};

#[test]
fn pruning_keeps_the_last_backup_of_a_missing_seed() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    drop(vault);
    lose_pages(&machine);
    let mut vault = machine.unlock(PIN).unwrap();
    let other = vault.add(&[totp("Two", b"abcdefghij")]).unwrap()[0];
    for number in 0..25 {
        vault.rename(other, &number.to_string(), "ada").unwrap();
    }
    let with_seed = |backup: &Backup| backup.without_seed() == 0;
    let backup = vault.backups().iter().map(|path| Backup::read(path, &key).unwrap()).find(with_seed).unwrap();
    assert_eq!(vault.restore_seeds_from(backup), Ok(1));
    assert_eq!(code(&vault, id), CODE);
    vault.rename(other, "Two", "ada").unwrap();
    assert!(vault.backups().len() < 20, "pruning resumes: {}", vault.backups().len());
    assert!(with_seed(&Backup::read(&vault.backups()[0], &key).unwrap()));
}

#[test]
fn purged_account_without_seed_does_not_stop_pruning() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    set_key(&mut vault);
    drop(vault);
    lose_pages(&machine);
    let mut vault = machine.unlock(PIN).unwrap();
    let other = vault.add(&[totp("Two", b"abcdefghij")]).unwrap()[0];
    vault.trash(id).unwrap();
    for number in 0..20 {
        vault.rename(other, &number.to_string(), "ada").unwrap();
    }
    assert!(vault.backups().len() > 20, "an account in the trash counts");
    vault.empty_trash().unwrap();
    assert!(vault.backups().len() < 10);
}

#[test]
fn backups_dated_in_the_future_displace_no_newer_backup() {
    let (_machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    for number in 0..8 {
        vault.rename(id, &number.to_string(), "ada").unwrap();
    }
    let ahead = SystemTime::now() + Duration::from_secs(10 * 365 * 24 * 60 * 60);
    for backup in vault.backups() {
        File::options().write(true).open(backup).unwrap().set_modified(ahead).unwrap();
    }
    for name in ["eight", "nine", "ten", "eleven", "twelve", "thirteen"] {
        vault.rename(id, name, "ada").unwrap();
        let backups = vault.backups();
        assert!(backups.len() >= 5, "{name}");
        let newest = Backup::read(&backups[0], &key).unwrap();
        assert_eq!(vault.newest_backup().unwrap().0, backups[0]);
        assert_eq!((newest.len(), newest.without_seed()), (1, 0), "{name}");
    }
    let names: Vec<_> = vault.backups();
    let generation = |path: &std::path::PathBuf| path.to_str().unwrap().rsplit('-').next().unwrap().to_owned();
    let newest: Vec<String> = names.iter().take(5).map(generation).collect();
    let last: u64 = newest[0].trim_end_matches(".age").parse().unwrap();
    let expected: Vec<String> = (0..5).map(|ago| format!("{:06}.age", last - ago)).collect();
    assert_eq!(newest, expected, "the last five saves keep their backups");
}

/// Its account is in no later backup.
#[test]
fn pruning_keeps_the_backup_that_an_older_copy_lacks() {
    for by_recovery_key in [true, false] {
        let (machine, mut vault) = Machine::with_vault();
        vault.add(&[totp("GitHub", SEED)]).unwrap();
        let key = set_key(&mut vault);
        let copy = files(&machine);
        vault.add(&[totp("Forgejo", SEED)]).unwrap();
        let last = vault.backups().remove(0);
        drop(vault);
        put_back(&machine, &copy);
        let mut vault = if by_recovery_key {
            machine.locked().recover(&key, &pin(PIN), Kdf::FLOOR).ok().unwrap()
        } else {
            let mut vault = machine.unlock(PIN).unwrap();
            vault.accept_older_copy().unwrap();
            vault
        };
        let id = vault.entries().next().unwrap().id;
        for number in 0..10 {
            vault.rename(id, &format!("GitHub {number}"), "ada").unwrap();
        }
        set_key(&mut vault);
        assert_eq!(Backup::read(&last, &key).unwrap().len(), 2);
        assert_eq!(vault.backups().len(), 2, "no other one is kept for it");
    }
}
