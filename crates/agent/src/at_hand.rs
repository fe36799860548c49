//! What the desktop has at hand for a user who doesn't want to open the window: an icon in the
//! tray, whose menu copies codes, and the searches of launchers. Any program on the session's bus
//! can ask for the same, so it gives out names and copies, and nothing else.

mod acts;
mod finder;
mod gnome_shell;
mod icon;
mod id;
mod item;
mod krunner;
mod label;
mod quick_access;
mod search;
mod status_host;
mod tray;

pub(crate) use id::BUS_NAME;
pub use quick_access::{AccountName, QuickAccess};
pub use search::{Launchers, Search};
pub use tray::Tray;
