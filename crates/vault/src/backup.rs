//! Backups: written with every save, opened with the recovery key, and restored into a new vault
//! that replaces the old one.

mod automatic;
pub(crate) mod comparison;
pub(crate) mod file;
pub(crate) mod folder;
pub(crate) mod key_question;
pub(crate) mod newest;
pub(crate) mod passphrase;
mod pruning;
pub(crate) mod recovery_key;
pub(crate) mod replaced;
pub(crate) mod restore;
pub(crate) mod second_folder;
