//! PSKC, with files made here: plain and encrypted ones, the drafts' spellings, and what is refused.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::process::Command;

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use aes_kw::KeyInit as _;
use data_encoding::{BASE64, HEXUPPER};
use hmac::{Hmac, Mac};
use watchword_exchange::{Format, Imported, Lock, Outcome, ParameterFault, Read, Refusal};
use watchword_otp::{Algorithm, InvalidSecret, Kind};

const SEED: &[u8] = b"12345678901234567890";
const HOTP: &str = "urn:ietf:params:xml:ns:keyprov:pskc:hotp";
const KEY: [u8; 16] = *b"sixteen bytes ok";
const MAC_KEY: [u8; 20] = *b"twenty bytes for mac";

fn container(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!-- made here -->\n<KeyContainer Version=\"1.0\" \
         xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\" xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\">{content}</KeyContainer>"
    )
}

/// A package with one key.
fn package(algorithm: &str, data: &str, rest: &str) -> String {
    format!("<KeyPackage><Key Id=\"1\" Algorithm=\"{algorithm}\">{rest}<Data>{data}</Data></Key></KeyPackage>")
}

fn plain(name: &str, value: &str) -> String {
    format!("<{name}><PlainValue>{value}</PlainValue></{name}>")
}

fn secret() -> String {
    plain("Secret", &BASE64.encode(SEED))
}

fn contents(read: Read) -> Vec<Result<Imported, Refusal>> {
    read.entries.into_iter().map(|entry| entry.content).collect()
}

fn read(text: &str) -> Result<Outcome, Refusal> {
    assert_eq!(Format::detect(text.as_bytes()), Some(Format::Pskc));
    Format::Pskc.read(text.as_bytes())
}

fn read_plain(text: &str) -> Vec<Result<Imported, Refusal>> {
    match read(text) {
        Ok(Outcome::Read(read)) => contents(read),
        other => panic!("{other:?}"),
    }
}

fn open(text: &str, password: &str) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    match read(text)? {
        Outcome::Encrypted(encrypted) => encrypted.open(password).map(contents),
        Outcome::Read(_) => panic!("not encrypted"),
    }
}

/// The only key of a container with this content.
fn sole(content: &str) -> Result<Imported, Refusal> {
    let [content] = <[_; 1]>::try_from(read_plain(&container(content))).unwrap();
    content
}

fn unknown(name: &str) -> Refusal {
    Refusal::Parameter { name: name.into(), fault: ParameterFault::Unknown }
}

#[test]
fn every_field_is_read() {
    let names = "<Issuer>Example</Issuer><AlgorithmParameters><Suite>HMAC-SHA-512</Suite>\
                 <ResponseFormat Length=\"8\" Encoding=\"DECIMAL\" CheckDigits=\"false\"/></AlgorithmParameters>\
                 <FriendlyName>Jane's &amp; Joe's</FriendlyName><UserId>UID=jane</UserId>\
                 <Policy><PINPolicy PINUsageMode=\"Local\"/><ExpiryDate>2006-05-31T00:00:00Z</ExpiryDate></Policy>";
    let broken = format!("{}<!-- a comment -->\n   {}", &BASE64.encode(SEED)[..8], &BASE64.encode(SEED)[8..]);
    let data = [
        plain("Secret", &broken),
        plain("Time", "0"),
        plain("TimeInterval", " 60\n"),
        plain("TimeDrift", "4"),
        plain("Counter", "7"),
    ];
    let key = package("urn:ietf:params:xml:ns:keyprov:pskc:totp", &data.concat(), names);
    let device = "<DeviceInfo><Manufacturer>Acme</Manufacturer><SerialNo>0815</SerialNo><Model>M</Model></DeviceInfo>";
    let imported = sole(&key.replace("<KeyPackage>", &format!("<KeyPackage>{device}"))).unwrap();
    let account = &imported.account;
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Example", "Jane's & Joe's"));
    assert_eq!(account.secret.expose(), SEED);
    assert_eq!(account.parameters.kind(), Kind::Totp { period: 60 });
    assert_eq!((account.parameters.algorithm(), account.parameters.digits()), (Algorithm::Sha512, 8));
    assert_eq!(imported.note, "Acme\nUID=jane\n1\n0815\nM");
}

#[test]
fn absent_fields_have_the_algorithms_defaults() {
    let hotp = sole(&package(HOTP, &secret(), "")).unwrap().account;
    assert_eq!((hotp.parameters.kind(), hotp.parameters.digits()), (Kind::Hotp { counter: 0 }, 6));
    assert_eq!((hotp.issuer.as_str(), hotp.account.as_str()), ("", "1"));
    let totp = sole(&package(&HOTP.replace("hotp", "totp"), &secret(), "")).unwrap().account;
    assert_eq!(totp.parameters.kind(), Kind::Totp { period: 30 });
    assert_eq!(totp.parameters.algorithm(), Algorithm::Sha1);
}

#[test]
fn refused_keys_hide_no_others() {
    let format =
        |attributes: &str| format!("<AlgorithmParameters><ResponseFormat {attributes}/></AlgorithmParameters>");
    let totp = HOTP.replace("hotp", "totp");
    let cases = [
        (package(HOTP, &secret(), ""), None),
        (package(&HOTP.replace("hotp", "pin"), &secret(), ""), Some(Refusal::UnsupportedType("pin".into()))),
        (
            package("urn:ietf:params:xml:ns:keyprov:pskc#OCRA-1:HOTP-SHA1-6:QN08", &secret(), ""),
            Some(Refusal::UnsupportedType("ocra-1".into())),
        ),
        (package("http://www.example.com/#hotp", &secret(), ""), Some(Refusal::UnsupportedType("hotp".into()))),
        (package(HOTP, "", ""), Some(Refusal::Secret(InvalidSecret::Empty))),
        (package(HOTP, &plain("Secret", "not base64"), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, &[secret(), secret()].concat(), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, "", "<KeyReference>Master</KeyReference>"), Some(Refusal::Locked(Lock::Device))),
        (package(HOTP, &[secret(), plain("Counter", "-1")].concat(), ""), Some(Refusal::Counter)),
        (package(HOTP, &[secret(), "<Counter/>".into()].concat(), ""), Some(Refusal::FileDamaged)),
        (package(HOTP, &secret(), &format("Length=\"11\"")), Some(Refusal::Digits)),
        (package(HOTP, &secret(), &format("Length=\"six\"")), Some(Refusal::Digits)),
        (
            package(HOTP, &secret(), &format("Length=\"6\" Encoding=\"HEXADECIMAL\"")),
            Some(Refusal::UnsupportedType("HEXADECIMAL".into())),
        ),
        (package(HOTP, &secret(), &format("Length=\"6\" CheckDigits=\"true\"")), Some(unknown("CheckDigits"))),
        (
            package(HOTP, &secret(), "<AlgorithmParameters><Suite>HMAC-SHA384</Suite></AlgorithmParameters>"),
            Some(Refusal::UnsupportedAlgorithm("HMAC-SHA384".into())),
        ),
        (
            package(HOTP, &secret(), "<Policy><PINPolicy PINUsageMode=\"Algorithmic\"/></Policy>"),
            Some(unknown("PINUsageMode")),
        ),
        (package(&totp, &[secret(), plain("Time", "100")].concat(), ""), Some(unknown("Time"))),
        (package(&totp, &[secret(), plain("TimeInterval", "0")].concat(), ""), Some(Refusal::Period)),
        (package(&totp, &[secret(), plain("TimeInterval", "long")].concat(), ""), Some(Refusal::Period)),
        (format!("<KeyPackage><Key><Data>{}</Data></Key></KeyPackage>", secret()), Some(Refusal::FileDamaged)),
        (package(HOTP, &secret(), ""), None),
    ];
    let read = read_plain(&container(&cases.iter().map(|(key, _)| key.as_str()).collect::<String>()));
    for (at, ((key, why), read)) in cases.iter().zip(&read).enumerate() {
        assert_eq!(read.as_ref().err(), why.as_ref(), "{at}: {key}");
    }
    assert_eq!(read.len(), cases.len());
    assert!(read_plain(&container("<KeyPackage/>")).is_empty(), "a device without a key");
}

#[test]
fn documents_of_other_kinds_are_refused() {
    for text in
        ["<KeyContainer/>", "<a xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\"/>", "KeyContainer keyprov", "<?xml", "<"]
    {
        assert_eq!(Format::detect(text.as_bytes()), None, "{text}");
    }
    let text = container(&package(HOTP, &secret(), ""));
    for end in [text.len() - 1, text.len() / 2, text.find("KeyPackage").unwrap()] {
        assert_eq!(read(&text[..end]).unwrap_err(), Refusal::FileDamaged, "cut short");
    }
    let newer = text.replace("Version=\"1.0\"", "Version=\"2.0\"");
    assert_eq!(read(&newer).unwrap_err(), Refusal::NewerVersion);
    let entity = "<!DOCTYPE KeyContainer [<!ENTITY s \"MTIzNA==\">]>";
    let text = text.replace("<KeyContainer", &format!("{entity}<KeyContainer"));
    assert_eq!(Format::detect(text.as_bytes()), None);
    assert_eq!(Format::Pskc.read(text.as_bytes()).unwrap_err(), Refusal::FileDamaged, "no document types");
}

/// The oldest drafts name a value by an attribute, and always write it in base64.
#[test]
fn the_oldest_drafts_are_read() {
    let counter = BASE64.encode(&42u64.to_be_bytes());
    let text = format!(
        "<o:SecretContainer xmlns:o=\"http://www.openauthentication.org/OATH/2006/08/PSKC\" version=\"1.2\">\
         <o:EncryptionMethod algorithm=\"NONE\"/><o:DigestMethod algorithm=\"HMAC-SHA1\"/><o:Device>\
         <o:DeviceId><o:Manufacturer>Acme</o:Manufacturer><o:SerialNo>7</o:SerialNo></o:DeviceId>\
         <o:Secret SecretAlgorithm=\"HOTP\" SecretId=\"7\">\
         <o:Usage><o:ResponseFormat format=\"DECIMAL\" length=\"8\"/></o:Usage>\
         <o:Data Name=\"SECRET\"><o:Value>{}</o:Value></o:Data><o:Data Name=\"COUNTER\"><o:Value>{counter}</o:Value></o:Data>\
         </o:Secret></o:Device></o:SecretContainer>",
        BASE64.encode(SEED)
    );
    let read = read_plain(&text);
    let account = &read[0].as_ref().unwrap().account;
    assert_eq!((account.parameters.kind(), account.parameters.digits()), (Kind::Hotp { counter: 42 }, 8));
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Acme", "7"));
    assert_eq!(account.secret.expose(), SEED);
}

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
        "<EncryptionKey>{stated}</EncryptionKey><MACMethod Algorithm=\"{mac}\"><MACKey>{mac_key}</MACKey></MACMethod>{}{}",
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
             <KeyLength>{length}</KeyLength><PRF{prf}/></PBKDF2-params></xenc11:KeyDerivationMethod></xenc11:DerivedKey>"
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

/// A signed file is the same file, and `pskctool` agrees that the one made here is valid.
#[test]
fn what_pskctool_writes_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(folder.path()).output();
        output.ok().filter(|output| output.status.success())
    };
    let certificate = [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "crt", "-days", "1", "-subj",
        "/CN=a",
    ];
    if run("pskctool", &["--version"]).is_none() || run("openssl", &certificate).is_none() {
        eprintln!("skipped: pskctool or openssl is absent");
        return;
    }
    let totp = HOTP.replace("hotp", "totp");
    let data = [secret(), plain("Time", "0"), plain("TimeInterval", "60")].concat();
    let text = container(
        &[package(HOTP, &[secret(), plain("Counter", "5")].concat(), ""), package(&totp, &data, "")].concat(),
    );
    std::fs::write(folder.path().join("plain"), &text).unwrap();
    let shown = run("pskctool", &["--info", "plain"]).unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.matches(&BASE64.encode(SEED)).count(), 2, "{shown}");
    let signed = run("pskctool", &["--sign", "--sign-key", "key", "--sign-crt", "crt", "plain"]).unwrap();
    let signed = String::from_utf8(signed.stdout).unwrap();
    assert!(signed.contains("SignatureValue"));
    assert_eq!(read_plain(&signed), read_plain(&text));
}
