use crate::common::{Machine, PIN, pin, totp};
use crate::{CODE, NEW_PIN, SEED, code, files, put_back, set_key};
use uuid::Uuid;
use watchword_vault::{Kdf, RecoveryKey, UnlockedVault};

/// A vault whose newest page is lost, and the id of its first account, whose seed is still in the
/// retired page before it.
fn with_newest_page_lost() -> (Machine, UnlockedVault, Uuid) {
    let (machine, mut vault) = Machine::with_vault();
    let first = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let before = machine.keyring.names("/seeds/");
    vault.add(&[totp("Two", b"abcdefghij")]).unwrap();
    drop(vault);
    let newest = machine.keyring.names("/seeds/").into_iter().find(|page| !before.contains(page)).unwrap();
    machine.keyring.lock().remove(&newest);
    let vault = machine.unlock(PIN).unwrap();
    assert!(vault.seed_missing(first));
    (machine, vault, first)
}

#[test]
fn saves_keep_a_retired_page_with_a_missing_seed() {
    let (machine, mut vault, first) = with_newest_page_lost();
    for name in ["a", "b", "c"] {
        vault.rename(first, name, "ada").unwrap();
        vault.add(&[totp(name, name.as_bytes())]).unwrap();
    }
    drop(vault);
    let mut vault = machine.unlock(PIN).unwrap();
    assert_eq!(vault.restore_seeds(), Ok(1));
    assert_eq!(code(&vault, first), CODE);
    let pages = machine.keyring.names("/seeds/").len();
    vault.rename(first, "d", "ada").unwrap();
    assert!(machine.keyring.names("/seeds/").len() < pages, "once the seed is restored, the page is deleted");
}

/// A process that dies right after setting a recovery key leaves the old pages announced and not
/// yet deleted.
#[test]
fn sweep_keeps_the_last_page_with_a_missing_seed() {
    let (machine, mut vault) = Machine::with_vault();
    let long = [b'x'; 1000];
    let ids = vault.add(&[totp("One", &long), totp("Two", &long)]).unwrap();
    let (copy, items) = (files(&machine), machine.keyring.lock().clone());
    let old: Vec<String> = machine.keyring.names("/seeds/");
    assert_eq!(old.len(), 2, "one page each");
    set_key(&mut vault);
    drop(vault);
    let new = machine.keyring.names("/seeds/");
    let names: String = old.iter().map(|name| format!("{}\n", name.rsplit('/').next().unwrap())).collect();
    std::fs::write(machine.path().join("pages.new"), names).unwrap();
    {
        let mut keyring = machine.keyring.lock();
        keyring.extend(items.into_iter().filter(|(name, _)| old.contains(name)));
        keyring.remove(&new[0]);
    }

    let vault = machine.unlock(PIN).unwrap();
    let lost: Vec<Uuid> = ids.iter().copied().filter(|id| vault.seed_missing(*id)).collect();
    let left = machine.keyring.names("/seeds/");
    assert_eq!((lost.len(), left.iter().filter(|name| old.contains(name)).count()), (1, 1), "one is deleted");
    drop(vault);
    assert_eq!(machine.unlock(PIN).map(drop), Ok(()), "the page stays announced");
    put_back(&machine, &copy);
    let older = machine.unlock(PIN).unwrap();
    assert!(older.code(lost[0], 59).is_ok());
}

/// An interrupted save left a new page unused, which holds the seeds of the page that it was meant
/// to replace.
#[test]
fn missing_seeds_are_restored_from_unused_pages() {
    let (machine, mut vault) = Machine::with_vault();
    let first = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let (copy, head) = (files(&machine), machine.keyring.lock().clone());
    let before = machine.keyring.names("/seeds/");
    vault.add(&[totp("Two", b"abcdefghij")]).unwrap();
    drop(vault);
    let name = machine.keyring.names("/seeds/").into_iter().find(|name| !before.contains(name)).unwrap();
    put_back(&machine, &copy);
    std::fs::write(machine.path().join("pages.new"), name.rsplit('/').next().unwrap()).unwrap();
    machine.keyring.lock().extend(head.into_iter().filter(|(name, _)| name.ends_with("/head")));
    machine.keyring.lock().remove(&before[0]);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.seed_missing(first));
    assert_eq!(vault.restore_seeds(), Ok(1));
    assert_eq!(code(&vault, first), CODE);
    drop(vault);
    machine.unlock(PIN).unwrap().rename(first, "Uno", "ada").unwrap();
    assert!(!machine.keyring.names("/seeds/").contains(&name), "once the seed is restored, the page is deleted");
}

#[test]
fn new_pin_or_recovery_key_restores_seeds_before_deleting_old_pages() {
    let (_machine, mut vault, first) = with_newest_page_lost();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.change_pin(&proof, &pin(NEW_PIN), Kdf::FLOOR).unwrap();
    assert_eq!(code(&vault, first), CODE);

    let (_machine, mut vault, first) = with_newest_page_lost();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &RecoveryKey::generate()).unwrap();
    assert_eq!(code(&vault, first), CODE);
}
