//! A user's journeys, in the real window on a real keyring.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a tour prints what it saw")]

mod accessibility;
mod activation;
mod at_hand;
mod at_rest;
mod backups;
mod camera;
mod chromium;
mod command;
mod desktop;
mod documentation;
mod drawing;
mod drop;
mod elsewhere;
mod encrypted;
mod export;
mod hotp;
mod imported;
mod ipc;
mod keyboard;
mod keyrings;
mod killed;
mod link;
mod memory;
mod minimised;
mod palette;
mod person;
mod pin_for_codes;
mod policy;
mod recovery;
mod refusals;
mod reset_keyring;
mod review;
mod screen;
mod sheet;
mod totp;
mod updates;
mod ways_back;
