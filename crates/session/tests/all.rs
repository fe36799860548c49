//! What a user can do, from outside. One program, because each would be linked with all that it
//! tests, and would derive the keys of a vault.
#![allow(clippy::unwrap_used, reason = "a test fails here")]

mod audit;
mod backups;
mod choices;
mod codes;
mod common;
mod duplicates;
mod encrypted;
mod export;
mod imported;
mod pin_for_codes;
mod policy;
mod provision;
mod recovery;
mod review;
mod shared;
mod unlock;
