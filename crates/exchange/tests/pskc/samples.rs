//! Reads other people's PSKC files in `shared/samples/pskc`, next to the workspace, and compares
//! them with what the manifest and the files themselves state. Without that folder, the tests say
//! so and pass.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER_PERMISSIVE;
use serde_json::Value;
use watchword_exchange::{Format, Imported, Lock, Outcome, ParameterFault, Refusal};
use watchword_otp::Kind;

use crate::Contents;

/// Keys without a type, as python-pskc's tests of ciphers have them, are given one.
const UNTYPED: (&str, &str) = ("<Key>", "<Key Algorithm=\"urn:ietf:params:xml:ns:keyprov:pskc:hotp\">");

/// The pre-shared key of most files, and the seed of most keys.
const KEY: &str = "12345678901234567890123456789012";
const TEXT: &str = "12345678901234567890";

/// Each file's password, and the first key's secret in hexadecimal or text, and its counter: as the
/// file's own comment or python-pskc's tests state them.
const OPENED: [(&str, &str, &str, u64); 25] = [
    ("oath-toolkit__pskctool__tests__pskc-figure6.xml", KEY, TEXT, 0),
    ("oath-toolkit__pskctool__tests__pskc-figure7.xml", "qwerty", TEXT, 0),
    ("python-pskc__rfc6030__figure6.pskcxml", KEY, TEXT, 0),
    ("python-pskc__rfc6030__figure7.pskcxml", "qwerty", TEXT, 0),
    ("python-pskc__draft-ietf-keyprov-pskc-02__figure4.pskcxml", KEY, TEXT, 0),
    ("python-pskc__draft-ietf-keyprov-pskc-02__figure5.pskcxml", "qwerty", TEXT, 0),
    (OLDEST[0], "qwerty", "65670bbe91685cd1c01be971dfe470", 100),
    (OLDEST[1], "qwerty", "65670bbe91685cd1c01be971dfe470", 100),
    (
        "python-pskc__actividentity__test.pskcxml",
        "fe0de6b806c09b762c4b49a666a27b72",
        "dce70c2a0c1f5806f316ca8d09456eb4765ad053",
        837_830_147,
    ),
    ("python-pskc__encryption__aes128-cbc.pskcxml", KEY, TEXT, 0),
    ("python-pskc__encryption__aes192-cbc.pskcxml", "123456789012345678901234567890123456789012345678", TEXT, 0),
    (
        "python-pskc__encryption__aes256-cbc.pskcxml",
        "1234567890123456789012345678901234567890123456789012345678901234",
        TEXT,
        0,
    ),
    (
        "python-pskc__encryption__kw-aes128.pskcxml",
        "000102030405060708090A0B0C0D0E0F",
        "00112233445566778899aabbccddeeff",
        0,
    ),
    (
        "python-pskc__encryption__kw-aes192.pskcxml",
        "000102030405060708090A0B0C0D0E0F1011121314151617",
        "00112233445566778899aabbccddeeff",
        0,
    ),
    (
        "python-pskc__encryption__kw-aes256.pskcxml",
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "00112233445566778899aabbccddeeff0001020304050607",
        0,
    ),
    ("python-pskc__encryption__mac-over-plaintext.pskcxml", KEY, TEXT, 0),
    ("python-pskc__encryption__no-mac-key.pskcxml", KEY, TEXT, 0),
    ("python-pskc__encryption__tripledes-cbc.pskcxml", KEY, TEXT, 0),
    (
        "python-pskc__draft-hoyer-keyprov-portable-symmetric-key-container-00__non-encrypted.pskcxml",
        "",
        "5a57634c7670466f584e4841472b6c78332b5277",
        12,
    ),
    (
        "python-pskc__draft-hoyer-keyprov-portable-symmetric-key-container-01__non-encrypted.pskcxml",
        "",
        "5a57634c7670466f584e4841472b6c78332b5277",
        42,
    ),
    ("python-pskc__multiotp__pskc-hotp-aes.txt", KEY, TEXT, 0),
    (
        "python-pskc__multiotp__tokens_hotp_pbe.pskc",
        "qwerty",
        "5d3a38bf5476d6f0b897f1e62887cb3ce833a5b9",
        3_175_185_617_134_465,
    ),
    ("python-pskc__rfc6030__figure2.pskcxml", "", "31323334", 0),
    ("python-pskc__misc__policy.pskcxml", "", TEXT, 0),
    ("python-pskc__rfc6030__figure10.pskcxml", "", TEXT, 0),
];

const OLDEST: [&str; 2] = [
    "python-pskc__draft-hoyer-keyprov-portable-symmetric-key-container-00__password-encrypted.pskcxml",
    "python-pskc__draft-hoyer-keyprov-portable-symmetric-key-container-01__password-encrypted.pskcxml",
];

fn folder() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

fn read(name: &str, password: &str) -> Result<Contents, Refusal> {
    let text = std::fs::read_to_string(folder().unwrap().join("pskc").join(name)).unwrap();
    let text = text.replace(UNTYPED.0, UNTYPED.1);
    let read = match Format::detect(text.as_bytes()).ok_or(Refusal::Malformed)?.read(text.as_bytes())? {
        Outcome::Read(read) => read,
        Outcome::Encrypted(encrypted) => encrypted.open(password)?,
    };
    Ok(read.entries.into_iter().map(|entry| entry.content).collect())
}

fn pskc() -> Vec<Value> {
    let Some(folder) = folder() else { return Vec::new() };
    let mut manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
    let Value::Array(files) = manifest["files"].take() else { panic!("no list") };
    files.into_iter().filter(|file| file["format"] == "pskc").collect()
}

/// The secret is in hexadecimal, unless those digits are the text that the RFC's examples hold.
fn is_secret(imported: &Imported, stated: &str) -> bool {
    let hex = HEXLOWER_PERMISSIVE.decode(stated.as_bytes()).unwrap();
    let secret = imported.account.secret.expose();
    secret == hex || (stated == TEXT && secret == stated.as_bytes())
}

#[test]
fn files_are_read_as_the_manifest_states() {
    let mut compared = 0;
    for sample in pskc() {
        let name = sample["file"].as_str().unwrap().strip_prefix("pskc/").unwrap();
        let stated = ["expected_entries_stated", "entries_by_reference_decoder"].map(|key| sample[key].as_array());
        let Some(stated) = stated.into_iter().flatten().next() else { continue };
        let password = sample["password"].as_str().unwrap_or_default();
        let read = match read(name, password.strip_prefix("hex:").unwrap_or(password)) {
            Ok(read) => read,
            Err(Refusal::NewerVersion) if name.contains("wrongversion") => continue,
            Err(why) => panic!("{name}: {why}"),
        };
        compared += 1;
        for (at, stated) in stated.iter().enumerate() {
            let imported = match &read[stated["index"].as_u64().map_or(at, |index| index as usize)] {
                Ok(imported) => imported,
                Err(why) => {
                    assert!(is_refused_rightly(name, stated, why), "{name}, {at}: {why}");
                    continue;
                }
            };
            let text = |key: &str| stated[key].as_str();
            assert!(is_secret(imported, text("secret_hex").unwrap()), "{name}, {at}");
            let account = &imported.account;
            assert!(text("issuer").is_none_or(|issuer| issuer == account.issuer), "{name}, {at}: {account:?}");
            let digits = text("digits").map_or(account.parameters.digits(), |digits| digits.parse().unwrap());
            assert_eq!(account.parameters.digits(), digits, "{name}, {at}");
            match account.parameters.kind() {
                Kind::Hotp { counter } => {
                    assert!(number(stated, "counter").is_none_or(|stated| stated == counter), "{name}, {at}");
                }
                Kind::Totp { period } => {
                    assert_eq!(u64::from(period), number(stated, "timeinterval").unwrap_or(30), "{name}, {at}");
                }
                Kind::Steam { .. } => panic!("{name}, {at}"),
            }
        }
    }
    if folder().is_some() {
        assert_eq!(compared, 43);
    }
}

fn number(stated: &Value, key: &str) -> Option<u64> {
    stated[key].as_str().map(|number| number.parse().unwrap())
}

/// Whether a key isn't one for HOTP or TOTP, or has parameters that change its codes.
fn is_refused_rightly(name: &str, stated: &Value, why: &Refusal) -> bool {
    let urn = stated["algorithm_urn"].as_str().unwrap_or_default().to_ascii_lowercase();
    match why {
        Refusal::UnsupportedType(_) => {
            !urn.ends_with("hotp") && !urn.ends_with("totp") || stated["encoding"] == "ALPHANUMERIC"
        }
        Refusal::Parameter { .. } => name.contains("pskc-all") || name.contains("checkdigits"),
        Refusal::Digits => stated["digits"] == "3",
        _ => false,
    }
}

#[test]
fn encrypted_files_open_with_their_passwords() {
    if folder().is_none() {
        return;
    }
    for (name, password, secret, counter) in OPENED {
        let read = read(name, password).unwrap_or_else(|why| panic!("{name}: {why}"));
        let imported = read[0].as_ref().unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(is_secret(imported, secret), "{name}");
        assert_eq!(imported.account.parameters.kind(), Kind::Hotp { counter }, "{name}");
        if !password.is_empty() {
            assert_eq!(self::read(name, "not it").unwrap_err(), Refusal::WrongPassword, "{name}");
            let other = password.replace('1', "3").replace("qwerty", "qwertz").replace("00", "01").replace("fe", "fd");
            assert_eq!(self::read(name, &other).unwrap_err(), Refusal::WrongPassword, "{name}");
        }
    }
}

#[test]
fn files_that_cannot_be_read_say_why() {
    if folder().is_none() {
        return;
    }
    let named = |name: &str| Refusal::UnsupportedAlgorithm(name.into());
    let camellia =
        ["camellia128-cbc", "camellia192-cbc", "camellia256-cbc", "kw-camellia128", "kw-camellia192", "kw-camellia256"];
    for cipher in camellia {
        assert_eq!(
            read(&format!("python-pskc__encryption__{cipher}.pskcxml"), KEY),
            Err(named("Camellia")),
            "{cipher}"
        );
    }
    for (name, why) in [
        ("python-pskc__rfc6030__figure8.pskcxml", named("RSA")),
        ("oath-toolkit__pskctool__tests__pskc-figure8.xml", named("RSA")),
        ("python-pskc__draft-ietf-keyprov-pskc-02__figure6.pskcxml", named("RSA")),
        ("python-pskc__encryption__kw-tripledes.pskcxml", named("kw-tripledes")),
        ("python-pskc__encryption__aes128-cbc-noiv.pskcxml", Refusal::WrongPassword),
        ("python-pskc__invalid__incomplete-derivation.pskcxml", Refusal::FileDamaged),
        ("python-pskc__invalid__mac-algorithm.pskcxml", named("hmac-zha9")),
        ("python-pskc__invalid__mac-value.pskcxml", Refusal::WrongPassword),
        ("python-pskc__invalid__missing-encryption-method.pskcxml", Refusal::FileDamaged),
        ("python-pskc__invalid__unknown-encryption.pskcxml", named("unknown")),
        ("python-pskc__invalid__notxml.pskcxml", Refusal::Malformed),
        ("python-pskc__invalid__wrongelement.pskcxml", Refusal::Malformed),
        ("oath-toolkit__pskctool__tests__pskc-invalid.xml", Refusal::Malformed),
        ("python-pskc__invalid__wrongversion.pskcxml", Refusal::NewerVersion),
    ] {
        assert_eq!(read(name, KEY), Err(why), "{name}");
    }
    let empty = Refusal::Secret(watchword_otp::InvalidSecret::Empty);
    for (name, why) in [
        ("python-pskc__rfc6030__figure4.pskcxml", Refusal::Locked(Lock::Device)),
        ("oath-toolkit__pskctool__tests__pskc-figure4.xml", Refusal::Locked(Lock::Device)),
        ("python-pskc__draft-ietf-keyprov-pskc-02__figure7.pskcxml", Refusal::Locked(Lock::Device)),
        ("python-pskc__invalid__missing-encryption.pskcxml", Refusal::FileDamaged),
        ("python-pskc__invalid__no-mac-method.pskcxml", Refusal::FileDamaged),
        ("python-pskc__invalid__not-boolean.pskcxml", Refusal::FileDamaged),
        ("python-pskc__invalid__not-integer.pskcxml", empty.clone()),
        ("python-pskc__invalid__not-integer2.pskcxml", empty),
        ("python-pskc__nagraid__file1.pskcxml", Refusal::UnsupportedType("ocra".into())),
        (
            "oath-toolkit__pskctool__tests__pskc-all.xml",
            Refusal::Parameter { name: "CheckDigits".into(), fault: ParameterFault::Unknown },
        ),
    ] {
        let key = if name.contains("nagraid") { "4A057F6AB6FCB57AB5408E46A9835E68" } else { KEY };
        let read = read(name, key).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(
            !read.is_empty() && read.iter().all(|content| content.as_ref().err() == Some(&why)),
            "{name}: {read:?}"
        );
    }
    assert_eq!(read("oath-toolkit__libpskc__examples__pskc-mini.xml", ""), Ok(vec![]));
    assert_eq!(read("python-pskc__misc__partialxml.pskcxml", "").unwrap().len(), 5);
}

#[test]
fn numbers_are_decimal_or_bytes() {
    if folder().is_none() {
        return;
    }
    let name = "python-pskc__misc__integers.pskcxml";
    let text = std::fs::read_to_string(folder().unwrap().join("pskc").join(name)).unwrap();
    // Its keys have no secret, so each is given one.
    let typed =
        text.replace("<Key><Data>", &format!("{}<Data><Secret><PlainValue>MTIzNA==</PlainValue></Secret>", UNTYPED.1));
    let Ok(Outcome::Encrypted(encrypted)) = Format::Pskc.read(typed.as_bytes()) else { panic!("encrypted") };
    let read = encrypted.open(KEY).unwrap();
    let counters: Vec<_> =
        read.entries.iter().map(|entry| entry.content.as_ref().unwrap().account.parameters.kind()).collect();
    let expected = [831_791, 709_791, 405_834, 298_507, 961_392].map(|counter| Kind::Hotp { counter });
    assert_eq!(counters, expected);
}

/// SHA-256 from the suite, and a period of two days, which is beyond TOTP's use here.
#[test]
fn long_periods_are_refused() {
    if folder().is_none() {
        return;
    }
    let read = read("python-pskc__misc__SampleFullyQualifiedNS.xml", "3FCA3158035072D6").unwrap();
    assert_eq!(read[0], Err(Refusal::Period));
    assert_eq!(read[1], Err(Refusal::UnsupportedType("ocra".into())));
}
