use std::collections::HashMap;
use std::fs;

use crate::common::{Machine, PIN, hotp, pin, totp};
use crate::{CODE, NEW_PIN, SEED, code, set_key};
use uuid::Uuid;
use watchword_vault::{
    Backup, CodeError, Consent, EditError, FoundVault, Kdf, OpenError, Pin, PinError, RecoveryError, RecoveryKey,
    Restored, StoreKind, UnlockedVault, restore,
};

/// The files of a vault, in the order in which a restore moves them out.
const FILES: [&str; 6] =
    ["vault.bin", "vault.bin.previous", "vault.bin.copy", "counters.log", "attempts.bin", "pages.new"];

/// A machine with an open vault, the id of its account, a backup, and the recovery key.
fn backed_up() -> (Machine, UnlockedVault, Uuid, Backup, RecoveryKey) {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let key = set_key(&mut vault);
    vault.rename(id, "Forgejo", "ada").unwrap();
    let backup = Backup::read(&vault.backups()[0], &key).unwrap();
    (machine, vault, id, backup, key)
}

fn restored(machine: &Machine, backup: &Backup, consent: Option<&Consent<'_>>) -> Result<Restored, OpenError> {
    restore(machine.over(), StoreKind::Keyring, Some(backup), &pin(NEW_PIN), Kdf::FLOOR, consent)
}

#[test]
fn vault_that_opens_is_replaced_only_with_pin_recovery_key_or_confirmation() {
    let (machine, vault, id, backup, key) = backed_up();
    drop(vault);
    let before = fs::read(machine.path().join("vault.bin")).unwrap();
    let refused = |consent: Option<&Consent<'_>>| {
        let why = restored(&machine, &backup, consent).map(|_| ()).unwrap_err();
        assert_eq!(fs::read(machine.path().join("vault.bin")).unwrap(), before);
        assert!(!machine.path().join("replaced-1").exists() && !machine.path().join("incoming").exists());
        why
    };
    assert_eq!(refused(None), OpenError::Exists);
    let wrong = PinError::Wrong { failures: 1, wait_seconds: 0 };
    assert_eq!(refused(Some(&Consent::Pin(&Pin::typed("000000")))), wrong.into(), "it is an attempt like any other");
    assert_eq!(machine.locked().failures(), Ok(1));
    assert_eq!(refused(Some(&Consent::RecoveryKey(&RecoveryKey::generate()))), RecoveryError::Wrong.into());
    assert_eq!(code(&machine.unlock(PIN).unwrap(), id), CODE);

    let right = [Consent::Pin(&pin(PIN)), Consent::Pin(&pin(NEW_PIN)), Consent::Confirmed];
    for (number, consent) in right.iter().enumerate() {
        let made = restored(&machine, &backup, Some(consent)).unwrap();
        assert_eq!((made.accounts, made.hotp, made.without_seed), (1, 0, 0));
        assert_eq!((made.vault.replaced_vaults().len(), code(&made.vault, id)), (number + 1, CODE.into()));
    }
    assert_eq!(fs::read(machine.path().join("replaced-1/vault.bin")).unwrap(), before);

    let (machine, vault, id, backup, key_of_it) = backed_up();
    drop(vault);
    assert_eq!(restored(&machine, &backup, Some(&Consent::RecoveryKey(&key))).err(), Some(RecoveryError::Wrong.into()));
    let made = restored(&machine, &backup, Some(&Consent::RecoveryKey(&key_of_it))).unwrap();
    assert_eq!(code(&made.vault, id), CODE);
}

/// Sets up every state in which a process that dies can leave a replacement.
#[test]
fn interrupted_replacement_is_finished_or_undone() {
    let (machine, vault, id, backup, _) = backed_up();
    let old = vault.uuid();
    drop(vault);
    fs::write(machine.path().join("pages.new"), "").unwrap();
    let made = restored(&machine, &backup, Some(&Consent::Confirmed)).unwrap();
    let new = made.vault.uuid();
    drop(made);
    let there = |directory: &str| -> HashMap<&str, Vec<u8>> {
        FILES
            .iter()
            .filter_map(|name| Some((*name, fs::read(machine.path().join(directory).join(name)).ok()?)))
            .collect()
    };
    let (new_files, old_files) = (there(""), there("replaced-1"));
    assert!(new_files.len() >= 4 && old_files.len() == FILES.len());

    // The number of old files moved out, the number of new files moved in, and the contents of
    // `replacing`.
    let mut states = vec![(0, 0, None)];
    states.extend((0..=FILES.len()).map(|out| (out, 0, Some("out replaced-1\n"))));
    states.extend((0..=FILES.len()).map(|into| (FILES.len(), into, Some("in replaced-1\n"))));
    for (out, into, step) in states {
        for directory in ["replaced-1", "incoming"] {
            let _ = fs::remove_dir_all(machine.path().join(directory));
        }
        FILES.iter().for_each(|name| drop(fs::remove_file(machine.path().join(name))));
        fs::create_dir(machine.path().join("incoming")).unwrap();
        if out > 0 {
            fs::create_dir(machine.path().join("replaced-1")).unwrap();
        }
        for (position, name) in FILES.iter().enumerate() {
            let place = if position < out { "replaced-1" } else { "" };
            fs::write(machine.path().join(place).join(name), &old_files[name]).unwrap();
            let place = if position < into { "" } else { "incoming" };
            if let Some(bytes) = new_files.get(name) {
                fs::write(machine.path().join(place).join(name), bytes).unwrap();
            }
        }
        if let Some(step) = step {
            fs::write(machine.path().join("replacing"), step).unwrap();
        }
        let items = machine.keyring.lock().clone();
        let found = machine.find().unwrap();
        assert!(matches!(found, FoundVault::Locked(_)), "{out} out, {into} in, {step:?}: counts as no vault");
        assert!(!machine.path().join("replacing").exists() && !machine.path().join("incoming").exists());
        let (typed, uuid) = if step.is_some() { (NEW_PIN, new) } else { (PIN, old) };
        let vault = machine.unlock(typed).unwrap();
        assert_eq!((vault.uuid(), code(&vault, id)), (uuid, CODE.into()), "{out} out, {into} in, {step:?}");
        if step.is_some() {
            assert_eq!(there("replaced-1"), old_files, "{out} out, {into} in, {step:?}");
        } else {
            assert!(machine.keyring.names(&new.to_string()).is_empty(), "an undone replacement leaves no items behind");
        }
        drop(vault);
        *machine.keyring.lock() = items;
    }
}

#[test]
fn malformed_replacing_file_is_damage() {
    let (machine, vault) = Machine::with_vault();
    drop(vault);
    for step in ["", "out", "out ../elsewhere\n", "in replaced-01\n", "out replaced-1", "nonsense\n"] {
        fs::write(machine.path().join("replacing"), step).unwrap();
        assert_eq!(machine.find().err(), Some(OpenError::Damaged("replacing".into())), "{step:?}");
        assert!(machine.path().join("vault.bin").exists());
    }
    fs::remove_file(machine.path().join("replacing")).unwrap();
    assert!(machine.unlock(PIN).is_ok());
}

#[test]
fn session_left_open_during_a_restore_locks_and_changes_nothing() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[hotp("Bank", SEED, 0)]).unwrap()[0];
    let key = set_key(&mut vault);
    vault.next_code(id).unwrap();
    let mut sessions =
        [vault, machine.unlock(PIN).unwrap(), machine.unlock(PIN).unwrap(), machine.unlock(PIN).unwrap()];
    let backup = Backup::read(&sessions[0].backups()[0], &key).unwrap();
    let mut made = restored(&machine, &backup, Some(&Consent::Confirmed)).unwrap().vault;
    made.next_code(id).unwrap();
    let before = crate::files(&machine);
    let items = machine.keyring.lock().clone();
    assert_eq!(sessions[0].next_code(id).err(), Some(CodeError::Locked));
    assert_eq!(sessions[1].rename(id, "Club", "ada"), Err(EditError::Locked));
    assert_eq!(sessions[2].refresh(), Err(EditError::Locked));
    assert_eq!(sessions[3].accept_older_copy(), Err(EditError::Locked));
    assert_eq!(crate::files(&machine), before);
    assert_eq!(*machine.keyring.lock(), items);
    assert_eq!(made.counter(id), Some(2));
}

#[test]
fn deleting_a_replaced_vault_deletes_its_items_and_no_others() {
    let (machine, vault, id, backup, _) = backed_up();
    let old = vault.uuid().to_string();
    drop(vault);
    let made = restored(&machine, &backup, Some(&Consent::Confirmed)).unwrap().vault;
    let own = |uuid: &str| {
        let items = machine.keyring.lock();
        let mut own: Vec<_> = items.clone().into_iter().filter(|(name, _)| name.starts_with(uuid)).collect();
        own.sort();
        own
    };
    for part in ["/device-key/", "/attempts", "/head", "/counters", "/seeds/"] {
        assert!(own(&old).iter().any(|(name, _)| name.contains(part)), "{part}");
    }
    let kept = own(&made.uuid().to_string());
    let replaced = made.replaced_vaults();
    assert_eq!(replaced.iter().map(|vault| vault.name.as_str()).collect::<Vec<_>>(), ["replaced-1"]);
    for name in ["replaced-2", "..", "backups", "", "replaced-01", "replaced-1/"] {
        assert!(made.delete_replaced_vault(name, &|| machine.connect()).is_err(), "{name}");
    }
    assert!(!own(&old).is_empty());
    made.delete_replaced_vault("replaced-1", &|| machine.connect()).unwrap();
    assert!(!machine.path().join("replaced-1").exists() && made.replaced_vaults().is_empty());
    assert_eq!(own(&old), []);
    assert_eq!(own(&made.uuid().to_string()), kept);
    drop(made);
    assert_eq!(code(&machine.unlock(NEW_PIN).unwrap(), id), CODE);
}
