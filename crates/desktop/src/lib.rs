//! What differs by system: the clipboard, the signals that a user has left the computer, where
//! files belong, what people call the keyring, and core dumps.
//!
//! It knows nothing of vaults and accounts. A face hands it the text to copy, and makes a source of
//! what it reads from the clipboard.

pub mod away;
mod clipboard;
mod core_dump;
mod directories;
mod keyring;

#[cfg(target_os = "linux")]
pub use clipboard::WindowClipboard;
pub use clipboard::{Clipboard, ClipboardContents, ClipboardError, Readable};
pub use core_dump::forbid_core_dumps;
pub use directories::{config_directory, data_directory};
pub use keyring::keyring_name;
