//! `vault.bin` (`FORMAT.md`, section 6). The bytes before the first line feed are a header, which
//! gets a valid HMAC, and those after it a body, which gets sealed; without a line feed, the bytes
//! are the whole file.

use std::sync::{LazyLock, Mutex};

use uuid::Uuid;
use watchword_otp::{Account, Parameters, Secret};
use watchword_vault::{FoundVault, Pin, Settings};

use super::machine::{Open, vault_file};

static OPEN: LazyLock<Mutex<Open>> = LazyLock::new(|| Mutex::new(Open::new()));

pub(crate) fn run(bytes: &[u8]) {
    let mut open = OPEN.lock().unwrap();
    open.reset();
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        return locked(&open, bytes);
    };
    let file = vault_file(&bytes[..end], &bytes[end + 1..]);
    locked(&open, &file);
    if open.vault.refresh() == Ok(true) {
        exercise(&mut open);
    }
}

/// Does what needs no PIN. That must not change the file, and a damaged one must spend no attempt.
fn locked(open: &Open, file: &[u8]) {
    let machine = &open.machine;
    machine.write("vault.bin", file);
    let attempts = machine.read("attempts.bin");
    if let Ok(FoundVault::Locked(vault)) = machine.find() {
        let _ = (vault.has_recovery(), vault.failures());
        if vault.wait().is_err() {
            assert!(vault.unlock(&Pin::typed("not the PIN")).is_err());
        }
    }
    assert_eq!(machine.read("vault.bin"), file);
    assert_eq!(machine.read("attempts.bin"), attempts);
}

/// Does all that an open vault can do without a PIN, whatever its accounts are.
fn exercise(Open { machine, vault }: &mut Open) {
    let ids: Vec<Uuid> = vault.entries().chain(vault.trashed()).map(|entry| entry.id).collect();
    for id in ids.iter().copied().take(4) {
        let _ = (vault.code(id, 1_700_000_000), vault.seed_missing(id));
        let before = vault.counter(id);
        if vault.next_code(id).is_ok() {
            assert_eq!(vault.counter(id), before.and_then(|counter| counter.checked_add(1)));
        }
        let _ = vault.rename(id, "Other", "budi");
        let _ = vault.move_to(id, 1);
        let _ = vault.trash(id);
    }
    let secret = Secret::new(vec![7; 20]).unwrap();
    let new = Account { issuer: "New".into(), account: "ayu".into(), parameters: Parameters::default(), secret };
    if let Ok(added) = vault.add(std::slice::from_ref(&new)) {
        assert!(vault.code(added[0], 0).is_ok());
        let _ = (vault.compare(&[&new]), vault.duplicates());
        assert!(vault.empty_trash().is_ok());
        assert!(vault.set_settings(Settings::default()).is_ok());
        assert_eq!((vault.trashed().count(), vault.refresh()), (0, Ok(false)));
        assert!(matches!(machine.find(), Ok(FoundVault::Locked(_))), "what was saved is a vault file");
    }
}
