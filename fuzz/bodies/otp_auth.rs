//! OTP Auth's archives, binary property lists. The first input byte says whether the rest is what a
//! backup's password opens, or what needs no password; it is encrypted here.

use plist::{Dictionary, Uid, Value};
use sha1::{Digest, Sha1};
use watchword_exchange::Format;

use super::files::{PASSWORD, open};
use super::sealing::{cbc, sha256};

pub(crate) fn run(bytes: &[u8]) {
    let Some((layer, archive)) = bytes.split_first() else { return };
    let outer = if layer % 2 == 0 { &backup(archive) } else { archive };
    open(Format::OtpAuth, &cbc(&sha256(&[b"Authenticator"]), [0; 16], outer));
}

/// The archive of a backup of version 1.0 around this one.
fn backup(archive: &[u8]) -> Vec<u8> {
    let iv: [u8; 20] = Sha1::digest("IV").into();
    let data = cbc(&sha256(&[b"salt-", PASSWORD.as_bytes()]), *iv.first_chunk().unwrap(), archive);
    let root = [
        ("Version", Value::Real(1.0)),
        ("Salt", "salt".into()),
        ("IV", "IV".into()),
        ("WrappedData", Value::Data(data)),
    ];
    let top = [("root", Value::Uid(Uid::new(1)))];
    let list = [("$objects", Value::Array(vec!["$null".into(), dictionary(root)])), ("$top", dictionary(top))];
    let mut bytes = Vec::new();
    dictionary(list).to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn dictionary<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Dictionary(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dictionary>())
}
