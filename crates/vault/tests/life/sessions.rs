use crate::SEED;
use crate::common::{Machine, PIN, hotp, totp};

#[test]
fn refresh_sees_counters_used_by_another_session() {
    let (machine, mut one) = Machine::with_vault();
    let id = one.add(&[hotp("Bank", &[7; 20], 0)]).unwrap()[0];
    let mut other = machine.unlock(PIN).unwrap();
    one.next_code(id).unwrap();
    assert_eq!((other.refresh(), other.counter(id)), (Ok(true), Some(1)));
    assert_eq!(other.refresh(), Ok(false));
}

#[test]
fn each_session_sees_what_the_other_saved() {
    let (machine, mut window) = Machine::with_vault();
    let mut command = machine.unlock(PIN).unwrap();
    let first = window.add(&[totp("GitHub", SEED)]).unwrap()[0];
    let second = command.add(&[totp("Posteo", b"abcdefghij")]).unwrap()[0];
    assert_eq!(command.entries().map(|entry| entry.id).collect::<Vec<_>>(), [first, second]);
    assert!(window.refresh().unwrap());
    assert!(!window.refresh().unwrap());
    assert_eq!(window.code(second, 9).unwrap(), command.code(second, 9).unwrap());
}
