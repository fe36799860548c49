//! A vault through its life: made, filled, locked, opened, changed by two sessions, attacked,
//! recovered, restored.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod counters;
mod damage;
mod keyring;
mod operations;
mod pages;
mod pin;
mod recovery;
mod sessions;

/// The seed of RFC 4226 and RFC 6238.
const SEED: &[u8] = b"12345678901234567890";
