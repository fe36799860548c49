use std::fs;

use crate::common::{Desk, PIN, totp};
use crate::{CODE, SEED, code, files, put_back};
use watchword_vault::EditError;

#[test]
fn with_file_and_copy_rotten_the_save_before_opens_read_only_until_it_is_chosen() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    vault.rename(id, "Forgejo", "ada").unwrap();
    drop(vault);
    let rotten = |name: &str| {
        let path = desk.path().join(name);
        let mut bytes = fs::read(&path).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, &bytes).unwrap();
        bytes
    };
    let file = rotten("vault.bin");
    rotten("vault.bin.copy");
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.is_older_copy());
    assert_eq!((vault.entry(id).unwrap().issuer.as_str(), code(&vault, id)), ("GitHub", CODE.into()));
    assert_eq!(vault.rename(id, "Codeberg", "ada"), Err(EditError::OlderCopy));
    assert_eq!(fs::read(desk.path().join("vault.bin")).unwrap(), file, "nothing is written before it is chosen");
    vault.adopt().unwrap();
    vault.rename(id, "Codeberg", "ada").unwrap();
    assert_eq!(fs::read(desk.path().join("replaced-1/vault.bin")).unwrap(), file, "the rotten file is put aside");
    drop(vault);
    let vault = desk.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy() && !vault.is_repaired());
    assert_eq!((vault.entry(id).unwrap().issuer.as_str(), code(&vault, id)), ("Codeberg", CODE.into()));
}

#[test]
fn two_different_saves_of_one_generation_are_told_apart() {
    let (desk, mut vault) = Desk::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let (copy, head) = (files(&desk), head(&desk));
    vault.rename(id, "One", "ada").unwrap();
    let one = files(&desk);
    drop(vault);
    // The same generation once more, with the same change.
    put_back(&desk, &copy);
    desk.keyring.items.lock().unwrap().extend([head]);
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(!vault.is_older_copy());
    vault.rename(id, "One", "ada").unwrap();
    drop(vault);
    assert!(!desk.unlock(PIN).unwrap().is_older_copy());
    put_back(&desk, &one);
    let mut vault = desk.unlock(PIN).unwrap();
    assert!(vault.is_older_copy());
    vault.adopt().unwrap();
    drop(vault);
    assert!(!desk.unlock(PIN).unwrap().is_older_copy());
}

fn head(desk: &Desk) -> (String, String) {
    let items = desk.keyring.items.lock().unwrap();
    let (name, value) = items.iter().find(|(name, _)| name.ends_with("/head")).unwrap();
    (name.clone(), value.clone())
}
