//! A whole desktop for one test: a temporary home, its own display with a window manager, a private
//! bus with a real keyring, and the app's real window, driven from outside.
//!
//! The fault campaigns need no display: they use a console, on which `watchword-churn` does a task
//! and reports events. Hostile images need only one process each.
//!
//! On Wayland, a compositor replaces the display: sway, GNOME Shell or KWin, each with its own way
//! to press a key and to capture the screen.
//!
//! Every function here waits for what it expects, or panics at the caller's line with what it saw
//! instead, so that a journey reads as a list of what a user does. Linux only: it needs Xvfb, GNOME
//! Keyring and WebKitWebDriver.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "a test harness reports its progress")]

mod bus;
mod chance;
mod clipboard;
mod clock;
mod console;
mod deaf;
mod desktop;
mod display;
mod drawing;
mod environment;
mod event;
mod frame;
mod home;
mod hostile;
mod keyring;
mod label;
mod language;
mod memory;
mod oath;
mod page;
mod picture;
mod pointer;
mod process;
mod provider;
mod scene;
mod screens;
mod session;
mod shelf;
mod sign_in;
mod task;
mod terminal;
mod turn;
mod undriven;
mod user;
mod viewer;
mod wait;
mod wayland;
mod webdriver;
mod window;

pub use chance::Chance;
pub use clipboard::Clipboard;
pub use console::Console;
pub use desktop::Desktop;
pub use display::Display;
pub use drawing::DRAWING;
pub use event::{Event, Found, Opened, Operation, Outcome};
pub use frame::{Area, Frame};
pub use hostile::{HOSTILE, Hostile};
pub use keyring::{Item, SERVICE};
pub use label::labelled;
pub use language::Language;
pub use memory::{found_in_memory, peak_kib, process_tree};
pub use oath::{oath_hotp, oath_totp};
pub use page::Page;
pub use picture::{qr_drawing, qr_picture};
pub use pointer::{Button, Pointer};
pub use process::Process;
pub use provider::Provider;
pub use scene::{Scene, record_camera};
pub use screens::target_folder;
pub use shelf::Shelf;
pub use sign_in::SignIn;
pub use task::{Change, Key, Task, Time};
pub use terminal::Terminal;
pub use undriven::Undriven;
pub(crate) use user::User;
pub use viewer::Viewer;
pub use wait::{soon, wait_for};
pub use wayland::{Compositor, Pane, Wayland};
pub use window::Window;
