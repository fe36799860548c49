//! One unlocked session for several faces: what they ask of it, which of them may ask, and the
//! socket that they ask through.
//!
//! A [`Host`] holds the session and answers questions about it. A [`Face`] asks them: of a host in
//! its own process or, on Linux, of another process through its socket.

#[cfg(target_os = "linux")]
mod activation;
mod answer;
#[cfg(target_os = "linux")]
mod at_hand;
mod caller;
mod clipboard_problem;
mod code_at;
#[cfg(target_os = "linux")]
mod connection;
mod face;
mod face_kind;
mod frame;
mod hello;
mod host;
mod listeners;
mod notice;
mod question;
#[cfg(target_os = "linux")]
mod quick;
mod recent;
mod request;
mod saving;
mod serve;
#[cfg(target_os = "linux")]
mod socket;
#[cfg(target_os = "linux")]
mod start;
mod system_log;
mod terminal;
mod tickets;

pub use answer::{Access, LockState, Refusal};
#[cfg(target_os = "linux")]
pub use at_hand::{AccountName, Launchers, QuickAccess, Search, Tray};
pub use clipboard_problem::clipboard_problem;
pub use code_at::CodeAt;
#[cfg(target_os = "linux")]
pub use connection::Heard;
pub use face::Face;
pub use face_kind::FaceKind;
pub use host::Host;
pub use notice::Notice;
#[cfg(target_os = "linux")]
pub use quick::Quick;
pub use serve::{serve, serve_known};
#[cfg(target_os = "linux")]
pub use socket::{Address, Serving};
#[cfg(target_os = "linux")]
pub use start::agent_program;
pub use system_log::system_log;
pub use terminal::Terminal;
