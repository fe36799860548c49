//! An account, and its code at a moment.
//!
//! Pure: the moment is an argument, and nothing here touches a clock, a disk, a keyring or a network.
//! HOTP is RFC 4226, TOTP is RFC 6238, Steam is TOTP with five letters of Steam's own alphabet.

mod account;
mod code;
mod parameters;
mod secret;

pub use account::Account;
pub use code::{Code, Timed};
pub use parameters::{Algorithm, InvalidParameters, Kind, MAX_PERIOD, Parameters};
pub use secret::{InvalidSecret, Looks, MAX_SECRET_BYTES, Secret};
