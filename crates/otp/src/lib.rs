//! Accounts, and their codes at a given time.
//!
//! Pure: the time is an argument, and nothing here touches a clock, a disk, a keyring or a network.
//! HOTP is RFC 4226, TOTP is RFC 6238, Steam is TOTP with five letters of Steam's own alphabet.
//!
//! ```
//! use watchword_otp::{Algorithm, Kind, Parameters, Secret};
//!
//! // RFC 6238, Appendix B: 59 s after the Unix epoch.
//! let secret = Secret::from_base32("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")?;
//! let totp = Parameters::new(Kind::Totp { period: 30 }, Algorithm::Sha1, 8)?;
//! let timed = totp.timed(&secret, 59).expect("a time-based code");
//! assert_eq!(timed.code.as_str(), "94287082");
//! assert_eq!((timed.valid_from, timed.valid_until), (30, 60));
//!
//! // A server also accepts it one step later, and learns how far apart the clocks are.
//! assert_eq!(totp.verify(&secret, 61, 1, "9428 7082"), Some(-1));
//!
//! // RFC 4226, Appendix D: the code of counter 1.
//! let hotp = Parameters::new(Kind::Hotp { counter: 1 }, Algorithm::Sha1, 6)?;
//! assert_eq!(hotp.code(&secret, 1).as_str(), "287082");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod code;
mod parameters;
mod secret;

pub use account::Account;
pub use code::{Code, Timed};
pub use parameters::{Algorithm, InvalidParameters, Kind, MAX_PERIOD, Parameters};
pub use secret::{InvalidSecret, Looks, MAX_SECRET_BYTES, Secret};
