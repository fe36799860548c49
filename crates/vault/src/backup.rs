//! Backups: written with every save, opened with the recovery key, and restored into a new vault
//! that replaces the old one.

pub(crate) mod file;
pub(crate) mod folder;
pub(crate) mod newest;
mod pruning;
pub(crate) mod recovery_key;
pub(crate) mod replaced;
pub(crate) mod restore;
