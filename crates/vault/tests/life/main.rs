//! The life of a vault: created, filled, locked, unlocked, changed by two sessions, attacked,
//! recovered, restored.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

#[path = "../common/mod.rs"]
mod common;

mod accounts;
mod counters;
mod damage;
mod duplicates;
mod import;
mod keyring;
mod operations;
mod pages;
mod pin;
mod recovery;
mod sessions;

/// The SHA-1 test seed of RFC 4226 (appendix D) and RFC 6238 (appendix B).
const SEED: &[u8] = b"12345678901234567890";
