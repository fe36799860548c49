use std::fs;

use crate::common::{Machine, PIN, hotp, pin, totp};
use crate::{SEED, set_key};
use watchword_vault::{
    Backup, BackupError, BackupLock, BackupPassphrase, Kdf, PassphraseBackup, RecoveryKey, StoreKind, restore,
};

const PASSPHRASE: &str = "becak di pasar Ngasém";
/// The same in another Unicode normalization form.
const DECOMPOSED: &str = "becak di pasar Ngase\u{301}m";

fn open(bytes: &[u8], passphrase: &str) -> Result<Backup, BackupError> {
    Backup::open_with(bytes, &BackupPassphrase::typed(passphrase))
}

#[test]
fn passphrase_opens_a_backup_of_a_vault_without_a_recovery_key() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", SEED, 3)]).unwrap();
    vault.trash(ids[0]).unwrap();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    let path = machine.path().join("saved.age");
    vault.save_backup_with(&path, &BackupPassphrase::typed(PASSPHRASE), &proof).unwrap();
    let noted = PassphraseBackup { at: 1_700_000_000, accounts: 2, folder: machine.path().display().to_string() };
    assert_eq!(vault.passphrase_backup(), Some(&noted));
    let bytes = fs::read(&path).unwrap();
    assert_eq!(Backup::lock(&bytes), Ok(BackupLock::Passphrase));
    assert_eq!(open(&bytes, "becak di pasar").err(), Some(BackupError::WrongPassphrase));
    assert_eq!(Backup::open(&bytes, &RecoveryKey::generate()).err(), Some(BackupError::WrongKey));
    let backup = open(&bytes, DECOMPOSED).unwrap();
    assert_eq!((backup.len(), backup.hotp(), backup.without_seed()), (2, 1, 0));

    let elsewhere = Machine::new();
    let made = restore(elsewhere.over(), StoreKind::Keyring, Some(&backup), &pin("773311x"), Kdf::FLOOR, None).unwrap();
    assert_eq!(made.vault.trashed().map(|entry| entry.id).collect::<Vec<_>>(), [ids[0]]);
    assert_eq!(made.vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert_eq!(made.vault.counter(ids[1]), Some(3));
    assert_eq!(made.vault.passphrase_backup(), None, "a restore takes accounts alone");
}

/// The cost and the salt, the check of the passphrase, the header's MAC, the payload.
#[test]
fn cut_or_altered_backup_does_not_open() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    let path = machine.path().join("saved.age");
    vault.save_backup_with(&path, &BackupPassphrase::typed(PASSPHRASE), &proof).unwrap();
    let bytes = fs::read(&path).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.lines().nth(1).unwrap().ends_with(" 18"), "as costly as the age tool's");
    let [stanza, mac] = ["\n-> scrypt ", "\n--- "].map(|start| text.find(start).unwrap());
    let flip = |position: usize| {
        let mut altered = bytes.clone();
        // Another letter of base64, in the header.
        altered[position] = if altered[position] == b'A' { b'B' } else { b'A' };
        open(&altered, PASSPHRASE).err()
    };
    for (position, why) in [
        (0, BackupError::Unreadable),
        (stanza + 15, BackupError::WrongPassphrase),
        (mac - 5, BackupError::WrongPassphrase),
        (mac + 8, BackupError::Unreadable),
        (bytes.len() - 1, BackupError::Unreadable),
    ] {
        assert_eq!(flip(position), Some(why), "byte {position}");
    }
    for length in [0, 10, mac, bytes.len() - 1] {
        assert_eq!(open(&bytes[..length], PASSPHRASE).err(), Some(BackupError::Unreadable), "{length} bytes");
    }
    let costly = text[stanza..].replacen(" 18\n", " 30\n", 1);
    let costly = [&bytes[..stanza], &costly.as_bytes()[..mac - stanza], &bytes[mac..]].concat();
    assert_eq!(open(&costly, PASSPHRASE).err(), Some(BackupError::TooCostly));
}

#[test]
fn backup_without_an_hmac_is_forged_unless_a_passphrase_encrypts_it() {
    let (_machine, mut vault) = Machine::with_vault();
    let key = set_key(&mut vault);
    let recipient = key.expose().parse::<age::x25519::Identity>().unwrap().to_public();
    let forged = age::encrypt(&recipient, br#"{"backup":{"format":1}}"#).unwrap();
    assert_eq!(Backup::lock(&forged), Ok(BackupLock::RecoveryKey));
    assert_eq!(Backup::open(&forged, &key).err(), Some(BackupError::Forged));
    assert_eq!(open(&forged, PASSPHRASE).err(), Some(BackupError::WrongKey));
}
