//! Asks whether there is a newer version of Watchword, when a user wants to know. This is the only
//! crate that opens a connection. It reads one small signed file and installs nothing.
//!
//! Everything that a server sends is untrusted until its signature was verified: the crate bounds
//! its size and its time, and reads nothing in it before. It remembers nothing, so a server that
//! keeps answering with an old file isn't noticed unless that file is older than this program.

mod address;
mod error;
mod fetch;
mod file;
mod source;

pub use error::UpdateError;
pub use file::Update;
pub use source::Source;
