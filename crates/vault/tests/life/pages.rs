use std::fs;

use watchword_vault::{Backup, EditError, Kdf, RecoveryKey};

use crate::SEED;
use crate::common::{Machine, PIN, pin, totp};

/// A partly filled page is rewritten once, not again for every page that follows.
#[test]
fn adding_many_accounts_rewrites_a_partial_page_once() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("first", &[7; 20])]).unwrap();
    let more: Vec<_> = (1..=80u8).map(|n| totp("more", &[n; 20])).collect();
    vault.add(&more).unwrap();
    // 81 seeds at 27 per page, and the page that the previous generation still needs.
    assert_eq!(machine.keyring.names("/seeds/").len(), 3 + 1);
    assert!(vault.entries().map(|entry| entry.id).all(|id| vault.code(id, 0).is_ok()));
}

#[test]
fn thousand_accounts_fill_pages_of_27_seeds() {
    let (machine, mut vault) = Machine::with_vault();
    let many: Vec<_> =
        (0..1000u32).map(|n| totp(&n.to_string(), &[n.to_be_bytes().as_slice(), &[7; 16]].concat())).collect();
    let ids = vault.add(&many).unwrap();
    assert_eq!(machine.keyring.names("/seeds/").len(), 1000usize.div_ceil(27));
    let last = vault.code(ids[999], 0).unwrap();
    assert_eq!(machine.unlock(PIN).unwrap().code(ids[999], 0).unwrap(), last);
}

#[test]
fn previous_always_opens_and_older_pages_are_deleted() {
    let (machine, mut vault) = Machine::with_vault();
    for n in 0..6u8 {
        vault.add(&[totp(&n.to_string(), &[n + 1; 20])]).unwrap();
        assert!(machine.keyring.names("/seeds/").len() <= 2, "one page in use, one retired");
    }
    drop(vault);
    machine.put_back(&fs::read(machine.path().join("vault.bin.previous")).unwrap());
    let mut older = machine.unlock(PIN).unwrap();
    assert!(older.is_older_copy(), "the keyring remembers a newer generation");
    let ids: Vec<_> = older.entries().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), 5);
    assert!(ids.iter().all(|id| older.code(*id, 0).is_ok()));
    assert_eq!(older.trash(ids[0]), Err(EditError::OlderCopy));
}

#[test]
fn sweep_deletes_only_announced_pages_that_are_unused() {
    let (machine, mut vault) = Machine::with_vault();
    vault.add(&[totp("GitHub", SEED)]).unwrap();
    let (uuid, used) = (vault.uuid(), machine.keyring.names("/seeds/"));
    drop(vault);
    let orphan = uuid::Uuid::new_v4();
    let in_use = used[0].rsplit('/').next().unwrap();
    machine.keyring.lock().insert(format!("{uuid}/seeds/{orphan}"), vec!["v1.AAAA".into()]);
    fs::write(machine.path().join("pages.new"), format!("{orphan}\n{in_use}\nnonsense\n../device-key\n")).unwrap();
    assert!(machine.unlock(PIN).is_ok());
    assert_eq!(machine.keyring.names("/seeds/"), used);
    assert!(!machine.path().join("pages.new").exists());
}

#[test]
fn missing_page_affects_only_its_own_accounts() {
    let (machine, mut vault) = Machine::with_vault();
    let long = vec![7; 1000];
    let ids = vault.add(&[totp("One", &long), totp("Two", &[8; 1000])]).unwrap();
    let page = machine.keyring.names("/seeds/")[0].clone();
    drop(vault);
    let value_of_missing_page = machine.keyring.lock().remove(&page).unwrap();
    let mut vault = machine.unlock(PIN).unwrap();
    let missing: Vec<_> = ids.iter().filter(|id| vault.seed_missing(**id)).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!(ids.iter().filter(|id| vault.code(**id, 0).is_ok()).count(), 1);
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    let missing = *missing[0];
    let value = value_of_missing_page;
    vault.change_pin(&proof, &pin("773311x"), Kdf::FLOOR).unwrap();
    assert!(vault.seed_missing(missing) && ids.iter().filter(|id| vault.code(**id, 0).is_ok()).count() == 1);
    drop(vault);
    machine.keyring.lock().insert(page, value);
    let mut vault = machine.unlock("773311x").unwrap();
    assert!(ids.iter().all(|id| vault.code(*id, 0).is_ok()), "the page is back and opens");
    vault.restore_seeds().unwrap();
    drop(vault);
    assert!(
        ids.iter().all(|id| machine.unlock("773311x").unwrap().code(*id, 0).is_ok()),
        "it still opens once it is sealed again"
    );
}

#[test]
fn missing_seed_is_restored_from_the_retired_page() {
    let (machine, mut vault) = Machine::with_vault();
    let first = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let before = machine.keyring.names("/seeds/");
    let second = vault.add(&[totp("Two", b"abcdefghij")]).unwrap()[0];
    drop(vault);
    let newest = machine.keyring.names("/seeds/").into_iter().find(|page| !before.contains(page)).unwrap();
    machine.keyring.lock().remove(&newest);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(vault.seed_missing(first) && vault.seed_missing(second));
    assert_eq!(vault.restore_seeds(), Ok(1));
    assert_eq!(vault.code(first, 59).unwrap().code.as_str(), "287082");
    assert!(vault.seed_missing(second), "only the lost page held its seed");
    drop(vault);
    assert!(machine.unlock(PIN).unwrap().code(first, 59).is_ok());
}

#[test]
fn missing_seeds_are_restored_from_a_backup() {
    let (machine, mut vault) = Machine::with_vault();
    let id = vault.add(&[totp("One", SEED)]).unwrap()[0];
    let key = RecoveryKey::generate();
    let proof = vault.confirm_pin(&pin(PIN)).unwrap();
    vault.set_recovery_key(&proof, &key).unwrap();
    let backup = Backup::open(&fs::read(&vault.backups()[0]).unwrap(), &key).unwrap();
    drop(vault);
    machine.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    let mut vault = machine.unlock(PIN).unwrap();
    assert_eq!((vault.restore_seeds(), vault.seed_missing(id)), (Ok(0), true));
    assert_eq!(vault.restore_seeds_from(backup), Ok(1));
    assert_eq!(vault.code(id, 59).unwrap().code.as_str(), "287082");
    drop(vault);
    assert!(machine.unlock(PIN).unwrap().code(id, 59).is_ok());
}
