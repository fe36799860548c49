use crate::common::{Machine, PIN};
use crate::set_key;
use watchword_vault::RecoveryKey;

const DAY: u64 = 24 * 60 * 60;

#[test]
fn recovery_key_is_asked_for_once_a_year_and_can_be_put_off() {
    let (machine, mut vault) = Machine::with_vault();
    machine.clock.pass(1_000 * DAY);
    assert!(!vault.asks_for_recovery_key(), "there is none");
    let key = set_key(&mut vault);
    assert_eq!(vault.recovery_key_made(), Some(1_700_000_000 + 1_000 * DAY));
    machine.clock.pass(365 * DAY - 1);
    assert!(!vault.asks_for_recovery_key());
    machine.clock.pass(1);
    assert!(vault.asks_for_recovery_key());
    vault.put_off_recovery_key().unwrap();
    drop(vault);
    let mut vault = machine.unlock(PIN).unwrap();
    assert!(!vault.asks_for_recovery_key());
    machine.clock.pass(30 * DAY);
    assert!(vault.asks_for_recovery_key());

    let groups = key.groups();
    assert!(vault.is_last_group(groups.last().unwrap()) && !vault.is_last_group(&groups[13]));
    assert!(vault.is_recovery_key(&key) && !vault.is_recovery_key(&RecoveryKey::generate()));
    vault.found_recovery_key().unwrap();
    machine.clock.pass(364 * DAY);
    assert!(!vault.asks_for_recovery_key());
    machine.clock.pass(DAY);
    assert!(vault.asks_for_recovery_key());
    let fresh = set_key(&mut vault);
    assert!(!vault.asks_for_recovery_key() && vault.is_recovery_key(&fresh));
}

#[test]
fn wrong_clock_neither_nags_nor_fails() {
    let (machine, mut vault) = Machine::with_vault();
    set_key(&mut vault);
    for unix in [0, 1, 1_600_000_000, 1_700_000_000] {
        machine.clock.set_unix(unix);
        assert!(!vault.asks_for_recovery_key(), "{unix}");
    }
    machine.clock.set_unix(u64::MAX);
    assert!(vault.asks_for_recovery_key());
    vault.put_off_recovery_key().unwrap();
    vault.found_recovery_key().unwrap();
    machine.clock.set_unix(0);
    assert!(!vault.asks_for_recovery_key());
}
