//! Everything that differs between systems: the clipboard, the signals that a user has left the
//! computer, how long it has been idle, the start at sign-in, key combinations for all programs,
//! typing into them, the folders for files, the keyring's name, core dumps, whether there is a
//! display, and the user's browser.
//!
//! It knows nothing about vaults and accounts. A face gives it the text to copy, and searches what
//! it reads from the clipboard for accounts.

pub mod audit_sink;
mod autostart;
pub mod away;
#[cfg(target_os = "linux")]
mod bus;
mod clipboard;
mod core_dump;
mod directories;
#[cfg(target_os = "linux")]
mod display;
mod entry;
mod hotkey;
mod idle;
mod keyring;
#[cfg(target_os = "linux")]
mod link_handler;
#[cfg(not(target_os = "linux"))]
mod page;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(any(unix, test))]
mod small_file;
#[cfg(target_os = "linux")]
#[cfg(test)]
mod testing;
mod typing;
#[cfg(target_os = "linux")]
mod wayland;

pub use autostart::Autostart;
#[cfg(target_os = "linux")]
pub use bus::when_bus_ends;
#[cfg(target_os = "linux")]
pub use clipboard::WindowClipboard;
pub use clipboard::{Clipboard, ClipboardContents, ClipboardError, Readable};
pub use core_dump::forbid_core_dumps;
pub use directories::{config_directory, data_directory};
#[cfg(target_os = "linux")]
pub use display::has_display;
pub use entry::EntryError;
pub use hotkey::{Chord, ChordError, Hotkey, HotkeyError, Hotkeys};
pub use idle::IdleCount;
pub use keyring::keyring_name;
#[cfg(target_os = "linux")]
pub use link_handler::LinkHandler;
#[cfg(not(target_os = "linux"))]
pub use page::open_page;
pub use typing::{Focus, Keystrokes, TypingError, Typist};
