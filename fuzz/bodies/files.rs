//! A file of any format. Every format reads it, because a user may name one that its bytes
//! contradict. An encrypted file is opened if its format fixes the cost of the key derivation, and
//! low.

use watchword_exchange::{Content, Export, Format, Imported, MAX_ENTRIES, MAX_NAME_CHARS, Outcome, Read};

/// The password of every encrypted file here.
pub(super) const PASSWORD: &str = "correct horse";

/// The formats whose files take a few milliseconds to open, whatever they state.
const CHEAP: [Format; 6] = [
    Format::AuthenticatorPlus,
    Format::OtpAuth,
    Format::Raivo,
    Format::TotpAuthenticator,
    Format::TwoFas,
    Format::WinAuth,
];

pub(crate) fn run(bytes: &[u8]) {
    let _ = Format::detect(bytes);
    for format in Format::ALL {
        match format.read(bytes) {
            Ok(Outcome::Read(read)) => check(&read),
            Ok(Outcome::Encrypted(encrypted)) if CHEAP.contains(&format) => {
                let _ = encrypted.open(PASSWORD).map(|read| check(&read));
            }
            _ => {}
        }
    }
}

/// Reads a file of this format, and opens it if it is encrypted.
pub(super) fn open(format: Format, bytes: &[u8]) {
    let read = match format.read(bytes) {
        Ok(Outcome::Read(read)) => Ok(read),
        Ok(Outcome::Encrypted(encrypted)) => encrypted.open(PASSWORD),
        Err(why) => Err(why),
    };
    let _ = read.map(|read| check(&read));
}

/// Checks that what was read is within the limits, and that it survives the round trip through
/// every file that Watchword writes.
fn check(read: &Read) {
    assert!(read.entries.len() <= MAX_ENTRIES);
    let accounts: Vec<Imported> = read.entries.iter().flat_map(|entry| entry.content.clone()).collect();
    for imported in &accounts {
        super::otpauth::check(&imported.account);
        assert!(imported.groups.iter().all(|group| group.chars().count() <= MAX_NAME_CHARS));
    }
    for (export, format) in [
        (Export::UriList, Format::UriList),
        (Export::Aegis, Format::Aegis),
        (Export::TwoFas, Format::TwoFas),
        (Export::BitwardenAuthenticator, Format::BitwardenAuthenticator),
    ] {
        let mut kept: Vec<&Imported> = accounts.iter().collect();
        let written = export.write(&accounts, &mut |bytes| bytes.fill(7));
        let Content::File(file) = written.content else { panic!("a file was asked for") };
        written.left_out.iter().rev().for_each(|left_out| _ = kept.remove(left_out.index));
        let Ok(Outcome::Read(again)) = format.read(&file) else { panic!("{format:?} can't read what was written") };
        // Names aren't compared: a reader may split one that has no issuer.
        let codes = |imported: &Imported| (imported.account.secret.clone(), imported.account.parameters);
        let again: Vec<_> = again.entries.iter().map(|entry| entry.content.as_ref().map(codes)).collect();
        assert_eq!(again, kept.into_iter().map(|imported| Ok(codes(imported))).collect::<Vec<_>>(), "{format:?}");
    }
}
