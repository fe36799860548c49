use std::fs;

use watchword_vault::{Backup, BackupError, Consent, EditError, Kdf, RecoveryError, RecoveryKey, StoreKind, restore};

use crate::SEED;
use crate::common::{Machine, PIN, hotp, pin, totp};

#[test]
fn older_copy_is_read_only_until_it_is_accepted() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 0)]).unwrap();
    let older = fs::read(machine.path().join("vault.bin")).unwrap();
    vault.rename(ids[0], "Forgejo", "ada").unwrap();
    vault.rename(ids[0], "Codeberg", "ada").unwrap();
    drop(vault);
    machine.put_back(&older);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.is_older_copy() && vault.next_code(ids[1]).is_err());
    vault.accept_older_copy().unwrap();
    assert!(!vault.is_older_copy() && vault.next_code(ids[1]).is_ok());
    vault.rename(ids[0], "Gitea", "ada").unwrap();
    drop(vault);
    let vault = machine.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy());
    assert_eq!(vault.entry(ids[0]).unwrap().issuer, "Gitea");
}

#[test]
fn recovery_key_resets_a_forgotten_pin() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let why = machine.locked().recover(&key, &pin("773311x"), Kdf::FLOOR).err().unwrap().why;
    assert_eq!(why, RecoveryError::None.into());
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    drop(vault);
    for _ in 0..4 {
        let _ = machine.unlock("111111");
    }
    let why = machine.locked().recover(&RecoveryKey::generate(), &pin("773311x"), Kdf::FLOOR).err().unwrap().why;
    assert_eq!(why, RecoveryError::Wrong.into());
    let vault = machine.locked().recover(&key, &pin("773311x"), Kdf::FLOOR).ok().unwrap();
    assert_eq!(vault.code(id, 59).unwrap().code.as_str(), "287082");
    drop(vault);
    assert_eq!(machine.locked().wait(), Ok(0), "the failures are reset");
    assert!(machine.unlock("773311x").is_ok());
}

/// Sealed under the key of the PIN before, the vault would open with neither PIN.
#[test]
fn recovery_key_needs_a_proof_of_the_pin_in_use() {
    let (machine, mut vault) = Machine::with_vault();
    let older = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.change_pin(&older, &pin("773311x"), Kdf::FLOOR).unwrap();
    assert_eq!(vault.set_recovery_key(&older, &RecoveryKey::generate()), Err(EditError::Locked));
    let proof = vault.confirm_pin(&pin("773311x")).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    drop(vault);
    assert!(machine.unlock("773311x").is_ok());
}

#[test]
fn backup_restores_accounts_with_ids_and_counters() {
    let (_machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", SEED, 3)]).unwrap();
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    vault.next_code(ids[1]).unwrap();
    vault.rename(ids[0], "GitHub", "ada@example.org").unwrap();
    assert_eq!(vault.backup_warning(), None);
    let (newest, _) = vault.newest_backup().unwrap();
    let bytes = fs::read(newest).unwrap();

    assert_eq!(Backup::open(&bytes, &RecoveryKey::generate()).err(), Some(BackupError::WrongKey));
    assert_eq!(Backup::open(&bytes[..bytes.len() - 1], &key).err(), Some(BackupError::Unreadable));
    assert_eq!(Backup::open(b"hello", &key).err(), Some(BackupError::Unreadable));
    let recipient = key.expose().parse::<age::x25519::Identity>().unwrap().to_public();
    let forged = age::encrypt(&recipient, br#"{"backup":{"format":1},"hmac":"AAAA"}"#).unwrap();
    assert_eq!(Backup::open(&forged, &key).err(), Some(BackupError::Forged));

    let backup = Backup::open(&bytes, &key).unwrap();
    assert_eq!((backup.len(), backup.hotp()), (2, 1));
    let elsewhere = Machine::new();
    let made = restore(elsewhere.over(), StoreKind::Keyring, Some(&backup), &pin("773311x"), Kdf::FLOOR, None).unwrap();
    assert_eq!(made.vault.entries().map(|entry| entry.id).collect::<Vec<_>>(), ids, "ids are kept");
    assert_ne!(made.vault.uuid(), vault.uuid());
    assert!(!made.vault.has_recovery(), "a restore copies no recipient");
    assert_eq!(made.vault.counter(ids[1]), Some(4));
    drop(made);
    let vault = elsewhere.unlock("773311x").unwrap();
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert_eq!(vault.entry(ids[0]).unwrap().account, "ada@example.org");
}

#[test]
fn restore_moves_the_old_vault_aside_and_keeps_its_counters() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    let backup = Backup::open(&fs::read(vault.newest_backup().unwrap().0).unwrap(), &key).unwrap();
    for _ in 0..5 {
        vault.next_code(id).unwrap();
    }
    drop(vault);
    let consent = Consent::RecoveryKey(&key);
    let made = restore(machine.over(), StoreKind::Keyring, Some(&backup), &pin("773311x"), Kdf::FLOOR, Some(&consent))
        .unwrap();
    assert_eq!(made.vault.counter(id), Some(5));
    assert!(machine.path().join("replaced-1/vault.bin").exists(), "nothing is deleted");
}
