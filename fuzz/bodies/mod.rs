//! What the fuzz targets do with an input: each body must return without a panic, and its
//! assertions must hold.
//!
//! The fuzz targets and the tests that replay their corpus both include this.
#![allow(dead_code, clippy::unwrap_used, reason = "a target fails here; each uses its own body")]

pub(crate) mod archive;
pub(crate) mod attempts;
pub(crate) mod files;
pub(crate) mod ipc;
pub(crate) mod journal;
pub(crate) mod keepass;
mod machine;
pub(crate) mod migration;
pub(crate) mod otp_auth;
pub(crate) mod otpauth;
pub(crate) mod payloads;
pub(crate) mod picture;
pub(crate) mod pixels;
mod sealing;
pub(crate) mod vault_file;

pub(crate) type Body = fn(&[u8]);

/// The bodies by the name that their target and corpus share.
pub(crate) const BODIES: &[(&str, Body)] = &[
    ("archive", archive::run),
    ("attempts", attempts::run),
    ("files", files::run),
    ("ipc", ipc::run),
    ("journal", journal::run),
    ("keepass", keepass::run),
    ("migration", migration::run),
    ("otp_auth", otp_auth::run),
    ("otpauth", otpauth::run),
    ("payloads", payloads::run),
    ("picture", picture::run),
    ("pixels", pixels::run),
    ("vault_file", vault_file::run),
];
