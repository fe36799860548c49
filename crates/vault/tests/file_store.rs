//! A vault without a keyring: its items are in `keyring.bin`, and a passphrase takes the place of
//! the PIN.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod common;

use std::fs;
use std::sync::Arc;

use common::{PIN, hotp, pin, totp};
use watchword_vault::testing::ManualClock;
use watchword_vault::{
    EditError, FoundVault, InvalidPin, Kdf, LockedVault, MIN_PASSPHRASE_CHARS, OpenError, Pin, PinError, StoreError,
    StoreKind, UnlockedVault,
};

const PASSPHRASE: &str = "kancil 7204 becak";
const SEED: &[u8] = b"12345678901234567890";

/// A computer without a keyring.
struct Bare(tempfile::TempDir);

impl Bare {
    fn find(&self) -> Result<FoundVault, OpenError> {
        LockedVault::find(self.0.path(), &|| Err(StoreError::Absent), Arc::new(ManualClock::default()))
    }

    fn create(&self, store: StoreKind, passphrase: &str) -> Result<UnlockedVault, OpenError> {
        let Ok(FoundVault::Empty(empty)) = self.find() else { panic!("a vault already exists") };
        assert_eq!(empty.without_keyring(), Some(&StoreError::Absent));
        empty.create(store, &Pin::typed(passphrase), Kdf::FLOOR)
    }

    fn unlock(&self, passphrase: &str) -> Result<UnlockedVault, OpenError> {
        let Ok(FoundVault::Locked(vault)) = self.find() else { panic!("there is no vault") };
        assert_eq!(vault.store(), StoreKind::File);
        vault.unlock(&Pin::typed(passphrase)).map_err(|refused| refused.why)
    }
}

#[test]
fn vault_without_keyring_is_created_only_when_chosen() {
    let bare = Bare(tempfile::tempdir().unwrap());
    assert_eq!(bare.create(StoreKind::Keyring, PASSPHRASE).err(), Some(StoreError::Absent.into()), "not by default");
    let short = InvalidPin::TooShort { minimum: MIN_PASSPHRASE_CHARS };
    assert_eq!(bare.create(StoreKind::File, PIN).err(), Some(short.into()));
    let mut vault = bare.create(StoreKind::File, PASSPHRASE).unwrap();
    let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", b"abcdefghij", 7)]).unwrap();
    drop(vault);

    let header = fs::read(bare.0.path().join("vault.bin")).unwrap();
    let header = String::from_utf8_lossy(&header);
    assert!(header.contains(r#""store":"file""#) && header.contains(r#""memory_kib":262144"#));
    assert!(matches!(bare.unlock("kancil 7204 mobil"), Err(OpenError::Pin(PinError::Wrong { failures: 1, .. }))));
    let mut vault = bare.unlock(PASSPHRASE).unwrap();
    assert_eq!(vault.code(ids[0], 59).unwrap().code.as_str(), "287082");
    assert!(vault.next_code(ids[1]).is_ok());
    let proof = vault.confirm_pin(&Pin::typed(PASSPHRASE)).unwrap();
    assert_eq!(vault.change_pin(&proof, &pin(PIN), Kdf::FLOOR), Err(EditError::InvalidPin(short)));
    let seed_base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let items = fs::read_to_string(bare.0.path().join("keyring.bin")).unwrap();
    assert!(items.lines().count() >= 5 && !items.contains(seed_base32));
    assert!(items.lines().all(|line| line.is_ascii() && line.len() < 2500));
}

/// Unlocks the vault in `WATCHWORD_TEST_VAULT`, if that is set, in a process with too little
/// memory. The test below starts it.
#[test]
fn unlock_reports_no_memory() {
    let Some(folder) = std::env::var_os("WATCHWORD_TEST_VAULT") else { return };
    let store = || Err(StoreError::Absent);
    let Ok(FoundVault::Locked(vault)) = LockedVault::find(folder.as_ref(), &store, Arc::new(ManualClock::default()))
    else {
        panic!("there is no vault")
    };
    for _ in 0..5 {
        assert_eq!(vault.failures(), Ok(0));
    }
    let refused = vault.unlock(&Pin::typed(PASSPHRASE)).map(drop).unwrap_err();
    assert_eq!(refused.why, OpenError::NoMemory);
    assert_eq!(refused.vault.failures(), Ok(0));
}

/// Argon2id's 256 MiB don't fit into a process limited to 300 MiB.
#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_spends_no_attempt() {
    let bare = Bare(tempfile::tempdir().unwrap());
    drop(bare.create(StoreKind::File, PASSPHRASE).unwrap());
    let attempts = || fs::read(bare.0.path().join("attempts.bin")).unwrap();
    let before = attempts();
    let limited = std::process::Command::new("sh")
        .args(["-c", "ulimit -v 307200; exec \"$0\" --exact unlock_reports_no_memory --test-threads=1"])
        .arg(std::env::current_exe().unwrap())
        .env("WATCHWORD_TEST_VAULT", bare.0.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&limited.stdout);
    assert!(
        limited.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&limited.stderr)
    );
    assert_eq!(attempts(), before);
    assert!(bare.unlock(PASSPHRASE).is_ok());
}

#[test]
fn lost_or_damaged_keyring_file_is_not_reported_as_wrong_passphrase() {
    let bare = Bare(tempfile::tempdir().unwrap());
    let mut vault = bare.create(StoreKind::File, PASSPHRASE).unwrap();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    drop(vault);
    let path = bare.0.path().join("keyring.bin");
    let attempts = fs::read(bare.0.path().join("attempts.bin")).unwrap();
    let whole = fs::read_to_string(&path).unwrap();
    for damaged in ["", "nonsense", whole.lines().next().unwrap(), &whole.replace("/device-key/", "/")] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(bare.unlock(PASSPHRASE).err(), Some(OpenError::Damaged("keyring.bin".into())));
        assert_eq!(fs::read_to_string(&path).unwrap(), damaged, "the file is unchanged");
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(bare.unlock(PASSPHRASE).err(), Some(OpenError::Damaged("keyring.bin".into())));
    assert!(!path.exists(), "no new device key is made for an existing vault");
    assert_eq!(fs::read(bare.0.path().join("attempts.bin")).unwrap(), attempts);
    fs::write(&path, whole.replace("/seeds/", "/seed/")).unwrap();
    assert!(bare.unlock(PASSPHRASE).unwrap().seed_missing(id));
    fs::write(&path, whole).unwrap();
    assert!(bare.unlock(PASSPHRASE).unwrap().code(id, 59).is_ok());
}
