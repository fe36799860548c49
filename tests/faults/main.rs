//! Killed, starved and rolled back: a vault on a real keyring in the hands of `watchword-churn`, which tells what was
//! accepted. A few seconds of each campaign belong to the tests; `cargo xtask soak` makes them as long as one likes.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails here, and says what it did"
)]

mod budget;
mod diary;
mod duplicates;
mod history;
mod kills;
mod model;
mod replacing;
mod running;
mod steps;
mod strace;
mod throttle;
