//! Stores for a vault's small secrets: the system's keyring, or a file next to the vault.

pub(crate) mod audit_anchor;
pub(crate) mod file;
pub(crate) mod item;
pub(crate) mod kind;
pub(crate) mod os;
pub(crate) mod patience;
pub(crate) mod patient;
#[cfg(target_os = "linux")]
mod secret_service;
pub(crate) mod store;
