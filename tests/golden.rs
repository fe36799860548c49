//! Golden vaults: files and keyring items that a Watchword has written, and that every later
//! version must open. After the first release they are never rewritten;
//! `WATCHWORD_WRITE_GOLDEN=1 cargo test --workspace --test golden` writes only missing ones.

mod files;

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use data_encoding::BASE32_NOPAD;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_vault::testing::MemoryKeyring;
use watchword_vault::{
    Backup, CodeError, EmptyVault, FoundVault, Import, Kdf, LockedVault, NewAccount, OpenError, Pin, RecoveryKey,
    StoreKind, SystemClock, UnlockedVault, restore,
};
use zeroize::Zeroizing;

use files::files;

const VAULTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vaults/v1");
/// `tagged` has tags and notes.
const VAULT_NAMES: [&str; 3] = ["keyring", "file-store", "tagged"];
const PIN: &str = "kancil 7204 becak";
/// The Unix time in seconds of the codes in `expected.json`.
const MOMENT: u64 = 1_111_111_109;

/// A copy of a golden vault that a test may change.
struct Golden {
    copy: TempDir,
    items: Arc<MemoryKeyring>,
    expected: Value,
}

impl Golden {
    fn copy(name: &str) -> Self {
        let folder = Path::new(VAULTS).join(name);
        let copy = tempfile::tempdir().expect("a temporary folder");
        copy_folder(&folder.join("data"), copy.path());
        let lines = fs::read_to_string(folder.join("keyring")).unwrap_or_default();
        let items = lines.lines().filter_map(|line| line.split_once(' '));
        let items = items.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).collect();
        let expected = fs::read(folder.join("expected.json")).expect("expected.json");
        Self {
            copy,
            items: Arc::new(MemoryKeyring::with(items)),
            expected: serde_json::from_slice(&expected).expect("JSON"),
        }
    }

    fn empty() -> Self {
        let copy = tempfile::tempdir().expect("a temporary folder");
        Self { copy, items: Arc::default(), expected: Value::Null }
    }

    fn path(&self) -> &Path {
        self.copy.path()
    }

    fn remove_copies(&self) {
        for name in ["vault.bin.copy", "vault.bin.previous"] {
            fs::remove_file(self.path().join(name)).expect("a copy");
        }
    }

    fn find(&self) -> Result<FoundVault, OpenError> {
        LockedVault::find(self.path(), &|| Ok(self.items.clone()), Arc::new(SystemClock))
    }

    fn locked(&self) -> LockedVault {
        match self.find() {
            Ok(FoundVault::Locked(vault)) => vault,
            Ok(FoundVault::Empty(_)) => panic!("there is no vault"),
            Err(error) => panic!("{error}"),
        }
    }

    fn unlock(&self) -> Result<UnlockedVault, OpenError> {
        self.locked().unlock(&Pin::typed(PIN)).map_err(|refused| refused.why)
    }

    fn recovery_key(&self) -> RecoveryKey {
        RecoveryKey::parse(self.expected["recovery_key"].as_str().expect("a key")).expect("a key")
    }
}

/// Returns a vault's contents in the form of `expected.json`.
fn told(vault: &UnlockedVault) -> Value {
    let of = |entry: &watchword_vault::Entry| {
        let mut told = json!({
            "id": entry.id, "issuer": entry.issuer, "account": entry.account,
            "parameters": entry.parameters,
            "counter": vault.counter(entry.id),
            "code": vault.code(entry.id, MOMENT).ok().map(|timed| timed.code.to_string()),
            "seed": !vault.seed_missing(entry.id),
        });
        // `expected.json` of a vault without them doesn't have them.
        if !entry.tags.is_empty() || !entry.note.is_empty() {
            told["tags"] = json!(entry.tags);
            told["note"] = json!(entry.note.expose());
        }
        told
    };
    let mut settings = json!(vault.settings());
    // Nor does that of a vault from before these settings, which then have their defaults.
    let defaults = json!(watchword_vault::Settings::default());
    for later in ["command_shares", "tray_copies", "stays_open", "search_copies"] {
        if settings[later] == defaults[later] {
            settings.as_object_mut().expect("an object").remove(later);
        }
    }
    json!({
        "accounts": vault.entries().map(of).collect::<Vec<_>>(),
        "trash": vault.trashed().map(of).collect::<Vec<_>>(),
        "settings": settings,
    })
}

#[test]
fn every_golden_vault_opens_unchanged() {
    for name in VAULT_NAMES {
        write_if_wanted(name);
        let golden = Golden::copy(name);
        let mut vault = golden.unlock().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(told(&vault), golden.expected["vault"], "{name}");
        let hotp = vault.entries().find(|entry| vault.counter(entry.id).is_some()).expect("a counter").id;
        let code = vault.next_code(hotp).expect("a code");
        assert_eq!(code.as_str(), golden.expected["next_code"].as_str().expect("a code"), "{name}");
        vault.rename(hotp, "Renamed", "x").unwrap_or_else(|error| panic!("{name}: the vault can be changed: {error}"));
        drop(vault);
        let pin = Pin::typed("another PIN 5310");
        let vault = golden.locked().recover(&golden.recovery_key(), &pin, Kdf::FLOOR);
        assert!(vault.is_ok(), "{name}: the recovery key opens the vault");
    }
}

#[test]
fn every_golden_backup_restores() {
    for name in VAULT_NAMES {
        write_if_wanted(name);
        let golden = Golden::copy(name);
        let newest = newest(&golden.path().join("backups"));
        let backup = Backup::open(&fs::read(newest).expect("a backup"), &golden.recovery_key()).expect("it opens");
        let elsewhere = Golden::empty();
        let place = EmptyVault::over(elsewhere.path(), &|| Ok(elsewhere.items.clone()), Arc::new(SystemClock));
        let made =
            restore(place, StoreKind::Keyring, Some(&backup), &Pin::typed(PIN), Kdf::FLOOR, None).expect("it restores");
        let (mut restored, mut expected) = (told(&made.vault), golden.expected["vault"].clone());
        // A backup has no settings, and the last code was drawn after this one was made.
        for told in [&mut restored, &mut expected] {
            told["settings"] = Value::Null;
            told["accounts"].as_array_mut().into_iter().flatten().for_each(|account| {
                account["counter"] = Value::Null;
                account["parameters"] = Value::Null;
            });
        }
        assert_eq!(restored, expected, "{name}");
    }
}

#[test]
fn newer_format_is_refused_and_left_unchanged() {
    write_if_wanted("keyring");
    let golden = Golden::copy("keyring");
    let path = golden.path().join("vault.bin");
    let mut bytes = fs::read(&path).expect("a vault");
    bytes[8..10].copy_from_slice(&7u16.to_be_bytes());
    fs::write(&path, bytes).expect("a newer vault");
    let before = files(golden.path());
    assert_eq!(golden.find().err(), Some(OpenError::NewerFormat(7)));
    assert_eq!(files(golden.path()), before);
}

/// The place of the format's number in `vault.bin`.
const FORMAT: Range<usize> = 8..10;

/// With any byte altered or any length cut, the vault is refused or repaired, the damage is
/// distinguished from a wrong PIN, no attempt is spent, and the file is unchanged. Only a few cases
/// are opened with the PIN, because each costs a key derivation; `crates/vault` tests every altered
/// byte of the body with the key itself.
#[test]
fn damage_is_reported_and_costs_no_attempt() {
    write_if_wanted("keyring");
    let golden = Golden::copy("keyring");
    golden.remove_copies();
    let path = golden.path().join("vault.bin");
    let whole = fs::read(&path).expect("a vault");
    let header = 46 + u32::from_be_bytes(whole[10..14].try_into().expect("four bytes")) as usize;
    let attempts = fs::read(golden.path().join("attempts.bin")).expect("attempts");
    let refused = |bytes: &[u8], what: String, deep: bool| {
        fs::write(&path, bytes).expect("damage");
        let why = match golden.find() {
            Ok(FoundVault::Locked(locked)) if deep => locked.unlock(&Pin::typed(PIN)).err().map(|refused| refused.why),
            Ok(FoundVault::Locked(locked)) => locked.wait().err(),
            Ok(FoundVault::Empty(_)) => panic!("{what}: damage must not look like an empty folder"),
            Err(why) => Some(why),
        };
        let told = matches!(why, Some(OpenError::Damaged(_) | OpenError::NewerFormat(_) | OpenError::KeyringChanged));
        assert!(told, "{what}: {why:?}");
        assert_eq!(fs::read(&path).expect("the vault"), bytes, "{what}: the file is unchanged");
    };
    let altered = |position: usize| {
        let mut altered = whole.clone();
        altered[position] ^= 0x20;
        altered
    };
    (0..header)
        .filter(|position| !FORMAT.contains(position))
        .for_each(|position| refused(&altered(position), format!("byte {position}"), false));
    // One bit of the format's number is repaired: the HMAC proves what it was.
    for position in FORMAT {
        fs::write(&path, altered(position)).expect("damage");
        let Ok(FoundVault::Locked(locked)) = golden.find() else { panic!("byte {position}: no vault") };
        assert_eq!(locked.wait(), Ok(0), "byte {position}");
    }
    (0..header).for_each(|length| refused(&whole[..length], format!("{length} bytes"), false));
    assert_eq!(fs::read(golden.path().join("attempts.bin")).expect("attempts"), attempts);
    for position in [header, header + 12, whole.len() - 1] {
        let mut flipped = whole.clone();
        flipped[position] ^= 1;
        refused(&flipped, format!("byte {position}"), true);
        refused(&whole[..position], format!("{position} bytes"), true);
    }
    fs::write(&path, &whole).expect("the vault");
    assert_eq!(golden.locked().failures(), Ok(0), "no attempt was spent");
    assert!(golden.unlock().is_ok());
}

/// With the copy in the same folder, one altered bit anywhere does no harm.
#[test]
fn altered_byte_is_repaired_from_the_copy() {
    write_if_wanted("keyring");
    let golden = Golden::copy("keyring");
    let path = golden.path().join("vault.bin");
    let whole = fs::read(&path).expect("a vault");
    let header = 46 + u32::from_be_bytes(whole[10..14].try_into().expect("four bytes")) as usize;
    let alter = |position: usize| {
        let mut altered = whole.clone();
        altered[position] ^= 0x20;
        fs::write(&path, altered).expect("damage");
    };
    for position in 0..header {
        alter(position);
        assert_eq!(golden.locked().wait(), Ok(0), "byte {position}");
    }
    for position in [0, 30, header - 1, header, header + 12, whole.len() - 1] {
        alter(position);
        let vault = golden.unlock().unwrap_or_else(|error| panic!("byte {position}: {error}"));
        assert!(vault.is_repaired() && !vault.is_older_copy(), "byte {position}");
        assert_eq!(told(&vault), golden.expected["vault"], "byte {position}");
        assert_eq!(fs::read(&path).expect("a vault"), whole, "byte {position}");
    }
}

/// If one copy of the ledger is altered or cut, the other one counts; the count never falls.
#[test]
fn damaged_attempts_never_lower_the_count() {
    write_if_wanted("keyring");
    let golden = Golden::copy("keyring");
    for _ in 0..3 {
        assert!(golden.locked().unlock(&Pin::typed("not the PIN")).is_err());
    }
    let path = golden.path().join("attempts.bin");
    let whole = fs::read(&path).expect("attempts");
    for position in 0..whole.len() {
        let mut altered = whole.clone();
        altered[position] ^= 1;
        for bytes in [&altered, &whole[..position].to_vec()] {
            fs::write(&path, bytes).expect("damage");
            assert_eq!(golden.locked().failures(), Ok(3), "byte {position}");
            assert_eq!(fs::read(&path).expect("attempts"), *bytes, "the file is unchanged");
        }
    }
}

/// With an altered or cut journal, no code that may have been shown before is repeated: the vault
/// gives a later one or none.
#[test]
fn damaged_journal_repeats_no_shown_code() {
    write_if_wanted("keyring");
    let golden = Golden::copy("keyring");
    let path = golden.path().join("counters.log");
    let mut vault = golden.unlock().expect("it opens");
    let hotp = vault.entries().find(|entry| vault.counter(entry.id).is_some()).expect("a counter").id;
    for _ in 0..4 {
        vault.next_code(hotp).expect("a code");
    }
    let whole = fs::read(&path).expect("a journal");
    let next = vault.counter(hotp).expect("a counter");
    for position in 0..whole.len() {
        let mut altered = whole.clone();
        altered[position] ^= 1;
        // The keyring remembers the number of draws, even if a record is cut off or torn.
        for damaged in [&altered[..], &whole[..position]] {
            fs::write(&path, damaged).expect("damage");
            assert_eq!(vault.next_code(hotp).err(), Some(CodeError::CountersLost), "byte {position}");
            assert_eq!(fs::read(&path).expect("the journal"), damaged, "the file is unchanged");
        }
    }
    fs::write(&path, &whole).expect("the journal");
    vault.next_code(hotp).expect("a code");
    assert_eq!(vault.counter(hotp), Some(next + 1));
}

/// Writes a golden vault, if that is requested and it is missing.
fn write_if_wanted(name: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().expect("no poisoned lock");
    let folder = Path::new(VAULTS).join(name);
    if folder.exists() || std::env::var_os("WATCHWORD_WRITE_GOLDEN").is_none() {
        return;
    }
    let golden = Golden::empty();
    let Ok(FoundVault::Empty(empty)) = golden.find() else { panic!("a temporary folder is empty") };
    let store = if name == "file-store" { StoreKind::File } else { StoreKind::Keyring };
    let mut vault = empty.create(store, &Pin::typed(PIN), Kdf::FLOOR).expect("a vault");
    let kinds = [
        (Kind::Totp { period: 30 }, Algorithm::Sha1, 6),
        (Kind::Totp { period: 60 }, Algorithm::Sha512, 8),
        (Kind::Hotp { counter: 41 }, Algorithm::Sha256, 6),
        (Kind::Steam { period: 30 }, Algorithm::Sha1, 5),
        (Kind::Totp { period: 30 }, Algorithm::Sha256, 10),
    ];
    let accounts = kinds.iter().enumerate().map(|(n, (kind, algorithm, digits))| Account {
        issuer: format!("Émetteur {n}"),
        account: format!("ayu+{n}@example.org"),
        parameters: Parameters::new(*kind, *algorithm, *digits).expect("valid parameters"),
        secret: Secret::new(vec![0x41 + n as u8; 16 + 250 * n]).expect("a seed"),
    });
    let accounts: Vec<Account> = accounts.collect();
    let ids = if name == "tagged" { add_tagged(&mut vault, &accounts) } else { vault.add(&accounts).expect("added") };
    vault.trash(ids[4]).expect("trashed");
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&Pin::typed(PIN)).expect("the PIN");
    vault.set_recovery_key(&proof, &key).expect("a recovery key");
    let drawn = vault.next_code(ids[2]).expect("a code");
    vault.rename(ids[0], "Émetteur", "ayu@example.org").expect("renamed");
    vault.next_code(ids[2]).expect("a code");
    let expected = told(&vault);
    // The next code, computed from the account itself: two draws have advanced the counter to 43.
    let secret = Secret::new(vec![0x43; 516]).expect("a seed");
    let next = Parameters::new(kinds[2].0, kinds[2].1, kinds[2].2).expect("valid parameters").code(&secret, 43);
    assert_ne!(drawn.as_str(), next.as_str());
    drop(vault);
    let seeds = [0, 1, 2, 3, 4].map(|n: usize| BASE32_NOPAD.encode(&vec![0x41 + n as u8; 16 + 250 * n]));
    let expected = json!({
        "pin": PIN, "recovery_key": *key.expose(), "moment": MOMENT, "next_code": next.as_str(), "vault": expected,
        "seeds": seeds,
    });
    fs::create_dir_all(&folder).expect("a folder");
    copy_folder(golden.path(), &folder.join("data"));
    let items = golden.items.items();
    let lines: String = items.iter().map(|(name, values)| format!("{name} {}\n", values[0])).collect();
    fs::write(folder.join("keyring"), lines).expect("the items");
    fs::write(folder.join("expected.json"), format!("{expected:#}\n")).expect("expected.json");
}

/// Adds accounts with tags and notes in every form, among them one that has neither.
fn add_tagged(vault: &mut UnlockedVault, accounts: &[Account]) -> Vec<Uuid> {
    let labels: [(&[&str], &str); 5] = [
        (&["Travail", "工作"], "1234-5678\n8765-4321"),
        (&[], "\u{1f511} \"by the door\""),
        (&["Bank"], ""),
        (&[], ""),
        (&["Travail"], "in the trash"),
    ];
    let new = accounts.iter().zip(labels).map(|(account, (tags, note))| NewAccount {
        account: account.clone(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        note: Zeroizing::new(note.to_owned()).into(),
        asks_for_pin: false,
    });
    vault.import(&Import::adding(new.collect()), &|_, _| true).expect("added");
    vault.entries().map(|entry| entry.id).collect()
}

fn newest(backups: &Path) -> PathBuf {
    // By name, which contains the generation; a checkout doesn't keep times.
    fs::read_dir(backups).expect("backups").flatten().map(|entry| entry.path()).max().expect("a backup")
}

fn copy_folder(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::write(to, bytes).expect("a copy");
    }
}
