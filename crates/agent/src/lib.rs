//! One unlocked session for several faces: what they ask of it, which of them may ask, and the
//! socket that they ask through.
//!
//! A [`Host`] answers [`Request`]s for the process that holds the session. A [`Face`] asks them,
//! either of a host in its own process or, on Linux, through the socket of another.

mod answer;
#[cfg(target_os = "linux")]
mod at_hand;
#[cfg(target_os = "linux")]
mod connection;
mod face;
mod face_kind;
mod frame;
mod hello;
mod host;
mod request;
mod serve;
#[cfg(target_os = "linux")]
mod socket;
mod terminal;
mod tickets;

pub use answer::{Access, Answer, CodeAt, LockState, Opened, Refusal};
#[cfg(target_os = "linux")]
pub use at_hand::{AccountName, Launchers, QuickAccess, Search, Tray};
#[cfg(target_os = "linux")]
pub use connection::Connection;
pub use face::Face;
pub use face_kind::FaceKind;
pub use host::{Caller, Holder, Host};
pub use request::Request;
pub use serve::serve;
#[cfg(target_os = "linux")]
pub use socket::{Address, Serving};
pub use terminal::Terminal;
