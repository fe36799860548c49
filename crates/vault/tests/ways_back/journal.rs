use std::collections::HashSet;
use std::fs;
use std::sync::Arc;

use watchword_vault::testing::{Fault, ManualClock, MemoryKeyring};
use watchword_vault::{CodeError, FoundVault, Kdf, LockedVault, StoreKind};

use crate::common::{Machine, PIN, hotp, pin, totp};
use crate::{SEED, code, files, put_back, set_key};

const RECORD_BYTES: usize = 64;

/// Gives out ten codes, from two accounts in turn, and lets `alter` damage the journal: the vault
/// must notice, and repeat no code once the user continues.
fn check_loss_is_noticed(alter: impl Fn(&Machine, &[u8])) {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[hotp("Bank", SEED, 0), hotp("Club", b"abcdefghij", 7)]).unwrap();
    let mut shown = HashSet::new();
    for turn in 0..10 {
        let id = ids[turn % 2];
        shown.insert((id, vault.next_code(id).unwrap().to_string()));
    }
    drop(vault);
    let whole = fs::read(machine.path().join("counters.log")).unwrap();
    assert_eq!(whole.len(), 10 * RECORD_BYTES);
    alter(&machine, &whole);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.counters_lost());
    for id in &ids {
        assert_eq!(vault.next_code(*id).err(), Some(CodeError::CountersLost));
    }
    vault.accept_older_copy().unwrap();
    assert!(!vault.counters_lost());
    drop(vault);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(!vault.counters_lost());
    for id in ids.iter().cycle().take(10) {
        assert!(
            shown.insert((*id, vault.next_code(*id).unwrap().to_string())),
            "the keyring knows every code: none repeats"
        );
    }
}

#[test]
fn journal_cut_at_a_record_is_noticed() {
    for records in [0, 1, 4, 9] {
        check_loss_is_noticed(|machine, whole| {
            fs::write(machine.path().join("counters.log"), &whole[..records * RECORD_BYTES]).unwrap()
        });
    }
}

#[test]
fn missing_journal_is_noticed() {
    check_loss_is_noticed(|machine, _| fs::remove_file(machine.path().join("counters.log")).unwrap());
}

#[test]
fn altered_record_is_noticed() {
    check_loss_is_noticed(|machine, whole| {
        let mut altered = whole.to_vec();
        altered[3 * RECORD_BYTES + 20] ^= 1;
        fs::write(machine.path().join("counters.log"), altered).unwrap();
    });
}

#[test]
fn session_continuing_from_a_cut_journal_asks_the_keyring_first() {
    let (machine, mut window) = Machine::with_vault();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let mut shown = HashSet::from([window.next_code(id).unwrap().to_string()]);
    let mut command = machine.unlock(PIN).unwrap();
    shown.extend((0..5).map(|_| command.next_code(id).unwrap().to_string()));
    drop(command);
    // The window has seen one code; the keyring knows about six.
    fs::write(machine.path().join("counters.log"), []).unwrap();
    window.refresh().unwrap();
    assert!(window.counters_lost());
    window.accept_older_copy().unwrap();
    for _ in 0..6 {
        assert!(shown.insert(window.next_code(id).unwrap().to_string()));
    }
}

#[test]
fn save_ignores_counters_of_a_journal_behind_the_body() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let mut shown: HashSet<String> = (0..5).map(|_| vault.next_code(id).unwrap().to_string()).collect();
    vault.rename(id, "Club", "ada").unwrap();
    let journal = machine.path().join("counters.log");
    let whole = fs::read(&journal).unwrap();
    fs::write(&journal, &whole[..3 * RECORD_BYTES]).unwrap();
    vault.rename(id, "Bank", "ada").unwrap();
    assert!(!vault.counters_lost(), "the body knows every code");
    assert!(shown.insert(vault.next_code(id).unwrap().to_string()));
    drop(vault);
    assert!(shown.insert(machine.unlock(PIN).unwrap().next_code(id).unwrap().to_string()));
}

/// The session continues from what it knows, because the file that was put back is damaged. The
/// next session has only the older copy and the journal.
#[test]
fn code_from_an_older_folder_hides_no_earlier_code() {
    let (machine, mut vault) = Machine::with_vault();
    let ids = vault.add(&[hotp("Bank", SEED, 0), hotp("Club", b"abcdefghij", 7)]).unwrap();
    let recovery_key = set_key(&mut vault);
    let mut older = files(&machine);
    let first = vault.next_code(ids[0]).unwrap().to_string();
    vault.rename(ids[1], "Club", "ada").unwrap();
    older.iter_mut().filter(|(name, _)| name == "vault.bin").for_each(|(_, bytes)| bytes[40] ^= 1);
    put_back(&machine, &older);
    vault.next_code(ids[1]).unwrap();
    drop(vault);
    let mut vault = machine.locked().recover(&recovery_key, &pin(crate::NEW_PIN), Kdf::FLOOR).ok().unwrap();
    assert!(!vault.counters_lost());
    assert_ne!(vault.next_code(ids[0]).unwrap().to_string(), first);
}

#[test]
fn failing_keyring_stops_no_code() {
    let directory = tempfile::tempdir().unwrap();
    let (keyring, clock) = (Arc::<MemoryKeyring>::default(), Arc::<ManualClock>::default());
    let find = || LockedVault::find(directory.path(), &|| Ok(keyring.clone()), clock.clone());
    let Ok(FoundVault::Empty(empty)) = find() else { panic!("a vault already exists") };
    let mut vault = empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap();
    let ids = vault.add(&[hotp("Bank", SEED, 0), totp("GitHub", SEED)]).unwrap();
    let mut shown = HashSet::new();
    for fault in [Fault::Silent, Fault::RefusesAfter(0), Fault::None, Fault::RefusesAfter(0), Fault::Silent] {
        keyring.fail(fault);
        assert!(shown.insert(vault.next_code(ids[0]).unwrap().to_string()), "{fault:?}");
        assert_eq!(code(&vault, ids[1]), crate::CODE);
    }
    drop(vault);
    keyring.fail(Fault::None);
    let Ok(FoundVault::Locked(locked)) = find() else { panic!("there is no vault") };
    let mut vault = locked.unlock(&pin(PIN)).ok().unwrap();
    assert!(!vault.counters_lost(), "the journal alone is enough");
    assert!(shown.insert(vault.next_code(ids[0]).unwrap().to_string()));
}

#[test]
fn save_by_another_process_stops_no_code_while_the_keyring_is_silent() {
    let directory = tempfile::tempdir().unwrap();
    let (keyring, clock) = (Arc::<MemoryKeyring>::default(), Arc::<ManualClock>::default());
    let find = || LockedVault::find(directory.path(), &|| Ok(keyring.clone()), clock.clone());
    let Ok(FoundVault::Empty(empty)) = find() else { panic!("a vault already exists") };
    let mut window = empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap();
    let id = window.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let Ok(FoundVault::Locked(locked)) = find() else { panic!("there is no vault") };
    let mut command = locked.unlock(&pin(PIN)).ok().unwrap();
    let mut shown =
        HashSet::from([window.next_code(id).unwrap().to_string(), command.next_code(id).unwrap().to_string()]);
    command.rename(id, "Club", "ada").unwrap();
    keyring.fail(Fault::Silent);
    for _ in 0..2 {
        assert!(shown.insert(window.next_code(id).unwrap().to_string()));
        assert!(shown.insert(command.next_code(id).unwrap().to_string()));
    }
    keyring.fail(Fault::None);
    assert_eq!((window.refresh(), window.entry(id).unwrap().issuer.as_str()), (Ok(true), "Club"));
    let proof = command.confirm_pin(&pin(PIN)).unwrap();
    command.change_pin(&proof, &pin(crate::NEW_PIN), Kdf::FLOOR).unwrap();
    keyring.fail(Fault::Silent);
    assert_eq!(window.next_code(id).err(), Some(CodeError::Locked), "a new PIN still locks it");
}

#[test]
fn save_updates_a_keyring_that_missed_codes() {
    let directory = tempfile::tempdir().unwrap();
    let (keyring, clock) = (Arc::<MemoryKeyring>::default(), Arc::<ManualClock>::default());
    let find = || LockedVault::find(directory.path(), &|| Ok(keyring.clone()), clock.clone());
    let Ok(FoundVault::Empty(empty)) = find() else { panic!("a vault already exists") };
    let mut vault = empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    keyring.fail(Fault::Silent);
    vault.next_code(id).unwrap();
    keyring.fail(Fault::None);
    fs::write(directory.path().join("counters.log"), []).unwrap();
    vault.rename(id, "Club", "ada").unwrap();
    drop(vault);
    let Ok(FoundVault::Locked(locked)) = find() else { panic!("there is no vault") };
    let mut vault = locked.unlock(&pin(PIN)).ok().unwrap();
    assert!(vault.counters_lost());
    vault.accept_older_copy().unwrap();
    assert_eq!(vault.counter(id), Some(1));
}
