//! Lists of URIs in zip archives: WinAuth's and Authenticator Plus'.

use aes::cipher::{KeyIvInit, StreamCipher};
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{damage, totp, uris, zip};

const PASSWORD: &str = "correct horse";

fn list() -> String {
    let data = "%7B%22shared_secret%22%3A%22aGVsbG8gd29ybGQ%3D%22%2C%22serial_number%22%3A%221%22%7D";
    format!(
        "otpauth://totp/Example%20%28jane%29?secret=NBSWY3DP&digits=6&icon=Example\r\n\
         otpauth://totp/Steam:gamer?secret=AAAA&issuer=Steam&digits=5&data={data}\r\n\
         otpauth://totp/?secret=1\r\n"
    )
}

#[test]
fn lists_are_read_with_a_password_and_without() {
    for (format, name) in [(Format::WinAuth, "winauth.TXT"), (Format::AuthenticatorPlus, "backup/Accounts.txt")] {
        for password in [None, Some(PASSWORD)] {
            let file = zip(&[(name, list().as_bytes())], password);
            let read = uris(format, &file, PASSWORD).unwrap();
            let steam =
                "otpauth://steam/Steam:gamer?secret=NBSWY3DPEB3W64TMMQ&issuer=Steam&algorithm=SHA1&digits=5&period=30";
            assert_eq!(read[..2], [totp("Example%20%28jane%29", "NBSWY3DP", ""), steam.into()]);
            assert!(read.len() == 3 && read[2].starts_with("Secret(NotBase32"), "{read:?}");
            damage(format, &file, PASSWORD);
        }
        // One password in 256 passes the archive's own check.
        let sealed = zip(&[(name, list().as_bytes())], Some(PASSWORD));
        for wrong in 0..600 {
            assert_eq!(uris(format, &sealed, &wrong.to_string()), Err(Refusal::WrongPassword));
        }
    }
}

#[test]
fn other_archives_are_not_lists() {
    for files in [&[("a.txt", b"".as_slice()), ("b.txt", b"")][..], &[("a.png", b"x")], &[]] {
        assert_eq!(Format::detect(&zip(files, None)), None);
    }
    assert_eq!(Format::detect(&zip(&[("a.txt", b"x")], None)[..40]), None);
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let bomb = |password| zip(&[("winauth.txt", &vec![b'\n'; 40 << 20])], password);
    assert_eq!(Format::WinAuth.read(&bomb(None)).unwrap_err(), Refusal::TooLarge);
    assert_eq!(uris(Format::WinAuth, &bomb(Some(PASSWORD)), PASSWORD), Err(Refusal::TooLarge));
}

/// What SQLCipher writes looks random to the last byte, in pages of 1,024.
#[test]
fn a_database_is_refused_by_name() {
    let random = |length: usize| {
        let mut bytes = vec![0; length];
        chacha20::ChaCha20::new(&[1; 32].into(), &[2; 12].into()).apply_keystream(&mut bytes);
        bytes
    };
    for pages in [5, 9, 100] {
        let read = uris(Format::AuthenticatorPlus, &random(1024 * pages), PASSWORD);
        assert_eq!(read, Err(Refusal::Locked(Lock::Database)));
    }
    let mut with_a_header = random(4096);
    with_a_header[..100].fill(0);
    let mut with_a_text = random(4096);
    with_a_text[2048..].fill(b'x');
    for other in [random(1024), random(4095), with_a_header, with_a_text] {
        assert_ne!(Format::detect(&other), Some(Format::AuthenticatorPlus));
    }
}
