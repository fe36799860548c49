use std::sync::Arc;

use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{FoundVault, Kdf, LockedVault, StoreKind};

use crate::common::{PIN, hotp, pin, totp};
use crate::{CODE, SEED, code};

/// Adds items under every existing name, found before or after the first: an invalid value, and an
/// older one if there was one.
#[test]
fn duplicate_keyring_items_change_nothing() {
    for before in [true, false] {
        let directory = tempfile::tempdir().unwrap();
        let (keyring, clock) = (Arc::<MemoryKeyring>::default(), Arc::<ManualClock>::default());
        let find = || LockedVault::find(directory.path(), &|| Ok(keyring.clone()), clock.clone());
        let Ok(FoundVault::Empty(empty)) = find() else { panic!("a vault already exists") };
        let mut vault = empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap();
        let ids = vault.add(&[totp("GitHub", SEED), hotp("Bank", SEED, 0)]).unwrap();
        vault.next_code(ids[1]).unwrap();
        let older = keyring.items();
        vault.rename(ids[0], "Forgejo", "ada").unwrap();
        vault.next_code(ids[1]).unwrap();
        drop(vault);

        let names: Vec<String> = keyring.items().into_keys().collect();
        for part in ["/device-key/", "/seeds/", "/attempts", "/head", "/counters"] {
            assert!(names.iter().any(|name| name.contains(part)), "no item has {part} in its name");
        }
        for name in names {
            for stale in [None, older.get(&name)] {
                let value = stale.and_then(|values| values.first().cloned()).unwrap_or_else(|| "v1.AAAA".into());
                let mut items = keyring.lock();
                let values = items.get_mut(&name).unwrap();
                values.insert(if before { 0 } else { values.len() }, value);
            }
        }
        let Ok(FoundVault::Locked(locked)) = find() else { panic!("there is no vault") };
        let mut vault = locked.unlock(&pin(PIN)).ok().unwrap();
        assert!(!vault.is_older_copy() && !vault.counters_lost());
        assert_eq!((vault.entry(ids[0]).unwrap().issuer.as_str(), code(&vault, ids[0])), ("Forgejo", CODE.into()));
        assert_eq!((vault.counter(ids[1]), vault.restore_seeds()), (Some(2), Ok(0)));
        vault.next_code(ids[1]).unwrap();
        vault.rename(ids[0], "Codeberg", "ada").unwrap();
        drop(vault);
        let doubled: Vec<_> = keyring.items().into_iter().filter(|(_, values)| values.len() > 1).collect();
        assert!(doubled.is_empty(), "duplicates remain: {doubled:?}");
        let Ok(FoundVault::Locked(locked)) = find() else { panic!("there is no vault") };
        assert!(locked.unlock(&pin(PIN)).is_ok_and(|vault| vault.counter(ids[1]) == Some(3)));
    }
}
