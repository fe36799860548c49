//! Watchword's own backups, which an organisation's identity opens too.

use age::secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use watchword_exchange::{Format, Outcome, Refusal};

use crate::reading::{totp, uris};

const PASSPHRASE: &str = "becak di pasar";

fn contents() -> Value {
    json!({"backup": {
        "format": 1, "vault": "6f8a3f2e-5c1d-4f8e-9a35-1c9d0a4b7e21", "generation": 7, "created": 1_700_000_000,
        "accounts": [
            {"id": "a", "issuer": "Example", "account": "ayu", "type": "totp", "period": 30, "algorithm": "SHA1",
             "digits": 6, "secret": "NBSWY3DP", "added": 1, "trashed": null, "tags": ["work\u{202e}"], "note": "1234-5678\u{7}"},
            {"id": "b", "issuer": "Bank", "account": "ayu", "type": "hotp", "counter": 7, "algorithm": "SHA256",
             "digits": 8, "secret": "NBSWY3DP", "added": 1, "trashed": null, "asks_for_pin": true},
            {"id": "c", "issuer": "Old", "account": "ayu", "type": "totp", "period": 30, "algorithm": "SHA1",
             "digits": 6, "secret": "NBSWY3DP", "added": 1, "trashed": 7},
            {"id": "d", "issuer": "Lost", "account": "ayu", "type": "totp", "period": 30, "algorithm": "SHA1",
             "digits": 6, "secret": null, "added": 1, "trashed": null},
        ],
    }, "hmac": "AAAA"})
}

fn sealed(contents: &Value, recipient: &impl age::Recipient) -> Vec<u8> {
    age::encrypt(recipient, contents.to_string().as_bytes()).unwrap()
}

#[test]
fn identity_recovery_key_and_passphrase_open_a_backup() {
    let identity = age::x25519::Identity::generate();
    let text = identity.to_string().expose_secret().to_owned();
    let (_, symbols) = text.split_once("AGE-SECRET-KEY-1").unwrap();
    let groups: String =
        symbols.chars().enumerate().map(|(at, c)| if at % 4 == 2 { format!(" {c}") } else { c.into() }).collect();
    let file = format!("# created: 2026-11-28\n# public key: {}\n{text}\n", identity.to_public());
    let backup = sealed(&contents(), &identity.to_public());
    for typed in [text.as_str(), &text.to_lowercase(), &groups, &file] {
        assert_eq!(Format::detect(&backup), Some(Format::Watchword));
        let Ok(Outcome::Encrypted(closed)) = Format::Watchword.read(&backup) else { panic!("it isn't sealed") };
        let entries = closed.open(typed).unwrap().entries;
        let first = entries[0].content.as_ref().unwrap();
        assert_eq!((first.groups.as_slice(), first.note.as_str()), (&["work".to_owned()][..], "1234-5678"));
        assert!(entries[1].content.as_ref().unwrap().asks_for_pin);
        assert_eq!(entries[2].content, Err(Refusal::Trashed));
        assert!(matches!(entries[3].content, Err(Refusal::Secret(_))), "{:?}", entries[3].content);
    }
    let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
    recipient.set_work_factor(2);
    let read = uris(Format::Watchword, &sealed(&contents(), &recipient), PASSPHRASE).unwrap();
    assert_eq!(read[0], totp("Example:ayu", "NBSWY3DP", "Example"));
}

#[test]
fn wrong_keys_and_damaged_backups_are_refused() {
    let identity = age::x25519::Identity::generate();
    let other = age::x25519::Identity::generate().to_string().expose_secret().to_owned();
    let own = identity.to_string().expose_secret().to_owned();
    let backup = sealed(&contents(), &identity.to_public());
    for typed in [other.as_str(), "", "becak", &own[..own.len() - 1]] {
        assert_eq!(uris(Format::Watchword, &backup, typed), Err(Refusal::WrongPassword), "{typed}");
    }
    for place in 0..backup.len() {
        let mut altered = backup.clone();
        altered[place] ^= 1;
        let Ok(Outcome::Encrypted(closed)) = Format::Watchword.read(&altered) else { panic!("byte {place}") };
        assert!(closed.open(&own).is_err(), "byte {place}");
    }
    let mut newer = contents();
    newer["backup"]["format"] = 2.into();
    assert_eq!(uris(Format::Watchword, &sealed(&newer, &identity.to_public()), &own), Err(Refusal::NewerVersion));
    let other = sealed(&json!({"holiday": "photo"}), &identity.to_public());
    assert_eq!(uris(Format::Watchword, &other, &own), Err(Refusal::FileDamaged));
    let mut costly = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
    costly.set_work_factor(2);
    let text = String::from_utf8_lossy(&sealed(&contents(), &costly)).into_owned();
    assert!(text.starts_with("age-encryption.org/v1\n-> scrypt"));
}
