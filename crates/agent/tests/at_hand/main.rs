//! The tray and the launchers' searches on a private session bus, as desktops use them: what they
//! show and do, and that they tell nothing while the vault is locked.
#![allow(clippy::unwrap_used, reason = "a test fails here")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its second process reports on standard output")]
#![cfg(target_os = "linux")]

mod bus;
mod desk;
mod menu;
mod monitor;
mod names;
mod panel;
mod search;
mod serving;
mod tray;
mod waybar;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Calls `ask` until it returns a value, and returns that value; fails after 20 seconds.
#[track_caller]
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "waited for {what}");
        sleep(Duration::from_millis(20));
    }
}
