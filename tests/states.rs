//! Every state of a vault, and every way back from it: checks that `docs/ways-back.md` is right and
//! that nothing is destroyed. `WATCHWORD_WRITE_DOCS=1 cargo test --workspace --test states` writes
//! the page.

mod files;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use tempfile::TempDir;
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_vault::testing::{Items, MemoryKeyring};
use watchword_vault::{
    Backup, Consent, EmptyVault, FoundVault, Kdf, KeyStore, LockedVault, OpenError, Pin, RecoveryKey, StoreError,
    StoreKind, SystemClock, UnlockedVault, restore,
};

use files::files;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/ways-back.md");
const PIN: &str = "kancil 7204 becak";
const FRESH_PIN: &str = "rusa 5310 delman";

/// A vault with two accounts and another one in the trash, its recovery key, and an older copy of
/// its files.
struct Scene {
    folder: TempDir,
    keyring: Arc<MemoryKeyring>,
    has_keyring: Cell<bool>,
    key: RecoveryKey,
    older: BTreeMap<PathBuf, Vec<u8>>,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let key = RecoveryKey::generate();
        let mut scene =
            Self { folder, keyring: Arc::default(), has_keyring: Cell::new(true), key, older: BTreeMap::new() };
        let Ok(FoundVault::Empty(empty)) = scene.find() else { panic!("a temporary folder is empty") };
        let mut vault = empty.create(StoreKind::Keyring, &Pin::typed(PIN), Kdf::FLOOR).expect("a vault");
        let proof = vault.confirm_pin(&Pin::typed(PIN)).expect("the PIN");
        vault.set_recovery_key(&proof, &scene.key).expect("a recovery key");
        let ids = vault.add(&[account("Totp", 1), hotp(), account("Trashed", 3)]).expect("added");
        vault.trash(ids[2]).expect("trashed");
        vault.next_code(ids[1]).expect("a code");
        scene.older = files(scene.path());
        vault.next_code(ids[1]).expect("a code");
        vault.rename(ids[0], "Totp", "ayu@example.org").expect("renamed");
        vault.next_code(ids[1]).expect("a code");
        scene
    }

    /// Copies the vault to another folder and another keyring.
    fn copy(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files(self.path()) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a copy");
        }
        Self {
            folder,
            keyring: Arc::new(MemoryKeyring::with(self.keyring.items())),
            has_keyring: Cell::new(true),
            key: RecoveryKey::parse(&self.key.expose()).expect("a key"),
            older: self.older.clone(),
        }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn connect(&self) -> Result<Arc<dyn KeyStore>, StoreError> {
        if self.has_keyring.get() { Ok(self.keyring.clone()) } else { Err(StoreError::Absent) }
    }

    fn find(&self) -> Result<FoundVault, OpenError> {
        LockedVault::find(self.path(), &|| self.connect(), Arc::new(SystemClock))
    }

    fn locked(&self) -> Result<LockedVault, OpenError> {
        match self.find()? {
            FoundVault::Locked(vault) => Ok(vault),
            FoundVault::Empty(_) => panic!("the remains of a vault must not look like an empty folder"),
        }
    }

    fn unlock(&self) -> Result<UnlockedVault, OpenError> {
        self.locked()?.unlock(&Pin::typed(PIN)).map_err(|refused| refused.why)
    }

    fn newest_backup(&self) -> Backup {
        let newest =
            fs::read_dir(self.path().join("backups")).expect("backups").flatten().map(|entry| entry.path()).max();
        Backup::read(&newest.expect("a backup"), &self.key).expect("it opens")
    }

    fn flip(&self, name: &str, position: impl Fn(usize) -> usize) {
        let path = self.path().join(name);
        let mut bytes = fs::read(&path).expect("the file");
        let position = position(bytes.len());
        bytes[position] ^= 1;
        fs::write(path, bytes).expect("damage");
    }

    fn remove(&self, names: &[&str]) {
        names.iter().for_each(|name| fs::remove_file(self.path().join(name)).expect("the file exists"));
    }

    /// Removes the keyring items whose name contains `part`.
    fn forget(&self, part: &str) {
        self.keyring.lock().retain(|name, _| !name.contains(part));
    }
}

fn account(issuer: &str, seed: u8) -> Account {
    let secret = Secret::new(vec![seed; 20]).expect("a seed");
    Account { issuer: issuer.into(), account: "ayu".into(), parameters: Parameters::default(), secret }
}

fn hotp() -> Account {
    let parameters = Parameters::new(Kind::Hotp { counter: 0 }, Algorithm::Sha1, 6).expect("valid parameters");
    Account { parameters, ..account("Hotp", 2) }
}

/// Puts a vault into a state.
type Damage = fn(&Scene);

const STATES: [(&str, Damage); 16] = [
    ("authentic", |_| {}),
    ("an older copy of the folder", |scene| {
        for (name, bytes) in &scene.older {
            fs::write(scene.path().join(name), bytes).expect("put back");
        }
    }),
    ("`vault.bin` damaged in its header", |scene| scene.flip("vault.bin", |_| 3)),
    ("`vault.bin` damaged in its body", |scene| scene.flip("vault.bin", |length| length - 20)),
    ("copy only", |scene| scene.remove(&["vault.bin", "vault.bin.previous"])),
    ("previous only", |scene| scene.remove(&["vault.bin", "vault.bin.copy"])),
    ("`vault.bin` and copy damaged", |scene| {
        scene.flip("vault.bin", |_| 3);
        scene.flip("vault.bin.copy", |_| 3);
    }),
    ("all three damaged", |scene| {
        for name in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
            scene.flip(name, |_| 3);
        }
    }),
    ("all three gone", |scene| scene.remove(&["vault.bin", "vault.bin.copy", "vault.bin.previous"])),
    ("seeds missing", |scene| scene.forget("/seeds/")),
    ("keyring changed", |scene| scene.forget("")),
    ("keyring gone", |scene| scene.has_keyring.set(false)),
    ("journal lost", |scene| scene.remove(&["counters.log"])),
    ("journal rolled back", |scene| {
        let (name, older) = scene.older.iter().find(|(name, _)| name.ends_with("counters.log")).expect("a journal");
        fs::write(scene.path().join(name), older).expect("put back");
    }),
    ("half-way through a restore, old files moving out", |scene| half_way(scene, "out")),
    ("half-way through a restore, new files moving in", |scene| half_way(scene, "in")),
];

/// Simulates a kill during a replacement: the new vault is complete, and some files have been
/// moved.
fn half_way(scene: &Scene, step: &str) {
    let incoming = scene.path().join("incoming");
    let empty = EmptyVault::over(&incoming, &|| scene.connect(), Arc::new(SystemClock));
    let mut vault = empty.create(StoreKind::Keyring, &Pin::typed(PIN), Kdf::FLOOR).expect("the new vault");
    vault.add(&[account("Totp", 1), hotp(), account("Trashed", 3)]).expect("added");
    let aside = scene.path().join("replaced-1");
    fs::create_dir(&aside).expect("a folder");
    let moved: &[&str] = match step {
        "out" => &["vault.bin", "vault.bin.copy"],
        _ => &["vault.bin", "vault.bin.copy", "vault.bin.previous", "counters.log", "attempts.bin"],
    };
    for name in moved {
        fs::rename(scene.path().join(name), aside.join(name)).expect("the file is moved");
    }
    if step == "in" {
        fs::rename(incoming.join("vault.bin"), scene.path().join("vault.bin")).expect("the file is moved");
    }
    fs::write(scene.path().join("replacing"), format!("{step} replaced-1\n")).expect("the step");
}

/// An act on a vault, which returns its outcome in a few words.
type Act = fn(&Scene) -> Result<(UnlockedVault, &'static str), OpenError>;

const ACTS: [(&str, Act); 5] = [
    ("open", |scene| scene.unlock().map(|vault| (vault, "opens"))),
    ("recover", |scene| {
        let recovered = scene.locked()?.recover(&scene.key, &Pin::typed(FRESH_PIN), Kdf::FLOOR);
        Ok((recovered.map_err(|refused| refused.why)?, "opens, new PIN"))
    }),
    ("restore", |scene| {
        let empty = EmptyVault::over(scene.path(), &|| scene.connect(), Arc::new(SystemClock));
        let store = if scene.has_keyring.get() { StoreKind::Keyring } else { StoreKind::File };
        let (backup, pin) = (scene.newest_backup(), Pin::typed(FRESH_PIN));
        let restored = restore(empty, store, Some(&backup), &pin, Kdf::FLOOR, None);
        match restored {
            Err(OpenError::Exists) => {
                let empty = EmptyVault::over(scene.path(), &|| scene.connect(), Arc::new(SystemClock));
                let consent = Some(&Consent::Confirmed);
                let restored = restore(empty, store, Some(&backup), &pin, Kdf::FLOOR, consent)?;
                Ok((restored.vault, "restores, once confirmed"))
            }
            done => Ok((done?.vault, "restores")),
        }
    }),
    ("restore seeds", |scene| {
        let mut vault = scene.unlock()?;
        let missing = missing(&vault);
        let _ = vault.restore_seeds();
        if missing > 0 {
            vault.restore_seeds_from(scene.newest_backup()).expect("the backup has them");
        }
        Ok((vault, if missing > 0 { "seeds back from a backup" } else { "nothing to restore" }))
    }),
    ("accept older copy", |scene| {
        let mut vault = scene.unlock()?;
        let wanted = vault.is_older_copy() || vault.counters_lost();
        if !wanted {
            return Ok((vault, "nothing to accept"));
        }
        vault.accept_older_copy().unwrap_or_else(|error| panic!("accept older copy: {error:?}"));
        Ok((vault, "continues"))
    }),
];

fn missing(vault: &UnlockedVault) -> usize {
    vault.entries().chain(vault.trashed()).filter(|entry| vault.seed_missing(entry.id)).count()
}

/// Formats a cell: the outcome, and the state of the vault afterwards.
fn cell(outcome: &Result<(UnlockedVault, &'static str), OpenError>) -> String {
    let (vault, what) = match outcome {
        Ok(done) => done,
        Err(OpenError::Damaged(_)) => return "refused: damaged".into(),
        Err(OpenError::KeyringChanged) => return "refused: keyring changed".into(),
        Err(OpenError::Store(StoreError::Absent)) => return "refused: no keyring".into(),
        Err(OpenError::Recovery(_)) => return "refused: no recovery key yet".into(),
        Err(other) => panic!("{other}"),
    };
    let mut cell = (*what).to_owned();
    for (is_so, said) in [
        (vault.is_repaired(), "repaired"),
        (vault.was_older_copy(), "was older"),
        (vault.is_older_copy(), "older, read only"),
        (vault.counters_lost(), "HOTP codes off until *accept older copy*"),
        (missing(vault) > 0, "seeds missing"),
    ] {
        if is_so {
            let _ = write!(cell, "; {said}");
        }
    }
    cell
}

/// Returns whether the vault is whole: it has every seed, accepts changes and gives HOTP codes.
fn is_whole(vault: &mut UnlockedVault) -> bool {
    let Some(hotp) = vault.entries().find(|entry| entry.issuer == "Hotp").map(|entry| entry.id) else { return false };
    let Some(totp) = vault.entries().find(|entry| entry.issuer == "Totp").map(|entry| entry.id) else { return false };
    let seeds = missing(vault) == 0 && vault.trashed().count() + vault.entries().count() == 3;
    seeds && vault.next_code(hotp).is_ok() && vault.rename(totp, "Totp", "sri").is_ok()
}

#[test]
fn every_state_has_a_way_back_and_nothing_is_destroyed() {
    let mut rows = String::new();
    let whole = Scene::new();
    for (state, damage) in STATES {
        let mut cells = Vec::new();
        let mut ways = BTreeSet::new();
        for (act, run) in ACTS {
            let scene = whole.copy();
            damage(&scene);
            let (before, items) = (files(scene.path()), scene.keyring.items());
            let mut outcome = run(&scene);
            cells.push(cell(&outcome));
            let drawn_from = outcome.is_ok();
            if let Ok((vault, _)) = &mut outcome
                && is_whole(vault)
            {
                ways.insert(act);
            }
            drop(outcome);
            see_nothing_destroyed(&scene, &before, &items, drawn_from, &format!("{state}, {act}"));
        }
        assert!(!ways.is_empty(), "{state}: no way leads to a whole vault");
        let _ = writeln!(rows, "| {state} | {} |", cells.join(" | "));
    }
    let acts = ACTS.map(|(act, _)| act).join(" | ");
    let rules = "|---".repeat(ACTS.len() + 1);
    let page = format!("{HEAD}\n| the vault is | {acts} |\n{rules}|\n{rows}");
    if std::env::var_os("WATCHWORD_WRITE_DOCS").is_some() {
        fs::write(PAGE, &page).expect("the page");
    }
    assert_eq!(fs::read_to_string(PAGE).unwrap_or_default(), page, "docs/ways-back.md matches the vault's behaviour");
}

const HEAD: &str = "\
# Ways back

What can be done with a vault in every state it can be in. `tests/states.rs` puts a vault into each state, tries each of these, records
the outcome, and checks that no file, backup or keyring item is lost.

- **open**: the PIN.
- **recover**: the recovery key and a new PIN (*Forgot PIN?*). It also restores the missing seeds it finds.
- **restore**: a backup with its recovery key, into a new vault. The vault it replaces moves to a folder `replaced-1`, `replaced-2`, …; a
  vault that opens, or may open once its keyring answers, only after its PIN, its recovery key or a typed word.
- **restore seeds**: the PIN, then seeds from the pages of the previous save, from the vault's own backups, or from a backup file.
- **accept older copy**: the PIN, then *continue* with an older copy, or without the records of used counters.
";

/// Checks that every file is still in its place, in a copy or in a `replaced-n` folder, or was
/// replaced by a newer save of the same vault; that every backup still exists; and that the keyring
/// still has every item that one of these files names.
fn see_nothing_destroyed(
    scene: &Scene,
    before: &BTreeMap<PathBuf, Vec<u8>>,
    items: &Items,
    saved: bool,
    context: &str,
) {
    let after = files(scene.path());
    let everywhere: BTreeSet<&[u8]> = after.values().map(Vec::as_slice).collect();
    for (name, bytes) in before {
        let is_backup = name.starts_with("backups");
        // An open vault may overwrite what it saves.
        let superseded = saved && !is_backup && after.contains_key(name);
        let kept = everywhere.contains(bytes.as_slice()) || superseded;
        let step = name.ends_with("replacing") || name.starts_with("incoming");
        assert!(kept || step || name.ends_with("pages.new"), "{context}: {} is gone", name.display());
    }
    if !saved {
        assert_eq!(&scene.keyring.items(), items, "{context}: the keyring is unchanged");
    }
    for key in items.keys().filter(|name| name.contains("/device-key/")) {
        assert!(scene.keyring.items().contains_key(key), "{context}: a device key is never deleted");
    }
}
