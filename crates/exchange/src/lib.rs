//! Reads accounts from other apps' files and URIs, and writes them in the formats of other apps.
//!
//! Pure: bytes in, accounts out. All input is hostile until proven otherwise, so every reader is
//! bounded in size, and a refusal never repeats the text, which may be a seed.
//!
//! [`Format`] detects a file by its bytes and reads it. An encrypted one gives [`Encrypted`], which
//! keeps it until a password opens it; a wrong one can be followed by another. [`parse`] reads the
//! text of a QR code, or one URI; [`to_uri`] writes an account, and [`Export`] writes many.
//!
//! ```
//! use watchword_exchange::{Format, Outcome, Refusal, to_uri};
//!
//! let file = b"otpauth://totp/Example:jane?secret=GEZDGNBVGY3TQOJQ&digits=8\n\
//!              otpauth://totp/Example:joe?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5\n";
//! let format = Format::detect(file).expect("a list of URIs");
//! assert_eq!(format, Format::UriList);
//!
//! let Outcome::Read(read) = format.read(file)? else { panic!("a list isn't encrypted") };
//! let [jane, joe] = read.entries.as_slice() else { panic!("two entries") };
//! let account = &jane.content.as_ref().expect("an account").account;
//! assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Example", "jane"));
//! assert_eq!(account.parameters.digits(), 8);
//! assert!(to_uri(account).starts_with("otpauth://totp/Example:jane?secret=GEZDGNBVGY3TQOJQ&"));
//!
//! // A refused entry says why, and where it is.
//! assert_eq!((joe.number, &joe.content), (2, &Err(Refusal::UnsupportedAlgorithm("MD5".into()))));
//! # Ok::<(), Refusal>(())
//! ```

mod algorithm;
mod archive;
mod cipher;
mod draft;
mod encoding;
mod entry;
mod export;
mod file;
mod format;
mod groups;
mod item;
mod json;
mod kdf;
mod limits;
mod lines;
mod mac;
mod name;
mod noise;
mod payload;
mod preferences;
mod query;
mod refusal;
mod scheme;
mod sqlite;
mod steam;
mod table;
mod write;
mod xml;

pub use entry::{Entry, Imported, Read};
pub use export::{ExportPart, Exports};
pub use format::otpauth::{to_uri, to_uri_with_lock};
pub use format::{Encrypted, Format, Outcome, Protection};
pub use limits::{
    MAX_ENTRIES, MAX_EXPORT_PARTS, MAX_FILE_BYTES, MAX_LIST_BYTES, MAX_NAME_CHARS, MAX_PART_ACCOUNTS, MAX_TEXT_BYTES,
};
pub use name::clean_name;
pub use payload::parse;
pub use refusal::{Lock, OtherText, ParameterFault, Refusal};
pub use scheme::is_of_account;
pub use write::{Content, Export, LeftOut, NoPlace, QrCode, Written};
