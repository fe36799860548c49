//! Databases.

use watchword_exchange::{Format, Outcome, Refusal};

use super::sealing::{AES, AES_KDF, ARGON2D, ARGON2ID, CHACHA20, Sealing, TWOFISH};
use super::{PASSWORD, reading, totp, xml};

const USUAL: &str = "algorithm=SHA1&digits=6&period=30";
const PLAIN: Sealing = Sealing { cipher: AES, kdf: AES_KDF, is_compressed: false };

/// The fields alternate between protected and not, the secrets included.
fn text() -> String {
    xml(&[
        ("First", &[("Password", "x"), ("otp", "NBSWY3DP"), ("Notes", "")]),
        ("Second", &[("TimeOtp-Secret-Base32", "NBSWY3DP"), ("TimeOtp-Length", "8"), ("TimeOtp-Period", "60")]),
        ("Third", &[("otp", "no secret!")]),
        ("Fourth", &[("Password", "y")]),
    ])
}

fn read(file: &[u8], password: &str) -> Result<Vec<String>, Refusal> {
    reading::uris(Format::KeePass, file, password)
}

fn databases() -> Vec<Vec<u8>> {
    let ciphers = [(AES, false), (AES, true), (TWOFISH, true), (CHACHA20, true)];
    let ciphers = ciphers.map(|(cipher, is_compressed)| Sealing { cipher, is_compressed, ..PLAIN });
    let version_4 =
        [AES_KDF, ARGON2D, ARGON2ID].into_iter().flat_map(|kdf| ciphers.map(|sealing| Sealing { kdf, ..sealing }));
    let version_4 = version_4.map(|sealing| sealing.seal_4(PASSWORD, &text()));
    version_4.chain(ciphers.map(|sealing| sealing.seal_3(PASSWORD, &text()))).collect()
}

#[test]
fn every_cipher_and_key_derivation_of_both_versions_is_read() {
    for file in databases() {
        let read = read(&file, PASSWORD).unwrap();
        let second = totp("Second", "NBSWY3DP", "algorithm=SHA1&digits=8&period=60");
        assert_eq!(read[..2], [totp("First", "NBSWY3DP", USUAL), second]);
        assert!(read.len() == 3 && read[2].starts_with("Secret(NotBase32"), "{read:?}");
    }
}

#[test]
fn wrong_passwords_and_changed_databases_are_refused() {
    for file in databases() {
        for wrong in ["not it", "", "correct horse "] {
            assert_eq!(read(&file, wrong), Err(Refusal::WrongPassword));
        }
        let cut = Format::KeePass.read(&file[..file.len() - 1]);
        let Ok(Outcome::Encrypted(cut)) = cut else { panic!("the header is whole") };
        assert!(cut.open(PASSWORD).is_err());
        let mut changed = file.clone();
        let last = changed.len() - 50;
        changed[last] ^= 1;
        assert!(read(&changed, PASSWORD).is_err());
    }
    for file in [PLAIN.seal_4(PASSWORD, &text()), PLAIN.seal_3(PASSWORD, &text())] {
        reading::damage(Format::KeePass, &file, PASSWORD);
    }
}

/// The parameters of a key derivation are bounded before anything is computed.
#[test]
fn costly_key_derivations_are_refused_at_once() {
    let replaced = |file: &[u8], from: &[u8], to: &[u8]| {
        let at = file.windows(from.len()).position(|window| window == from).unwrap();
        let mut file = file.to_vec();
        file[at..at + from.len()].copy_from_slice(to);
        file
    };
    // Version 3 doesn't authenticate its header; its rounds are field 6, of eight bytes.
    let file = PLAIN.seal_3(PASSWORD, &text());
    let rounds = [&[6, 8, 0][..], &10u64.to_le_bytes()].concat();
    let many = [&[6, 8, 0][..], &u64::MAX.to_le_bytes()].concat();
    assert_eq!(read(&replaced(&file, &rounds, &many), PASSWORD), Err(Refusal::TooCostly));
    // Version 4's header has a hash, which anyone can compute again.
    let file = Sealing { kdf: ARGON2ID, ..PLAIN }.seal_4(PASSWORD, &text());
    let header = file.windows(8).position(|window| window == b"\x04\0\0\0\r\n\r\n").unwrap() + 8;
    let memory = |bytes: u64| {
        let parameter = |bytes: u64| [&b"M\x08\0\0\0"[..], &bytes.to_le_bytes()].concat();
        let mut file = replaced(&file, &parameter(64 << 10), &parameter(bytes));
        let hash: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(&file[..header]).into();
        file[header..header + 32].copy_from_slice(&hash);
        read(&file, PASSWORD)
    };
    assert_eq!([memory(2 << 30), memory(u64::MAX)], [Err(Refusal::TooCostly), Err(Refusal::TooCostly)]);
    assert_eq!(memory(0), Err(Refusal::FileDamaged));
    assert_eq!(memory(128 << 10), Err(Refusal::WrongPassword), "the header is authenticated");
}

#[test]
fn other_versions_and_damaged_headers_are_refused() {
    let file = PLAIN.seal_4(PASSWORD, &text());
    let with = |at: usize, byte: u8| {
        let mut file = file.clone();
        file[at] = byte;
        read(&file, PASSWORD)
    };
    assert_eq!(with(10, 5), Err(Refusal::NewerVersion));
    assert_eq!(with(10, 2), Err(Refusal::FileDamaged));
    assert_eq!(with(14, 0xff), Err(Refusal::FileDamaged));
    assert_eq!(with(20, 0), Err(Refusal::NewerVersion));
    for length in [8, 12, 40, 200] {
        assert_eq!(read(&file[..length], PASSWORD), Err(Refusal::FileDamaged));
    }
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let bomb = format!("{}{}", text(), " ".repeat(65 << 20));
    for file in [
        Sealing { is_compressed: true, ..PLAIN }.seal_4(PASSWORD, &bomb),
        Sealing { is_compressed: true, ..PLAIN }.seal_3(PASSWORD, &bomb),
    ] {
        assert!(file.len() < 1 << 20);
        assert_eq!(read(&file, PASSWORD), Err(Refusal::TooLarge));
    }
}
