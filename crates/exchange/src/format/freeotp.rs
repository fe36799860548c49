//! FreeOTP's tokens: `tokens.xml` of FreeOTP 1 and FreeOTP+ (Android preferences), FreeOTP+'s JSON,
//! and FreeOTP 2's backup, a serialized Java map that is often named `.xml` too and always
//! encrypted.
//!
//! Facts: `Token.java` of FreeOTP 1, FreeOTP 2 and FreeOTP+, `TokenPersistence.java`,
//! `EncryptedKey.java` and Aegis' importer, checked against files of each kind and of FreeOTP 2 on
//! five versions of Android. In a backup, a master key seals each secret (AES-256-GCM), and a key
//! from the password (PBKDF2 with the hash and iterations that the file states) seals the master
//! key. The names and parameters aren't sealed.
//!
//! Where importers disagree:
//! - The counter is read as it is stored, as Aegis does: it is the moving factor of the next code
//!   that the app would show, in every version. FreeOTP+ and the FreeOTP 1 of the test file store
//!   one less than the URI at enrolment, so that their first code is one that no server takes, and
//!   GNOME Authenticator therefore adds one: it would skip a code of each token that has been used.
//!   −1, from a URI that starts at 0, is read as 0.
//! - The issuer that the user gave wins, then the label's, as in the app, then the URI's.
//! - As in FreeOTP, Steam's codes are those of time-based tokens whose label names `Steam`.

mod backup;
mod java;
mod plus;
mod token;

use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader};
use crate::json;
use crate::preferences::Preference;
use crate::refusal::Refusal;
use backup::Backup;

pub(crate) const READER: Reader =
    Reader { name: "freeotp", title: "FreeOTP", protection: Protection::Either, is_in, read };
pub(crate) use plus::READER as PLUS;

/// The preference that isn't a token.
const ORDER: &str = "tokenOrder";

fn is_in(file: &File<'_>) -> bool {
    let is_token = |preference: &Preference| preference.name == ORDER || preference.text.contains("\"issuerExt\"");
    java::is_map(file.bytes()) || file.preferences().iter().any(is_token)
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if java::is_map(file.bytes()) {
        return Ok(Outcome::Encrypted(Encrypted::new(Backup::new(file.bytes())?)));
    }
    if file.preferences().is_empty() {
        return Err(Refusal::FileDamaged);
    }
    let tokens = file.preferences().iter().filter(|preference| preference.name != ORDER);
    let read = Read::of(tokens, |preference| token::account(&json::parse(preference.text.as_bytes())?));
    read.map(Outcome::Read)
}
