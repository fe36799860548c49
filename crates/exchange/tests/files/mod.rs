//! What the tests of other apps' files have in common.

#![allow(dead_code)] // each test uses some of it

use std::io::{Cursor, Write};

use watchword_exchange::{Format, Imported, Outcome, Refusal, to_uri};
use zip::write::SimpleFileOptions;

/// Reads a file as a user would: its format is detected, and the password is only used if the file
/// has one.
pub(crate) fn read(format: Format, bytes: &[u8], password: &str) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    assert_eq!(Format::detect(bytes), Some(format), "{}", String::from_utf8_lossy(bytes));
    let read = match format.read(bytes)? {
        Outcome::Read(read) => read,
        Outcome::Encrypted(encrypted) => encrypted.open(password)?,
    };
    assert!(read.entries.iter().enumerate().all(|(at, entry)| entry.number == at + 1 && entry.part.is_none()));
    Ok(read.entries.into_iter().map(|entry| entry.content).collect())
}

/// The same, with each entry as the URI of its account or as the reason why it was refused.
pub(crate) fn lines(format: Format, bytes: &[u8], password: &str) -> Result<Vec<String>, Refusal> {
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
        match format.read(bytes) {
            Ok(Outcome::Encrypted(encrypted)) => encrypted.open(password),
            Ok(Outcome::Read(read)) => Ok(read),
            Err(why) => Err(why),
        }
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
