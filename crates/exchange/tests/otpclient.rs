//! OTPClient's databases.

use aes::Aes256;
use aes_gcm::aead::{Aead, KeyInit, Payload, consts::U16};
use aes_gcm::{AesGcm, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use watchword_exchange::{Format, Outcome, Refusal};

use crate::reading::{all, assert_sealed, opened, plain};

const FORMAT: Format = Format::OtpClient;

const ENTRIES: &str = r#"[
    {"type": "TOTP", "label": "jane", "issuer": "Example", "secret": "NBSWY3DP", "digits": 8, "algo": "SHA256",
     "period": 60, "counter": 0, "group": "Work"},
    {"type": "HOTP", "label": "joe", "issuer": "", "secret": "NBSWY3DP", "digits": 6, "algo": "SHA1", "counter": 9},
    {"type": "TOTP", "label": "ada", "issuer": "steam", "secret": "NBSWY3DP", "digits": 6, "algo": "SHA1",
     "period": 30},
    {"type": "TOTP", "label": "bad", "secret": "NBSWY3DP", "digits": 6, "algo": "MD5", "period": 30}
]"#;

fn expected() -> Result<crate::reading::Lines, Refusal> {
    let mut lines = all(&[
        "totp Example:jane NBSWY3DP SHA256 8 60 [Work]",
        "hotp :joe NBSWY3DP SHA1 6 9",
        "steam steam:ada NBSWY3DP SHA1 5 30",
    ])?;
    lines.push(Err(Refusal::UnsupportedAlgorithm("MD5".into())));
    Ok(lines)
}

const IV: [u8; 16] = [0xc9; 16];
const SALT: [u8; 32] = [0xd4; 32];
const COST: [u32; 3] = [1, 8192, 4]; // passes, KiB, lanes

fn seal(header: &[u8], key: [u8; 32]) -> Vec<u8> {
    let text = [ENTRIES.as_bytes(), b"\0"].concat();
    let payload = Payload { msg: &text, aad: header };
    let sealed = AesGcm::<Aes256, U16>::new(&key.into()).encrypt(&Nonce::from(IV), payload).unwrap();
    [header, &sealed].concat()
}

fn argon2id(password: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    let argon2 =
        Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(COST[1], COST[0], COST[2], None).unwrap());
    argon2.hash_password_into(password, &SALT, &mut key).unwrap();
    key
}

fn version_1(password: &[u8]) -> Vec<u8> {
    let key = pbkdf2::pbkdf2_hmac_array::<sha2::Sha512, 32>(password, &SALT, 100_000);
    seal(&[IV.as_slice(), &SALT].concat(), key)
}

fn version_2(password: &[u8]) -> Vec<u8> {
    let cost = COST.map(u32::to_le_bytes).concat();
    seal(&[b"OTPClient\0\0\0\x02\0\0\0".as_slice(), &IV, &SALT, &cost].concat(), argon2id(password))
}

fn version_3(password: &[u8]) -> Vec<u8> {
    let cost = COST.map(u32::to_be_bytes).concat();
    seal(&[b"OTPClient\0\0\0\x03".as_slice(), &IV, &SALT, &cost].concat(), argon2id(password))
}

#[test]
fn databases_of_every_version_are_opened() {
    for (file, header) in [(version_2("pässword".as_bytes()), 76), (version_3("pässword".as_bytes()), 73)] {
        assert_eq!(opened(FORMAT, &file, "pässword"), expected());
        assert_sealed(FORMAT, &file, "pässword", &[8, 12, header - 60, header - 30, header, file.len() - 1]);
        assert_eq!(plain(FORMAT, &file[..header - 1]), Err(Refusal::FileDamaged));
    }
}

/// The first version has no mark: its users have to name the format.
#[test]
fn databases_of_version_1_are_opened_if_the_format_is_given() {
    let file = version_1(b"password");
    assert_ne!(Format::detect(&file), Some(FORMAT));
    let Ok(Outcome::Encrypted(encrypted)) = FORMAT.read(&file) else { panic!("not encrypted") };
    assert_eq!(encrypted.open("password").unwrap().entries.len(), 4);
    assert_eq!(encrypted.open("not it").unwrap_err(), Refusal::WrongPassword);
    assert_eq!(FORMAT.read(&file[..47]).unwrap_err(), Refusal::FileDamaged);
}

/// Old versions took the number of characters for that of bytes.
#[test]
fn passwords_of_old_versions_lack_their_end() {
    let short = "pässwor".as_bytes();
    assert_eq!(short.len(), "pässword".chars().count());
    for file in [version_2(short), version_3(short)] {
        assert_eq!(opened(FORMAT, &file, "pässword"), expected());
    }
    // The cut may come within a character.
    assert_eq!(opened(FORMAT, &version_2(&"ää".as_bytes()[..2]), "ää"), expected());
}

#[test]
fn newer_and_costly_databases_are_refused() {
    let mut newer = version_3(b"a");
    newer[12] = 4;
    assert_eq!(plain(FORMAT, &newer), Err(Refusal::NewerVersion));
    for (place, why) in [(61, Refusal::TooCostly), (65, Refusal::TooCostly), (69, Refusal::FileDamaged)] {
        let mut costly = version_3(b"a");
        costly[place] = 0xff;
        assert_eq!(opened(FORMAT, &costly, "a"), Err(why));
    }
}
