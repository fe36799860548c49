//! The HOTP journal, with two sessions at it.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod common;

use common::{Desk, PIN, hotp};

/// A journal that a save compacts, in bytes. Records that are not genuine make it long as well as others.
const LONG: usize = 56 * 1_200;

/// A draw changes the journal and not `vault.bin`: who only looks at that does not know of it.
#[test]
fn compaction_keeps_what_another_session_drew() {
    let (desk, mut one) = Desk::with_vault();
    let id = one.add(&[hotp("Bank", &[7; 20], 0)]).unwrap()[0];
    let journal = desk.path().join("counters.log");
    std::fs::write(&journal, [0; LONG]).unwrap();
    one.draw(id).unwrap();
    let mut other = desk.unlock(PIN).unwrap();
    let drawn = one.draw(id).unwrap();
    other.rename(id, "Other", "ada").unwrap();
    assert!(std::fs::metadata(&journal).unwrap().len() < LONG as u64, "it was compacted");
    assert_ne!(other.draw(id).unwrap(), drawn, "a code that was shown is never shown again");
    assert_eq!(other.counter(id), Some(3));
}

#[test]
fn a_refresh_tells_of_what_another_session_drew() {
    let (desk, mut one) = Desk::with_vault();
    let id = one.add(&[hotp("Bank", &[7; 20], 0)]).unwrap()[0];
    let mut other = desk.unlock(PIN).unwrap();
    one.draw(id).unwrap();
    assert_eq!((other.refresh(), other.counter(id)), (Ok(true), Some(1)));
    assert_eq!(other.refresh(), Ok(false));
}
