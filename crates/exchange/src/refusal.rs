use thiserror::Error;
use watchword_otp::{InvalidParameters, InvalidSecret};

use crate::limits::{MAX_ENTRIES, MAX_FILE_BYTES, MAX_LIST_BYTES, MAX_NAME_CHARS, MAX_PART_ACCOUNTS, MAX_TEXT_BYTES};

/// Why a text gave no account. Never repeats the text, which may hold a seed, except the name of a
/// type, an algorithm or a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Another kind of text, such as a web address.
    #[error("this isn't an account: {0}")]
    NotAnAccount(OtherText),
    /// It begins like the URI of an account, but has no type, or is not UTF-8.
    #[error("the address of an account, but damaged")]
    Malformed,
    /// A type of code that Watchword cannot compute, by its name in the file.
    #[error("codes of the type “{0}” are not supported")]
    UnsupportedType(String),
    /// A hash that Watchword cannot compute, or a cipher that it cannot open, by its name in the
    /// file. No other hash replaces it, because the codes would be wrong.
    #[error("the algorithm “{0}” is not supported")]
    UnsupportedAlgorithm(String),
    /// A parameter of a URI or a file that changes the codes, or may, in a way that Watchword
    /// cannot compute.
    #[error("the parameter “{name}” {fault}")]
    Parameter {
        /// The parameter's name, shortened if it is unknown.
        name: String,
        /// Why it cannot be ignored.
        fault: ParameterFault,
    },
    /// The secret is missing, too long or not base32.
    #[error(transparent)]
    Secret(InvalidSecret),
    /// The number of digits isn't a number from 4 to 10.
    #[error("the number of digits is not 4 to 10")]
    Digits,
    /// The period isn't a number from 1 to 86,400 seconds.
    #[error("the period is not 1 to 86,400 seconds")]
    Period,
    /// The counter isn't a number from 0 to 2⁶⁴ − 1.
    #[error("the counter is not a 64-bit number")]
    Counter,
    /// A Steam account that has a counter, or other parameters than five letters, 30 seconds and
    /// SHA-1.
    #[error("a Steam account with a type, digits, a period or an algorithm that Steam does not use")]
    SteamParameters,
    /// An issuer or account of more than [`MAX_NAME_CHARS`] characters.
    #[error("a name of more than {MAX_NAME_CHARS} characters")]
    NameTooLong,
    /// The account was in the trash of the app that exported it (Ente Auth).
    #[error("it was in the trash of the app it comes from")]
    Trashed,
    /// A Google Authenticator export whose contents cannot be read.
    #[error("a Google Authenticator export, but damaged")]
    ExportDamaged,
    /// A file of a known format that is cut short, changed, or has fields of the wrong type.
    #[error("a file of a known format, but damaged")]
    FileDamaged,
    /// A file of a known format that a newer version of its app wrote, in a way that isn't known.
    #[error("a newer version of the format")]
    NewerVersion,
    /// The password doesn't open the file, or the file was changed: its cipher can't tell.
    #[error("wrong password, or the file was changed")]
    WrongPassword,
    /// The file's key derivation takes more memory or time than any app asks for.
    #[error("its key derivation takes too much memory or time")]
    TooCostly,
    /// A file or an entry that no password typed in here opens.
    #[error("it {0}")]
    Locked(Lock),
    /// More than [`MAX_TEXT_BYTES`] in a QR code or a URI, more than [`MAX_LIST_BYTES`] in a list,
    /// or more than [`MAX_FILE_BYTES`] in a file.
    #[error("more than {MAX_TEXT_BYTES} bytes of text, {MAX_LIST_BYTES} in a list or {MAX_FILE_BYTES} in a file")]
    TooLarge,
    /// More than [`MAX_ENTRIES`] entries in a file, or [`MAX_PART_ACCOUNTS`] accounts in a QR code.
    #[error("more than {MAX_ENTRIES} entries, or {MAX_PART_ACCOUNTS} accounts in a QR code")]
    TooMany,
}

impl From<InvalidSecret> for Refusal {
    fn from(invalid: InvalidSecret) -> Self {
        Self::Secret(invalid)
    }
}

impl From<InvalidParameters> for Refusal {
    fn from(invalid: InvalidParameters) -> Self {
        match invalid {
            InvalidParameters::Digits(_) => Self::Digits,
            InvalidParameters::Period(_) => Self::Period,
            InvalidParameters::SteamAlgorithm => Self::SteamParameters,
        }
    }
}

/// Why a parameter of a URI cannot be ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ParameterFault {
    /// privacyIDEA's two-step enrolment: the secret is the server's half of the seed, and the app
    /// would have to generate the other half.
    #[error("means that the secret is only half of the seed")]
    HalfSecret,
    /// It isn't among the parameters that are known to change no code.
    #[error("is not known, and may change the codes")]
    Unknown,
    /// It is given twice with different values.
    #[error("has two different values")]
    Twice,
}

impl ParameterFault {
    pub(crate) fn of(self, name: &str) -> Refusal {
        Refusal::Parameter { name: name.to_owned(), fault: self }
    }
}

/// What keeps a file or an entry closed. Each has another way out, which the message names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Lock {
    /// Encrypted to an OpenPGP key (andOTP, Proton Pass).
    #[error("is encrypted with OpenPGP")]
    Pgp,
    /// Encrypted with a key of the user's account at a service (Bitwarden).
    #[error("is encrypted with the key of an account")]
    Account,
    /// Encrypted with a key that never leaves the device or its hardware: a key file, a security
    /// key, a phone's key store.
    #[error("is encrypted with a key that is not in the file")]
    Device,
    /// One of several files that are only readable together (Steam Desktop Authenticator).
    #[error("belongs to a folder of files: pack the folder into one zip file")]
    Folder,
    /// Encrypted as a whole database (SQLCipher).
    #[error("is an encrypted database")]
    Database,
    /// A database whose latest changes are in a second file, which the app merges when it closes
    /// (SQLite's write-ahead log).
    #[error("keeps its latest changes in a second file")]
    Log,
}

/// What a text that isn't an account holds instead, for the message to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OtherText {
    /// A web address, or a bookmark of one.
    #[error("a web address")]
    Web,
    /// The name and password of a wireless network.
    #[error("a Wi-Fi network")]
    Wifi,
    /// A contact card, a telephone number or an email address.
    #[error("a contact")]
    Contact,
    /// Any other text, an empty one included.
    #[error("some text")]
    Other,
}

impl OtherText {
    pub(crate) fn of(text: &str) -> Self {
        const PREFIXES: &[(&str, OtherText)] = &[
            ("http://", OtherText::Web),
            ("https://", OtherText::Web),
            ("www.", OtherText::Web),
            ("url:", OtherText::Web),
            ("urlto:", OtherText::Web),
            ("mebkm:", OtherText::Web),
            ("wifi:", OtherText::Wifi),
            ("begin:vcard", OtherText::Contact),
            ("mecard:", OtherText::Contact),
            ("bizcard:", OtherText::Contact),
            ("mailto:", OtherText::Contact),
            ("matmsg:", OtherText::Contact),
            ("tel:", OtherText::Contact),
            ("sms:", OtherText::Contact),
            ("smsto:", OtherText::Contact),
        ];
        let begins = |prefix: &str| text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        PREFIXES.iter().find(|(prefix, _)| begins(prefix)).map_or(Self::Other, |(_, text)| *text)
    }
}
