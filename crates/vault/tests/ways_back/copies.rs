use std::fs;

use crate::common::{Machine, PIN, pin, totp};
use crate::{CODE, SEED, code, files, put_back};
use watchword_vault::{EditError, FoundVault};

/// The bytes before the body: magic, format, length, JSON and HMAC (`FORMAT.md`, section 6).
fn header_length(bytes: &[u8]) -> usize {
    14 + u32::from_be_bytes(bytes[10..14].try_into().unwrap()) as usize + 32
}

#[test]
fn one_damaged_byte_of_the_vault_file_is_repaired_from_the_copy() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    vault.rename(id, "Forgejo", "ada").unwrap();
    drop(vault);
    let path = machine.path().join("vault.bin");
    let whole = fs::read(&path).unwrap();
    let header = header_length(&whole);
    let flipped = |position: usize, mask: u8| {
        let mut bytes = whole.clone();
        bytes[position] ^= mask;
        fs::write(&path, &bytes).unwrap();
        match machine.find() {
            Ok(FoundVault::Locked(locked)) => locked,
            Ok(FoundVault::Empty(_)) => panic!("byte {position}: a damaged vault counts as none"),
            Err(why) => panic!("byte {position} ^ {mask}: {why}"),
        }
    };
    for position in 0..header {
        // A format number that differs by more than one bit belongs to another format.
        let masks: Vec<u8> = match position {
            8 | 9 => (0..8).map(|bit| 1 << bit).collect(),
            ..14 => (1..=255).collect(),
            _ => vec![1, 0x80],
        };
        for mask in masks {
            let locked = flipped(position, mask);
            assert_eq!((locked.wait(), locked.failures()), (Ok(0), Ok(0)), "byte {position} ^ {mask}");
        }
    }
    // Each of these costs an Argon2id run: a few in the header, and a sample of the body.
    for position in [0, 8, 9, 13, 20, header - 1].into_iter().chain((header..whole.len()).step_by(151)) {
        let vault = flipped(position, 4).unlock(&pin(PIN)).ok().unwrap();
        assert!(vault.is_repaired() && !vault.is_older_copy(), "byte {position}");
        assert_eq!((vault.entry(id).unwrap().issuer.as_str(), code(&vault, id)), ("Forgejo", CODE.into()));
        assert_eq!(fs::read(&path).unwrap(), whole, "byte {position}: the file is rewritten");
    }
}

/// A lost bit makes a later format of the number, but the HMAC is that of the number before.
#[test]
fn one_damaged_bit_of_the_format_is_repaired_without_a_copy() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    drop(vault);
    let (path, previous) = (machine.path().join("vault.bin"), machine.path().join("vault.bin.previous"));
    let (whole, older) = (fs::read(&path).unwrap(), fs::read(&previous).unwrap());
    for keeps_previous in [true, false] {
        machine.without_copies();
        if keeps_previous {
            fs::write(&previous, &older).unwrap();
        }
        let mut damaged = whole.clone();
        damaged[8] ^= 0x20;
        fs::write(&path, &damaged).unwrap();
        let vault = machine.unlock(PIN).unwrap();
        assert!(vault.is_repaired() && !vault.is_older_copy());
        assert_eq!(code(&vault, id), CODE);
        assert_eq!(fs::read(&path).unwrap(), whole, "the file is rewritten");
    }
}

/// A later format may also differ in one bit. Its HMAC says that it is no damage.
#[test]
fn newer_format_that_differs_in_one_bit_is_refused() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    let path = machine.path().join("vault.bin");
    let mut later = fs::read(&path).unwrap();
    later[9] = 3;
    // As a later Watchword would, it has another HMAC. The copies are still of this format.
    let mac = header_length(&later) - 1;
    later[mac] ^= 0x55;
    fs::write(&path, &later).unwrap();
    let Ok(FoundVault::Locked(locked)) = machine.find() else { panic!("no vault") };
    assert_eq!(locked.wait(), Err(watchword_vault::OpenError::NewerFormat(3)));
    let why = locked.unlock(&pin(PIN)).err().map(|refused| refused.why);
    assert_eq!(why, Some(watchword_vault::OpenError::NewerFormat(3)));
    assert_eq!(fs::read(&path).unwrap(), later, "the file is unchanged");
}

#[test]
fn newer_format_is_refused_despite_a_supported_copy() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let copy = fs::read(machine.path().join("vault.bin")).unwrap();
    vault.rename(id, "Forgejo", "ada").unwrap();
    drop(vault);
    let path = machine.path().join("vault.bin");
    let mut later = fs::read(&path).unwrap();
    later[9] = 2;
    fs::write(&path, &later).unwrap();
    fs::write(machine.path().join("vault.bin.copy"), copy).unwrap();
    assert_eq!(machine.find().err(), Some(watchword_vault::OpenError::NewerFormat(2)), "the copy is not rewritten yet");
}

#[test]
fn previous_save_opens_read_only_when_file_and_copy_are_damaged() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    vault.rename(id, "Forgejo", "ada").unwrap();
    drop(vault);
    let damage = |name: &str| {
        let path = machine.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, &bytes).unwrap();
        bytes
    };
    let file = damage("vault.bin");
    damage("vault.bin.copy");
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.is_older_copy());
    assert_eq!((vault.entry(id).unwrap().issuer.as_str(), code(&vault, id)), ("GitHub", CODE.into()));
    assert_eq!(vault.rename(id, "Codeberg", "ada"), Err(EditError::OlderCopy));
    assert_eq!(fs::read(machine.path().join("vault.bin")).unwrap(), file, "nothing is written before it is accepted");
    vault.accept_older_copy().unwrap();
    vault.rename(id, "Codeberg", "ada").unwrap();
    assert_eq!(fs::read(machine.path().join("replaced-1/vault.bin")).unwrap(), file, "the damaged file is moved aside");
    drop(vault);
    let vault = machine.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy() && !vault.is_repaired());
    assert_eq!((vault.entry(id).unwrap().issuer.as_str(), code(&vault, id)), ("Codeberg", CODE.into()));
}

#[test]
fn different_saves_of_one_generation_are_distinguished() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let (copy, head) = (files(&machine), head(&machine));
    vault.rename(id, "One", "ada").unwrap();
    let one = files(&machine);
    drop(vault);
    // Saves the same generation again, with the same change.
    put_back(&machine, &copy);
    machine.keyring.lock().extend([head]);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy());
    vault.rename(id, "One", "ada").unwrap();
    drop(vault);
    assert!(!machine.unlock(PIN).unwrap().is_older_copy());
    put_back(&machine, &one);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.is_older_copy());
    vault.accept_older_copy().unwrap();
    drop(vault);
    assert!(!machine.unlock(PIN).unwrap().is_older_copy());
}

fn head(machine: &Machine) -> (String, Vec<String>) {
    let items = machine.keyring.lock();
    let (name, value) = items.iter().find(|(name, _)| name.ends_with("/head")).unwrap();
    (name.clone(), value.clone())
}
