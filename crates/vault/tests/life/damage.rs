use std::fs;

use watchword_vault::{FoundVault, OpenError, RecoveryKey};

use crate::SEED;
use crate::common::{Machine, PIN, hotp, pin, totp};

#[test]
fn no_file_or_keyring_item_contains_a_plain_seed() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    let forms: [&[u8]; 3] = [SEED, b"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", b"3132333435363738393031323334353637383930"];
    let mut files = 0;
    let mut directories = vec![machine.path().to_owned()];
    while let Some(directory) = directories.pop() {
        for file in fs::read_dir(directory).unwrap().flatten() {
            if file.file_type().unwrap().is_dir() {
                directories.push(file.path());
                continue;
            }
            let bytes = fs::read(file.path()).unwrap();
            files += 1;
            for form in forms {
                assert!(
                    !bytes.windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)),
                    "{:?}",
                    file.path()
                );
            }
        }
    }
    assert!(files >= 5, "vault, previous, journal, attempts, lock and backup were searched");
    for value in machine.keyring.lock().values().flatten() {
        for form in forms {
            assert!(!value.as_bytes().windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)));
        }
    }
}

#[test]
fn damaged_vault_file_is_reported_and_left_unchanged() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    drop(vault);
    machine.without_copies();
    let path = machine.path().join("vault.bin");
    let whole = fs::read(&path).unwrap();
    let header_end = whole.iter().position(|byte| *byte == b'}').unwrap();
    // Every byte up to the end of the first JSON object, and a sample beyond: each fails before
    // Argon2id runs.
    for position in (0..header_end).chain((header_end..whole.len() - 300).step_by(11)) {
        let mut altered = whole.clone();
        altered[position] ^= 1;
        fs::write(&path, &altered).unwrap();
        let why = match machine.find() {
            Ok(FoundVault::Locked(locked)) => locked.wait().err(),
            Ok(FoundVault::Empty(_)) => panic!("byte {position}: a damaged vault counts as none"),
            Err(why) => Some(why),
        };
        let known = matches!(why, Some(OpenError::Damaged(_) | OpenError::NewerFormat(_) | OpenError::KeyringChanged));
        assert!(known || why.is_none(), "byte {position}: {why:?}");
        assert_eq!(fs::read(&path).unwrap(), altered, "the file is unchanged");
    }
    // Beyond the header, each length costs an Argon2id run.
    for length in (0..header_end).step_by(7).chain((header_end..whole.len()).step_by(101)) {
        fs::write(&path, &whole[..length]).unwrap();
        match machine.find() {
            Ok(FoundVault::Locked(locked)) => assert!(locked.unlock(&pin(PIN)).is_err(), "{length} bytes"),
            Ok(FoundVault::Empty(_)) => panic!("{length} bytes: a damaged vault counts as none"),
            Err(why) => assert!(matches!(why, OpenError::Damaged(_)), "{length} bytes: {why:?}"),
        }
    }
    fs::write(&path, &whole).unwrap();
    assert!(machine.unlock(PIN).is_ok());
    machine.without_copies();
    fs::remove_file(&path).unwrap();
    assert!(matches!(machine.find(), Err(OpenError::Damaged(_))), "a missing vault file is damage");
}

#[test]
fn newer_format_is_refused_with_its_number() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    let path = machine.path().join("vault.bin");
    let mut bytes = fs::read(&path).unwrap();
    bytes[9] = 2;
    fs::write(&path, &bytes).unwrap();
    assert_eq!(machine.find().err(), Some(OpenError::NewerFormat(2)));
}

#[test]
fn open_session_survives_a_damaged_uuid_in_the_header() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let path = machine.path().join("vault.bin");
    let mut bytes = fs::read(&path).unwrap();
    let uuid = vault.uuid().to_string();
    let at = bytes.windows(uuid.len()).position(|window| window == uuid.as_bytes()).unwrap();
    bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    fs::write(&path, &bytes).unwrap();
    assert_eq!(vault.next_code(id).unwrap().as_str(), "755224", "the session continues with the copy");
    vault.rename(id, "Bank", "ada").unwrap();
    drop(vault);
    assert!(!machine.unlock(PIN).unwrap().is_repaired(), "the save rewrote the file");
}
