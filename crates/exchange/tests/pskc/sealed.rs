//! Encrypted containers, sealed here.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use aes_kw::KeyInit as _;
use data_encoding::{BASE64, HEXUPPER};
use hmac::{Hmac, Mac};
use proptest::prelude::*;
use watchword_exchange::{Format, Imported, Outcome, Refusal};
use watchword_otp::Kind;

use crate::{HOTP, SEED, container, contents, open, package, plain, secret};

const KEY: [u8; 16] = *b"sixteen bytes ok";
const MAC_KEY: [u8; 20] = *b"twenty bytes for mac";

fn seal(key: &[u8; 16], iv: [u8; 16], value: &[u8]) -> Vec<u8> {
    let sealed = cbc::Encryptor::<aes::Aes128>::new(key.into(), &iv.into()).encrypt_padded_vec::<Pkcs7>(value);
    [&iv[..], &sealed].concat()
}

fn tag(data: &[u8]) -> String {
    let mac = Hmac::<sha2::Sha256>::new_from_slice(&MAC_KEY).unwrap().chain_update(data);
    BASE64.encode(&mac.finalize().into_bytes())
}

fn cipher(algorithm: &str, sealed: &[u8]) -> String {
    format!(
        "<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#{algorithm}\"/>\
         <xenc:CipherData><xenc:CipherValue>{}</xenc:CipherValue></xenc:CipherData>",
        BASE64.encode(sealed)
    )
}

fn encrypted(name: &str, sealed: &[u8], tag: &str) -> String {
    let value = cipher("aes128-cbc", sealed);
    format!("<{name}><EncryptedValue>{value}</EncryptedValue><ValueMAC>{tag}</ValueMAC></{name}>")
}

/// Two keys whose seeds and counters are encrypted, and what a test puts before them.
fn sealed(key: &[u8; 16], stated: &str) -> String {
    let values =
        [(1, SEED), (2, b"1234567890123456"), (3, b"41"), (4, &[0, 0, 0, 0, 0, 0, 1, 0])].map(|(iv, value)| {
            let sealed = seal(key, [iv; 16], value);
            let tag = tag(&sealed);
            (sealed, tag)
        });
    let [first, second, third, fourth] = values;
    let mac = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
    let mac_key = cipher("aes128-cbc", &seal(key, [9; 16], &MAC_KEY));
    container(&format!(
        "<EncryptionKey>{stated}</EncryptionKey>\
         <MACMethod Algorithm=\"{mac}\"><MACKey>{mac_key}</MACKey></MACMethod>{}{}",
        package(
            HOTP,
            &[encrypted("Secret", &first.0, &first.1), encrypted("Counter", &third.0, &third.1)].concat(),
            ""
        ),
        package(
            HOTP,
            &[encrypted("Secret", &second.0, &second.1), encrypted("Counter", &fourth.0, &fourth.1)].concat(),
            ""
        ),
    ))
}

const PRE_SHARED: &str = "<KeyName xmlns=\"http://www.w3.org/2000/09/xmldsig#\">Pre-shared</KeyName>";

fn check(read: &[Result<Imported, Refusal>]) {
    let accounts: Vec<_> = read.iter().map(|content| &content.as_ref().unwrap().account).collect();
    assert_eq!(accounts[0].secret.expose(), SEED);
    assert_eq!(accounts[1].secret.expose(), b"1234567890123456");
    let counters: Vec<_> = accounts.iter().map(|account| account.parameters.kind()).collect();
    assert_eq!(counters, [Kind::Hotp { counter: 41 }, Kind::Hotp { counter: 256 }]);
}

#[test]
fn a_pre_shared_key_is_typed_in_hexadecimal_or_base64() {
    let text = sealed(&KEY, PRE_SHARED);
    let hex = HEXUPPER.encode(&KEY);
    for password in [hex.clone(), hex.to_lowercase(), format!(" {} {}\n", &hex[..16], &hex[16..]), BASE64.encode(&KEY)]
    {
        check(&open(&text, &password).unwrap());
    }
    for password in ["", "qwerty", &hex[2..], &hex.replace('7', "8"), &BASE64.encode(&KEY[1..])] {
        assert_eq!(open(&text, password).unwrap_err(), Refusal::WrongPassword, "{password}");
    }
}

#[test]
fn a_passphrase_is_derived_as_the_file_states() {
    let derived = |prf: &str, iterations: &str, length: &str| {
        format!(
            "<xenc11:DerivedKey xmlns:xenc11=\"http://www.w3.org/2009/xmlenc11#\"><xenc11:KeyDerivationMethod \
             Algorithm=\"http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2\"><PBKDF2-params>\
             <Salt><Specified>c2FsdA==</Specified></Salt><IterationCount>{iterations}</IterationCount>\
             <KeyLength>{length}</KeyLength><PRF{prf}/></PBKDF2-params>\
             </xenc11:KeyDerivationMethod></xenc11:DerivedKey>"
        )
    };
    let sha1 = pbkdf2::pbkdf2_hmac_array::<sha1::Sha1, 16>("pässword".as_bytes(), b"salt", 2);
    check(&open(&sealed(&sha1, &derived("", "2", "16")), "pässword").unwrap());
    let sha512 = pbkdf2::pbkdf2_hmac_array::<sha2::Sha512, 16>(b"password", b"salt", 2);
    let prf = " Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#hmac-sha512\"";
    let text = sealed(&sha512, &derived(prf, "2", "16"));
    check(&open(&text, "password").unwrap());
    assert_eq!(open(&text, "Password").unwrap_err(), Refusal::WrongPassword);
    assert_eq!(open(&sealed(&sha1, &derived("", "2", "24")), "pässword").unwrap_err(), Refusal::WrongPassword);
    assert_eq!(open(&sealed(&sha1, &derived("", "2", "33")), "pässword").unwrap_err(), Refusal::FileDamaged);
    assert_eq!(open(&sealed(&sha1, &derived("", "0", "16")), "pässword").unwrap_err(), Refusal::FileDamaged);
    assert_eq!(open(&sealed(&sha1, &derived("", "4000000000", "16")), "pässword").unwrap_err(), Refusal::TooCostly);
    let other = sealed(&sha1, &derived(&prf.replace("512", "224"), "2", "16"));
    assert_eq!(open(&other, "").unwrap_err(), Refusal::UnsupportedAlgorithm("hmac-sha224".into()));
    let certificate = sealed(&KEY, "<X509Data/>");
    assert_eq!(open(&certificate, "").unwrap_err(), Refusal::UnsupportedAlgorithm("X.509".into()));
}

#[test]
fn a_changed_value_is_refused_alone() {
    let text = sealed(&KEY, PRE_SHARED);
    let hex = HEXUPPER.encode(&KEY);
    let second = seal(&KEY, [2; 16], b"1234567890123456");
    let mut changed = second.clone();
    changed[20] ^= 1;
    let altered = text.replace(&BASE64.encode(&second), &BASE64.encode(&changed));
    let read = open(&altered, &hex).unwrap();
    assert!(read[0].is_ok());
    assert_eq!(read[1], Err(Refusal::FileDamaged));
    let read = open(&text.replace(&tag(&second), &tag(&changed)), &hex).unwrap();
    assert_eq!(read[1], Err(Refusal::FileDamaged), "its MAC");
    let read = open(&text.replacen("<ValueMAC>", "<Other>", 1).replacen("</ValueMAC>", "</Other>", 1), &hex).unwrap();
    assert_eq!(read[0], Err(Refusal::FileDamaged), "without its MAC");
}

/// Without a MAC, the padding must prove the key.
#[test]
fn values_without_a_mac_are_read_if_their_padding_proves_the_key() {
    let text = |value: &[u8]| {
        let value = cipher("aes128-cbc", &seal(&KEY, [1; 16], value));
        let secret = format!("<Secret><EncryptedValue>{value}</EncryptedValue></Secret>");
        container(&format!("<EncryptionKey>{PRE_SHARED}</EncryptionKey>{}", package(HOTP, &secret, "")))
    };
    let hex = HEXUPPER.encode(&KEY);
    for length in [10, 12, 16, 20, 28, 32] {
        let read = open(&text(&[b'x'; 32][..length]), &hex).unwrap();
        assert_eq!(read[0].as_ref().unwrap().account.secret.expose().len(), length);
    }
    for length in [13, 15, 29, 31] {
        assert_eq!(open(&text(&[b'x'; 32][..length]), &hex).unwrap()[0], Err(Refusal::FileDamaged), "{length}");
    }
}

#[test]
fn wrapped_keys_are_opened() {
    let key = *b"twenty-four bytes in all";
    let mut buffer = [0; 64];
    let padded = aes_kw::KwpAes192::new_from_slice(&key).unwrap().wrap_key(SEED, &mut buffer).unwrap().to_vec();
    let whole = aes_kw::KwAes192::new_from_slice(&key).unwrap().wrap_key(&SEED[..16], &mut buffer).unwrap().to_vec();
    for (name, sealed, seed) in [("kw-aes-192-pad", &padded, SEED), ("kw-aes192", &whole, &SEED[..16])] {
        let secret = format!("<Secret><EncryptedValue>{}</EncryptedValue></Secret>", cipher(name, sealed));
        let text = container(&format!("<EncryptionKey>{PRE_SHARED}</EncryptionKey>{}", package(HOTP, &secret, "")));
        let read = open(&text, &HEXUPPER.encode(&key)).unwrap();
        assert_eq!(read[0].as_ref().unwrap().account.secret.expose(), seed);
        let wrong = HEXUPPER.encode(b"twenty-four bytes in ALL");
        assert_eq!(open(&text, &wrong).unwrap_err(), Refusal::WrongPassword, "{name}");
        let empty = text.replace(&BASE64.encode(sealed), &BASE64.encode(&[0xa6; 8]));
        assert_eq!(open(&empty, &wrong).unwrap()[0], Err(Refusal::FileDamaged), "a check value alone");
    }
}

proptest! {
    #[test]
    fn changed_containers_never_panic_nor_repeat_a_seed(
        at in any::<prop::sample::Index>(),
        length in 0usize..40,
        other in "[A-Za-z0-9<>/&\"=#: ]{0,30}",
        is_sealed in any::<bool>(),
    ) {
        let plain = || container(&package(HOTP, &[secret(), plain("Counter", "5")].concat(), "<Issuer>a</Issuer>"));
        let mut text = if is_sealed { sealed(&KEY, PRE_SHARED) } else { plain() };
        let at = at.index(text.len());
        text.replace_range(at..(at + length).min(text.len()), &other);
        let _ = Format::detect(text.as_bytes());
        let refusals = match Format::Pskc.read(text.as_bytes()) {
            Ok(Outcome::Read(read)) => contents(read),
            Ok(Outcome::Encrypted(encrypted)) => {
                encrypted.open(&HEXUPPER.encode(&KEY)).map_or_else(|why| vec![Err(why)], contents)
            }
            Err(why) => vec![Err(why)],
        };
        for refusal in refusals.into_iter().filter_map(Result::err) {
            let said = format!("{refusal:?} {refusal}");
            prop_assert!(!said.contains(&BASE64.encode(SEED)[..16]));
        }
    }
}
