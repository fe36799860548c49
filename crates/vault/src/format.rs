//! The vault at rest, one structure of `FORMAT.md` a file: how it is written, read and
//! authenticated. Nothing here decides what a user may do.

pub(crate) mod attempts;
pub(crate) mod base64;
pub(crate) mod body;
pub(crate) mod draws;
pub(crate) mod head;
pub(crate) mod header;
pub(crate) mod journal;
pub(crate) mod kdf;
pub(crate) mod keys;
pub(crate) mod page;
mod record;
pub(crate) mod slots;
