//! The HOTP journal, with two sessions at it.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod common;

use common::{Desk, PIN, hotp};

#[test]
fn a_refresh_tells_of_what_another_session_drew() {
    let (desk, mut one) = Desk::with_vault();
    let id = one.add(&[hotp("Bank", &[7; 20], 0)]).unwrap()[0];
    let mut other = desk.unlock(PIN).unwrap();
    one.draw(id).unwrap();
    assert_eq!((other.refresh(), other.counter(id)), (Ok(true), Some(1)));
    assert_eq!(other.refresh(), Ok(false));
}
