//! andOTP's backups, and GNOME Authenticator's old ones.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use sha2::{Digest, Sha256};
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::AndOtp;

const ENTRIES: &str = r#"[
    {"secret": "NBSWY3DP====", "issuer": "Example", "label": "jane", "digits": 8, "type": "TOTP", "algorithm": "SHA256",
     "thumbnail": "Default", "last_used": 1, "used_frequency": 0, "period": 60, "tags": ["Work", "Home"]},
    {"secret": "NBSWY3DP", "issuer": "", "label": "joe", "digits": 7, "type": "HOTP", "algorithm": "SHA512",
     "counter": 9, "tags": []},
    {"secret": "NBSWY3DP", "issuer": "Game", "label": "ada", "digits": 5, "type": "STEAM", "algorithm": "SHA1"},
    {"secret": "NBSWY3DP", "label": "Example - Example:jane"},
    {"secret": "NBSWY3DP", "label": "tagged", "used_frequency": 3, "tags": ["Work"]},
    {"secret": "NBSWY3DP", "label": "gnome", "last_used": 0, "period": 30, "tags": ["Example"]}
]"#;

const READ: [&str; 6] = [
    "totp Example:jane NBSWY3DP SHA256 8 60 [Work] [Home]",
    "hotp :joe NBSWY3DP SHA512 7 9",
    "steam Game:ada NBSWY3DP SHA1 5 30",
    "totp Example:jane NBSWY3DP SHA1 6 30",
    "totp :tagged NBSWY3DP SHA1 6 30 [Work]",
    "totp Example:gnome NBSWY3DP SHA1 6 30",
];

fn seal(key: [u8; 32], nonce: [u8; 12]) -> Vec<u8> {
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), ENTRIES.as_bytes()).unwrap();
    [nonce.as_slice(), &sealed].concat()
}

const NONCE: [u8; 12] = [0x81, 2, 0xf3, 4, 5, 66, 7, 88, 9, 0xa0, 11, 0xcc];

fn old(password: &str) -> Vec<u8> {
    seal(Sha256::digest(password.as_bytes()).into(), NONCE)
}

fn new(password: &str, iterations: u32) -> Vec<u8> {
    let salt = [0xd1, 22, 0x93, 24, 35, 0xe6, 7, 18, 0xb9, 60, 71, 0x82];
    let key = pbkdf2::pbkdf2_hmac_array::<sha1::Sha1, 32>(password.as_bytes(), &salt, iterations);
    [iterations.to_be_bytes().as_slice(), &salt, &seal(key, NONCE)].concat()
}

#[test]
fn plain_backups_are_read() {
    assert_eq!(plain(FORMAT, ENTRIES.as_bytes()), all(&READ));
    assert_cut_is_refused(FORMAT, ENTRIES.as_bytes());
}

#[test]
fn encrypted_backups_are_opened_old_and_new() {
    for file in [old("pässword"), new("pässword", 1_000), new("pässword", 150_000)] {
        assert_eq!(opened(FORMAT, &file, "pässword"), all(&READ));
        assert_sealed(FORMAT, &file, "pässword", &[5, 20, 40, file.len() / 2, file.len() - 1]);
    }
    let costly = [u32::MAX.to_be_bytes().as_slice(), &new("a", 1)[4..]].concat();
    assert_eq!(opened(FORMAT, &costly, "a"), Err(Refusal::WrongPassword));
}

#[test]
fn backups_under_openpgp_are_refused_by_name() {
    let file = b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n";
    assert_eq!(plain(FORMAT, file), Err(Refusal::Locked(Lock::Pgp)));
}

#[test]
fn other_binary_files_are_no_backups() {
    let sealed = new("a", 1_000);
    for mark in [b"PK\x03\x04".as_slice(), b"\x89PNG\r\n", b"\x1f\x8b\x08", b"SQLite format 3\0", b"\x03\xd9\xa2\x9a"] {
        assert_ne!(Format::detect(&[mark, &sealed].concat()), Some(FORMAT), "{mark:?}");
    }
    for file in [vec![0xff; 4096], (0..=255).collect::<Vec<u8>>().repeat(8192), [0xff, 0xd8].repeat(99), vec![0x80; 63]]
    {
        assert_eq!(Format::detect(&file), None);
    }
}

#[test]
fn a_refused_entry_hides_no_other() {
    let entry = |fields: &str| format!(r#"{{"secret": "NBSWY3DP", "label": "a"{fields}}}"#);
    let refusals = [
        (entry(r#", "type": "MOTP""#), Refusal::UnsupportedType("MOTP".into())),
        (entry(r#", "type": "HOTP""#), Refusal::Counter),
        (entry(r#", "algorithm": "SHA384""#), Refusal::UnsupportedAlgorithm("SHA384".into())),
        (entry(r#", "period": 100000"#), Refusal::Period),
        (entry(r#", "digits": "6""#), Refusal::FileDamaged),
        (r#"{"label": "a"}"#.into(), Refusal::FileDamaged),
        ("[]".into(), Refusal::FileDamaged),
    ];
    let entries: Vec<_> = [entry("")].into_iter().chain(refusals.iter().map(|(entry, _)| entry.clone())).collect();
    let read = plain(FORMAT, format!("[{}]", entries.join(",")).as_bytes()).unwrap();
    assert_eq!(read[0], Ok("totp :a NBSWY3DP SHA1 6 30".to_owned()));
    assert_eq!(read[1..], refusals.map(|(_, why)| Err(why)));
}
