//! Makes and reads files, and writes what was read in lines that tests can compare.

#![allow(dead_code)] // `keepass` does not use everything

use std::io::{Cursor, Write};

use watchword_exchange::{Encrypted, Format, Imported, Outcome, Read, Refusal, to_uri};
use watchword_otp::Kind;
use zip::write::SimpleFileOptions;

/// The entries of a file: for each account a line such as
/// `totp Example:jane NBSWY3DP SHA1 6 30 [Work]`, or why it was refused.
pub(crate) type Lines = Vec<Result<String, Refusal>>;

fn lines(read: Read) -> Lines {
    let line = |imported: Imported| {
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

/// Reads a file, with the password if it has one.
fn read_as(format: Format, bytes: &[u8], password: &str) -> Result<Read, Refusal> {
    match format.read(bytes)? {
        Outcome::Read(read) => Ok(read),
        Outcome::Encrypted(encrypted) => encrypted.open(password),
    }
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
    let gives = |bytes: &[u8]| read_as(format, bytes, password).map(lines).unwrap_or_default();
    for cut in [0, 1, bytes.len() / 2, bytes.len() - 17, bytes.len() - 1] {
        assert!(gives(&bytes[..cut]).iter().all(Result::is_err), "{cut} bytes");
    }
    for place in places {
        let mut changed = bytes.to_vec();
        changed[*place] ^= 1;
        assert!(gives(&changed).iter().all(Result::is_err), "byte {place}");
    }
}

/// Reads a file as a user would: its format is detected, and the password is only used if the file
/// has one.
pub(crate) fn read(format: Format, bytes: &[u8], password: &str) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    assert_eq!(Format::detect(bytes), Some(format), "{}", String::from_utf8_lossy(bytes));
    let read = read_as(format, bytes, password)?;
    assert!(read.entries.iter().enumerate().all(|(at, entry)| entry.number == at + 1 && entry.part.is_none()));
    Ok(read.entries.into_iter().map(|entry| entry.content).collect())
}

/// The same, with each entry as the URI of its account or as the reason why it was refused.
pub(crate) fn uris(format: Format, bytes: &[u8], password: &str) -> Result<Vec<String>, Refusal> {
    let line =
        |entry: Result<Imported, _>| entry.map_or_else(|why| format!("{why:?}"), |of| to_uri(&of.account).to_string());
    Ok(read(format, bytes, password)?.into_iter().map(line).collect())
}

/// A TOTP account's URI with the parameters that most have.
pub(crate) fn totp(label: &str, secret: &str, issuer: &str) -> String {
    let issuer = if issuer.is_empty() { String::new() } else { format!("&issuer={issuer}") };
    format!("otpauth://totp/{label}?secret={secret}{issuer}&algorithm=SHA1&digits=6&period=30")
}

/// A zip archive of these files, with ZipCrypto if there is a password.
pub(crate) fn zip(files: &[(&str, &[u8])], password: Option<&str>) -> Vec<u8> {
    use zip::unstable::write::FileOptionsExt;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let options = password.map_or(options, |password| options.with_deprecated_encryption(password.as_bytes()).unwrap());
    for (name, contents) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(contents).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Reads a good file cut short and with a bit changed, at up to a few hundred places. Nothing may
/// panic, and what is read may not grow.
pub(crate) fn damage(format: Format, good: &[u8], password: &str) {
    let count = read(format, good, password).unwrap().len();
    let attempt = |bytes: &[u8]| {
        let _ = Format::detect(bytes);
        read_as(format, bytes, password)
    };
    for at in (0..good.len()).step_by(good.len() / 200 + 1) {
        let _ = attempt(&good[..at]);
        let mut changed = good.to_vec();
        changed[at] ^= 1 << (at % 8);
        if let Ok(read) = attempt(&changed) {
            assert!(read.entries.len() <= count.max(1) + 1);
        }
    }
}
