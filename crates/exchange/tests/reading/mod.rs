//! Reads files, and writes what was read in lines that tests can compare.

#![allow(dead_code, clippy::unwrap_used)] // no test uses everything

use watchword_exchange::{Encrypted, Format, Outcome, Read, Refusal};
use watchword_otp::Kind;

/// The entries of a file: for each account a line such as
/// `totp Example:jane NBSWY3DP SHA1 6 30 [Work]`, or why it was refused.
pub(crate) type Lines = Vec<Result<String, Refusal>>;

fn lines(read: Read) -> Lines {
    let line = |imported: watchword_exchange::Imported| {
        let account = imported.account;
        let (kind, moving) = match account.parameters.kind() {
            Kind::Totp { period } => ("totp", u64::from(period)),
            Kind::Steam { period } => ("steam", u64::from(period)),
            Kind::Hotp { counter } => ("hotp", counter),
        };
        let (algorithm, digits) = (account.parameters.algorithm().name(), account.parameters.digits());
        let (issuer, name, secret) = (&account.issuer, &account.account, account.secret.to_base32());
        let groups = imported.groups.iter().map(|group| format!(" [{group}]")).collect::<String>();
        format!("{kind} {issuer}:{name} {} {algorithm} {digits} {moving}{groups}", *secret)
    };
    read.entries.into_iter().map(|entry| entry.content.map(line)).collect()
}

/// Reads a plain file in the format that its bytes must show.
pub(crate) fn plain(format: Format, bytes: &[u8]) -> Result<Lines, Refusal> {
    assert_eq!(Format::detect(bytes), Some(format));
    match format.read(bytes)? {
        Outcome::Read(read) => Ok(lines(read)),
        Outcome::Encrypted(_) => panic!("encrypted"),
    }
}

/// Detects an encrypted file without opening it.
pub(crate) fn closed(format: Format, bytes: &[u8]) -> Encrypted {
    assert_eq!(Format::detect(bytes), Some(format));
    match format.read(bytes).unwrap() {
        Outcome::Read(_) => panic!("not encrypted"),
        Outcome::Encrypted(encrypted) => encrypted,
    }
}

/// Opens an encrypted file.
pub(crate) fn opened(format: Format, bytes: &[u8], password: &str) -> Result<Lines, Refusal> {
    closed(format, bytes).open(password).map(lines)
}

/// The lines of accounts, none of them refused.
pub(crate) fn all(lines: &[&str]) -> Result<Lines, Refusal> {
    Ok(lines.iter().map(|line| Ok((*line).to_owned())).collect())
}

/// Checks that no beginning of a plain file is read as if it were whole.
pub(crate) fn assert_cut_is_refused(format: Format, bytes: &[u8]) {
    for length in 0..bytes.len() {
        assert!(format.read(&bytes[..length]).is_err(), "{length} bytes");
    }
}

/// Checks that neither another password, nor a file that is cut short or has another bit at one of
/// these places, gives any account.
pub(crate) fn assert_sealed(format: Format, bytes: &[u8], password: &str, places: &[usize]) {
    assert_eq!(opened(format, bytes, "not it"), Err(Refusal::WrongPassword));
    assert_eq!(opened(format, bytes, ""), Err(Refusal::WrongPassword));
    let gives = |bytes: &[u8]| match format.read(bytes) {
        Ok(Outcome::Encrypted(encrypted)) => encrypted.open(password).map(lines).unwrap_or_default(),
        Ok(Outcome::Read(read)) => lines(read),
        Err(_) => Vec::new(),
    };
    for cut in [0, 1, bytes.len() / 2, bytes.len() - 17, bytes.len() - 1] {
        assert!(gives(&bytes[..cut]).iter().all(Result::is_err), "{cut} bytes");
    }
    for place in places {
        let mut changed = bytes.to_vec();
        changed[*place] ^= 1;
        assert!(gives(&changed).iter().all(Result::is_err), "byte {place}");
    }
}
