//! The journeys of a person, in the real window on a real keyring.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a tour tells what it saw")]

mod desktop;
