//! Ente Auth's encrypted export.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use data_encoding::BASE64;
use poly1305::Poly1305;
use poly1305::universal_hash::KeyInit;
use serde_json::{Value, json};
use watchword_exchange::{Format, Refusal};

use crate::reading::{damage, totp, uris};

const PASSWORD: &str = "correct horse";
const LIST: &str = "otpauth://totp/Example:jane?secret=NBSWY3DP&issuer=Example\n\
                    otpauth://totp/Example:joe?secret=NBSWY3DP&algorithm=MD5\n\
                    otpauth://totp/Old:jim?secret=NBSWY3DP&codeDisplay=%7B%22trashed%22%3Atrue%7D\n";

/// Seals a message as libsodium's `crypto_secretstream_xchacha20poly1305_push` does.
fn push(key: &[u8; 32], header: &[u8; 24], tag: u8, message: &[u8]) -> Vec<u8> {
    let subkey = chacha20::hchacha::<chacha20::R20>(key.into(), header[..16].try_into().unwrap());
    let nonce: [u8; 12] = [&[1, 0, 0, 0], &header[16..]].concat().try_into().unwrap();
    let stream = |block: u64, bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        let mut cipher = ChaCha20::new(&subkey, &nonce.into());
        cipher.seek(64 * block);
        cipher.apply_keystream(&mut bytes);
        bytes
    };
    let mut first = [0; 64];
    first[0] = tag;
    let (first, ciphertext) = (stream(1, &first), stream(2, message));
    let mut authenticated = [first.as_slice(), &ciphertext].concat();
    authenticated.resize(64 + message.len() + message.len() % 16, 0);
    authenticated.extend([0; 8]);
    authenticated.extend((64 + message.len() as u64).to_le_bytes());
    let mac_key: [u8; 32] = stream(0, &[0; 32]).try_into().unwrap();
    let mac = Poly1305::new(&mac_key.into()).compute_unpadded(&authenticated);
    [&first[..1], &ciphertext, &mac].concat()
}

fn export(text: &str, tag: u8) -> Value {
    let (salt, header, mut key) = ([7; 16], *b"a header with 24 bytes..", [0; 32]);
    let params = Params::new(64, 2, 1, Some(32)).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into(PASSWORD.as_bytes(), &salt, &mut key).unwrap();
    json!({
        "version": 1,
        "kdfParams": {"memLimit": 64 << 10, "opsLimit": 2, "salt": BASE64.encode(&salt)},
        "encryptedData": BASE64.encode(&push(&key, &header, tag, text.as_bytes())),
        "encryptionNonce": BASE64.encode(&header),
    })
}

fn read(json: &Value, password: &str) -> Result<Vec<String>, Refusal> {
    uris(Format::Ente, json.to_string().as_bytes(), password)
}

/// The messages have every remainder by 16, because libsodium's padding depends on it.
#[test]
fn encrypted_lists_are_read_whatever_their_length_and_tag() {
    for spaces in 0..16 {
        let list = format!("{LIST}{}", " ".repeat(spaces));
        assert_eq!(
            read(&export(&list, [0, 3][spaces % 2]), PASSWORD).unwrap(),
            [&totp("Example:jane", "NBSWY3DP", "Example"), "UnsupportedAlgorithm(\"MD5\")", "Trashed"],
            "{spaces}"
        );
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let good = export(LIST, 3);
    assert_eq!(read(&good, "not it"), Err(Refusal::WrongPassword));
    for (path, value, why) in [
        ("/version", json!(2), Refusal::NewerVersion),
        ("/version", json!("1"), Refusal::FileDamaged),
        ("/kdfParams/memLimit", json!(2u64 << 30), Refusal::TooCostly),
        ("/kdfParams/opsLimit", json!(u64::MAX), Refusal::TooCostly),
        ("/kdfParams/opsLimit", json!(0), Refusal::FileDamaged),
        ("/kdfParams/salt", json!("!"), Refusal::FileDamaged),
        ("/encryptionNonce", json!(BASE64.encode(&[0; 12])), Refusal::FileDamaged),
        ("/encryptionNonce", json!(BASE64.encode(&[0; 24])), Refusal::WrongPassword),
        ("/encryptedData", json!(""), Refusal::WrongPassword),
        ("/encryptedData", json!(BASE64.encode(&[0; 17])), Refusal::WrongPassword),
    ] {
        let mut changed = good.clone();
        *changed.pointer_mut(path).unwrap() = value;
        assert_eq!(read(&changed, PASSWORD), Err(why), "{path}");
    }
    damage(Format::Ente, good.to_string().as_bytes(), PASSWORD);
}
