//! A user's journeys on Wayland desktops, with only a keyboard, a pointer and the screen. Nothing
//! drives the app from inside; where a sentence matters, WebDriver reads it.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "it prints what was measured")]

mod chromium;
mod drawing;
mod gnome;
mod kwin;
mod palette;
mod person;
mod status;
mod sway;
mod tray;
mod web_process;
