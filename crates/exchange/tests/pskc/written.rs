//! Containers that are written here.

use data_encoding::BASE64;
use watchword_exchange::{Content, Export, Imported};
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};

use crate::{SEED, read_plain, run};

fn account(issuer: &str, account: &str, kind: Kind, algorithm: Algorithm, digits: u32) -> Imported {
    let parameters = Parameters::new(kind, algorithm, digits).unwrap();
    let secret = Secret::new(SEED.to_vec()).unwrap();
    Imported::from(Account { issuer: issuer.into(), account: account.into(), parameters, secret })
}

fn accounts() -> [Imported; 4] {
    [
        account("Example", "Jane's & <Joe's> \"]]>", Kind::Totp { period: 60 }, Algorithm::Sha512, 10),
        account("", "漢字", Kind::Hotp { counter: i64::MAX as u64 }, Algorithm::Sha1, 6),
        account("Example", "", Kind::Hotp { counter: 0 }, Algorithm::Sha256, 8),
        account("Example\u{ffff}", "jane", Kind::Totp { period: 30 }, Algorithm::Sha1, 6),
    ]
}

fn written() -> String {
    let mut keys = 0;
    let mut random = |bytes: &mut [u8]| {
        keys += 1;
        bytes.fill(keys);
    };
    let written = Export::Pskc.write(&accounts(), &mut random);
    let Content::File(bytes) = written.content else { panic!("a file") };
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn what_is_written_is_read_back_equal() {
    let mut expected = accounts().map(|imported| imported.account);
    expected[3].issuer = "Example".into();
    let mut read = read_plain(&written()).into_iter().map(|content| content.unwrap().account).collect::<Vec<_>>();
    // A key without a name has its identifier for one.
    assert_eq!(read[2].account.len(), 36);
    read[2].account.clear();
    assert_eq!(read, expected);
}

#[test]
fn what_is_written_is_read_by_pskctool() {
    let folder = tempfile::tempdir().unwrap();
    if run("pskctool", &["--version"], folder.path()).is_none() {
        eprintln!("skipped: pskctool is absent");
        return;
    }
    std::fs::write(folder.path().join("written"), written()).unwrap();
    let shown = run("pskctool", &["--info", "written"], folder.path()).unwrap();
    for (expected, times) in [
        (format!("Key Secret (base64): {}", BASE64.encode(SEED)), 4),
        ("\tIssuer: Example".into(), 3),
        ("FriendlyName: Jane's & <Joe's> \"]]>".into(), 1),
        ("FriendlyName: 漢字".into(), 1),
        ("Algorithm: urn:ietf:params:xml:ns:keyprov:pskc:totp".into(), 2),
        ("Algorithm: urn:ietf:params:xml:ns:keyprov:pskc:hotp".into(), 2),
        ("Suite: HMAC-SHA512".into(), 1),
        ("Response Format Length: 10".into(), 1),
        ("Key Counter: 9223372036854775807".into(), 1),
        ("Key TimeInterval: 60".into(), 1),
    ] {
        assert_eq!(shown.matches(&expected).count(), times, "{expected}: {shown}");
    }
    run("pskctool", &["--validate", "written"], folder.path()).expect("valid by the RFC's schema");
}
