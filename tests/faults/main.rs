//! Fault campaigns: `watchword-churn` changes a vault on a real keyring and reports what was
//! accepted, while a campaign kills it, makes its system calls fail or rolls files back. The tests
//! run each campaign for a few seconds; `cargo xtask soak` runs them for as long as you like.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests fail by panicking, and print what they did"
)]

mod budget;
mod diary;
mod duplicates;
mod history;
mod kills;
mod model;
mod moving;
mod replacing;
mod running;
mod steps;
mod strace;
mod throttle;
