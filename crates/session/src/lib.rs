//! What the app and the command share: the session with the vault, drafts and their review, when to lock, the clipboard,
//! and the words.

mod address;
mod auto_lock;
pub mod away;
mod camera;
mod clipboard;
mod codes;
mod contents;
mod core_dump;
mod directories;
mod draft;
mod dropped;
mod edit;
mod phase;
mod picture;
mod preferences;
mod problem;
mod query;
mod recovery;
mod session;
mod shared;
mod source;
mod typed;
mod view;
mod words;

pub use camera::{Camera, Hint, cameras, look};
#[cfg(target_os = "linux")]
pub use clipboard::WindowClipboard;
pub use clipboard::{Clipboard, ClipboardError};
pub use contents::Contents;
pub use core_dump::forbid_core_dumps;
pub use directories::Directories;
pub use draft::{Batch, Find, FindStatus, Review, Unread};
pub use dropped::{Dropped, Offer, Step};
pub use phase::Phase;
pub use preferences::{Preferences, Theme};
pub use problem::{ParameterFault, Problem, Refusal, SecretLooks, WriteFailure};
pub use recovery::{Mended, Permission, RecoveryPicture, Restored};
pub use session::{KeyringSource, Session};
pub use shared::SharedSession;
pub use source::{Item, MAX_FILES, Origin, Place, Scanned, Source, read_uri};
pub use typed::{Kind, Trial, Typed, TypedField};
pub use view::{Backup, CodeView, Codes, Copied, CopiedKey, PinVerdict, PutAside, Row, Status, Vault};
pub use watchword_exchange::{ExportPart, Format, Imported, Read};
pub use watchword_scan::MAX_BYTES;
pub use watchword_vault::{Patience, Settings, StoreKind, scrubbed};
pub use words::{Locale, Words};
