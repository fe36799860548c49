//! A person before Wayland desktops, who has a keyboard, a pointer and eyes. Nothing drives the app from inside; where a
//! sentence matters, WebDriver reads it.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "what was measured is told")]

mod drawing;
mod gnome;
mod kwin;
mod person;
mod sway;
mod web_process;
