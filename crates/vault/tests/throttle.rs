//! 2,000 attempts at a PIN, with clocks set, restarts, one copy of the failure count rolled back at
//! a time, and a keyring or a disk that refuses writes. (Both copies rolled back together cannot be
//! detected, because nothing else stores the count.)
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use common::{PIN, pin};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use watchword_vault::testing::{Fault, ManualClock, MemoryKeyring};
use watchword_vault::{BootTime, Clock, FoundVault, Kdf, LockedVault, OpenError, Pin, PinError, StoreKind};

const ATTEMPTS: usize = 2_000;

/// What an attacker or a fault does just before an attempt.
#[derive(Debug, Clone, Copy)]
enum Trick {
    None,
    Restart,
    RollBackFile,
    RollBackKeyring,
    KeyringRefuses,
    DiskRefuses,
}

#[derive(Debug, Clone)]
struct Attempt {
    seconds_later: u64,
    unix: u64,
    right: bool,
    trick: Trick,
}

fn attempts() -> impl Strategy<Value = Vec<Attempt>> {
    let trick = prop_oneof![
        20 => Just(Trick::None),
        1 => Just(Trick::Restart),
        8 => Just(Trick::RollBackFile),
        8 => Just(Trick::RollBackKeyring),
        2 => Just(Trick::KeyringRefuses),
        2 => Just(Trick::DiskRefuses),
    ];
    let attempt = (0..200u64, any::<u64>(), prop::bool::weighted(0.01), trick);
    let attempt = attempt.prop_map(|(seconds_later, unix, right, trick)| Attempt { seconds_later, unix, right, trick });
    prop::collection::vec(attempt, ATTEMPTS)
}

/// Seconds to wait after this many failures in a row (`FORMAT.md`, section 8).
fn wait_after(failures: u32) -> u64 {
    [0, 0, 0, 30, 60, 300, 900].get(failures as usize).copied().unwrap_or(3600)
}

fn unlock(
    directory: &Path,
    keyring: &Arc<MemoryKeyring>,
    clock: &Arc<ManualClock>,
    typed: &str,
) -> Result<(), OpenError> {
    match LockedVault::find(directory, &|| Ok(keyring.clone()), clock.clone())? {
        FoundVault::Locked(vault) => vault.unlock(&Pin::typed(typed)).map(drop).map_err(|refused| refused.why),
        FoundVault::Empty(_) => panic!("there is no vault"),
    }
}

#[test]
fn failure_count_never_drops_and_wait_never_shortens() {
    let mut runner =
        TestRunner::new(Config { cases: 1, max_shrink_iters: 0, failure_persistence: None, ..Config::default() });
    runner
        .run(&attempts(), |attempts| {
            guess(&attempts);
            Ok(())
        })
        .unwrap();
}

fn guess(attempts: &[Attempt]) {
    let directory = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(0, BootTime { boot: [1; 16], seconds: 0 }));
    let keyring = Arc::<MemoryKeyring>::default();
    let FoundVault::Empty(empty) = LockedVault::find(directory.path(), &|| Ok(keyring.clone()), clock.clone()).unwrap()
    else {
        panic!("a vault already exists")
    };
    drop(empty.create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap());
    let (file, staged) = (directory.path().join("attempts.bin"), directory.path().join("attempts.bin.new"));
    let (name, first_item) = {
        let items = keyring.lock();
        let item = items.iter().find(|(name, _)| name.ends_with("/attempts")).unwrap();
        (item.0.clone(), item.1.clone())
    };
    let first_file = fs::read(&file).unwrap();

    let (mut failures, mut last) = (0, clock.boot_time());
    // Whether each copy holds the current count: at most one of them is rolled back at a time.
    let (mut file_current, mut keyring_current) = (true, true);
    let mut tried = 0;
    for Attempt { seconds_later, unix, right, trick } in attempts {
        clock.pass(*seconds_later);
        clock.set_unix(*unix);
        match trick {
            Trick::Restart => clock.restart(*seconds_later),
            Trick::RollBackFile if keyring_current => {
                fs::write(&file, &first_file).unwrap();
                file_current = false;
            }
            Trick::RollBackKeyring if file_current => {
                keyring.lock().insert(name.clone(), first_item.clone());
                keyring_current = false;
            }
            Trick::KeyringRefuses => keyring.fail(Fault::RefusesAfter(0)),
            // A directory under the name of the staged file stops even root from writing it.
            Trick::DiskRefuses => fs::create_dir(&staged).unwrap(),
            _ => {}
        }
        let now = clock.boot_time();
        let since = if last.boot == now.boot { last.seconds } else { 0 };
        let wait = wait_after(failures).saturating_sub(now.seconds - since);
        let outcome = unlock(directory.path(), &keyring, &clock, if *right { PIN } else { "000000" });
        keyring.fail(Fault::None);
        let _ = fs::remove_dir(&staged);
        if wait > 0 {
            assert_eq!(outcome, Err(PinError::Wait { seconds: wait }.into()), "{failures} failures, {trick:?}");
            continue;
        }
        (failures, last) = (if *right { 0 } else { failures + 1 }, now);
        let expected = PinError::Wrong { failures, wait_seconds: wait_after(failures) };
        assert_eq!(outcome, if *right { Ok(()) } else { Err(expected.into()) }, "{trick:?}");
        file_current = !matches!(trick, Trick::DiskRefuses);
        keyring_current = !matches!(trick, Trick::KeyringRefuses);
        tried += 1;
    }
    assert!(tried > 10, "only {tried} attempts were not made to wait");
}
