//! A user's journeys on Wayland desktops, with only a keyboard, a pointer and the screen. Nothing
//! drives the app from inside; where a sentence matters, WebDriver reads it.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "it prints what was measured")]

mod at_hand;
mod drawing;
mod gnome;
mod kwin;
mod person;
mod sway;
mod web_process;
