//! The vault at rest: each file writes, reads and authenticates one structure of `FORMAT.md`.
//! Nothing here decides what a user may do.

pub(crate) mod attempts;
pub(crate) mod backup_records;
pub(crate) mod base64;
pub(crate) mod body;
pub(crate) mod draws;
pub(crate) mod head;
pub(crate) mod header;
pub(crate) mod journal;
pub(crate) mod kdf;
pub(crate) mod kept_policy;
pub(crate) mod keys;
pub(crate) mod note;
pub(crate) mod page;
mod record;
pub(crate) mod slots;
