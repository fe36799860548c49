use crate::common::{Machine, PIN, pin, totp};
use crate::{CODE, NEW_PIN, SEED, code, files, lose_pages, put_back, set_key};
use watchword_vault::{Backup, Kdf, OpenError, PinError, RecoveryKey};

#[test]
fn recovery_key_opens_with_a_trashed_accounts_page_missing() {
    let (machine, mut vault) = Machine::with_vault();
    // Each fills a page of its own.
    let ids = vault.add(&[totp("One", &[7; 1000]), totp("Two", &[8; 1000])]).unwrap();
    let key = set_key(&mut vault);
    vault.trash(ids[0]).unwrap();
    // No backup is left to help.
    vault.backups().into_iter().for_each(|backup| std::fs::remove_file(backup).unwrap());
    drop(vault);
    let pages = lose_pages(&machine);
    let back = |position: usize| machine.keyring.lock().extend(pages.get(position).cloned());
    back(0);
    let trashed_is_missing = machine.unlock(PIN).unwrap().seed_missing(ids[0]);
    if !trashed_is_missing {
        lose_pages(&machine);
        back(1);
    }
    let vault = machine.locked().recover(&key, &pin(NEW_PIN), Kdf::FLOOR).ok().unwrap();
    assert!(vault.seed_missing(ids[0]) && vault.code(ids[1], 59).is_ok());
    drop(vault);
    assert!(
        matches!(machine.unlock(PIN).err(), Some(OpenError::Pin(PinError::Wrong { .. }))),
        "the old PIN opens nothing"
    );
    back(0);
    back(1);
    let mut vault = machine.unlock(NEW_PIN).unwrap();
    assert_eq!(vault.trashed().map(|entry| entry.id).collect::<Vec<_>>(), [ids[0]]);
    assert!(vault.code(ids[0], 59).is_ok(), "its page is back and opens under the new vault key");
    vault.restore_seeds().unwrap();
    drop(vault);
    assert!(machine.unlock(NEW_PIN).unwrap().code(ids[0], 59).is_ok());
}

#[test]
fn recovery_key_restores_missing_seeds_from_the_vaults_backups() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("One", SEED), totp("Two", b"abcdefghij")]).unwrap();
    let key = set_key(&mut vault);
    vault.trash(ids[1]).unwrap();
    drop(vault);
    lose_pages(&machine);
    let vault = machine.locked().recover(&key, &pin(NEW_PIN), Kdf::FLOOR).ok().unwrap();
    assert_eq!(code(&vault, ids[0]), CODE);
    assert!(!vault.seed_missing(ids[1]));
    drop(vault);
    assert_eq!(code(&machine.unlock(NEW_PIN).unwrap(), ids[0]), CODE);
}

#[test]
fn recovery_key_accepts_an_older_copy() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    let copy = files(&machine);
    for name in ["Forgejo", "Codeberg", "Gitea"] {
        vault.rename(id, name, "ada").unwrap();
    }
    drop(vault);
    put_back(&machine, &copy);
    assert!(machine.unlock(PIN).unwrap().is_older_copy());
    let mut vault = machine.locked().recover(&key, &pin(NEW_PIN), Kdf::FLOOR).ok().unwrap();
    assert!(vault.was_older_copy() && !vault.is_older_copy());
    assert_eq!(code(&vault, id), CODE);
    vault.rename(id, "Radicle", "ada").unwrap();
    drop(vault);
    let vault = machine.unlock(NEW_PIN).unwrap();
    assert!(!vault.is_older_copy() && !vault.was_older_copy());
    assert_eq!(vault.entry(id).unwrap().issuer, "Radicle");
}

#[test]
fn new_recovery_key_keeps_older_backups_while_a_seed_is_missing() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let old_key = set_key(&mut vault);
    let old = vault.backups();
    drop(vault);
    lose_pages(&machine);
    let mut vault = machine.unlock(PIN).unwrap();
    let new_key = set_key(&mut vault);
    assert!(old.iter().all(|backup| backup.exists()), "they hold the last copy of the seed");
    assert_eq!(vault.restore_seeds_from(Backup::read(&old[0], &old_key).unwrap()), Ok(1));
    assert_eq!(code(&vault, id), CODE);
    drop(vault);

    let mut vault = machine.unlock(PIN).unwrap();
    let before = vault.backups();
    let newest = set_key(&mut vault);
    assert!(before.iter().all(|backup| !backup.exists()), "nothing is missing any more");
    let backup = Backup::read(&vault.backups()[0], &newest).unwrap();
    assert_eq!((backup.len(), backup.without_seed()), (1, 0));
    assert!(Backup::read(&vault.backups()[0], &new_key).is_err());
    assert!(Backup::read(&vault.backups()[0], &RecoveryKey::generate()).is_err());
}
