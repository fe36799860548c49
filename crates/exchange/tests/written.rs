//! What is written in other apps' formats is read back equal, holds to those apps' rules, and
//! leaves out what they have no place for.

use std::collections::HashSet;

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::{BASE64, HEXLOWER};
use proptest::prelude::*;
use serde_json::Value;
use watchword_exchange::{Content, Export, Exports, Format, Imported, LeftOut, NoPlace, Outcome, Written, parse};
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};

use crate::strategies::account;

/// Bytes that are never twice the same: the apps' formats need no more here.
fn counting() -> impl FnMut(&mut [u8]) {
    let mut count = 0u64;
    move |bytes| {
        for chunk in bytes.chunks_mut(8) {
            count += 1;
            let next = count.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            chunk.copy_from_slice(&next[..chunk.len()]);
        }
    }
}

fn file(written: &Written) -> &[u8] {
    match &written.content {
        Content::File(bytes) => bytes,
        Content::QrCodes(_) => panic!("a file"),
    }
}

fn read(bytes: &[u8], password: &str) -> Vec<Imported> {
    let read = match Format::detect(bytes).unwrap().read(bytes).unwrap() {
        Outcome::Read(read) => read,
        Outcome::Encrypted(encrypted) => {
            assert!(encrypted.open("another").is_err());
            encrypted.open(password).unwrap()
        }
    };
    read.entries.into_iter().map(|entry| entry.content.unwrap()).collect()
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn imported(kind: Kind, algorithm: Algorithm, digits: u32) -> Imported {
    let parameters = Parameters::new(kind, algorithm, digits).unwrap();
    let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
    let account = Account { issuer: "Example".into(), account: "jane".into(), parameters, secret };
    Imported {
        groups: vec!["Work".into(), "Köln".into()],
        note: "first\nsecond".to_owned().into(),
        ..Imported::from(account)
    }
}

/// One account of each kind, and those that some app has no place for.
fn every_kind() -> Vec<Imported> {
    let totp = |period| Kind::Totp { period };
    vec![
        imported(totp(30), Algorithm::Sha1, 6),
        imported(totp(60), Algorithm::Sha256, 8),
        imported(totp(45), Algorithm::Sha512, 6),
        imported(totp(30), Algorithm::Sha1, 10),
        imported(totp(30), Algorithm::Sha1, 7),
        imported(Kind::Steam { period: 30 }, Algorithm::Sha1, 5),
        imported(Kind::Hotp { counter: 7 }, Algorithm::Sha512, 8),
        imported(Kind::Hotp { counter: 1 << 31 }, Algorithm::Sha1, 6),
        imported(Kind::Hotp { counter: 1 << 63 }, Algorithm::Sha1, 6),
    ]
}

fn without(accounts: &[Imported], left_out: &[LeftOut]) -> Vec<Imported> {
    let is_kept = |index: &usize| left_out.iter().all(|left| left.index != *index);
    accounts.iter().enumerate().filter(|(index, _)| is_kept(index)).map(|(_, account)| account.clone()).collect()
}

#[test]
fn what_has_no_place_is_left_out_and_named() {
    use NoPlace::{Counter, Digits, Hotp, Period, Steam};
    for (export, expected) in [
        (Export::UriList, vec![]),
        (Export::Aegis, vec![(8, Counter)]),
        (Export::TwoFas, vec![(2, Period), (3, Digits), (7, Counter), (8, Counter)]),
        (Export::TwoFasEncrypted("password"), vec![(2, Period), (3, Digits), (7, Counter), (8, Counter)]),
        (Export::BitwardenAuthenticator, vec![(6, Hotp), (7, Hotp), (8, Hotp)]),
        (Export::GoogleMigration, vec![(1, Period), (2, Period), (3, Digits), (4, Digits), (5, Steam), (8, Counter)]),
        (Export::Pskc, vec![(5, Steam), (8, Counter)]),
    ] {
        let left_out = export.write(&every_kind(), &mut counting()).left_out;
        let expected: Vec<_> = expected.into_iter().map(|(index, why)| LeftOut { index, why }).collect();
        assert_eq!(left_out, expected);
        assert!(export.write(&[], &mut counting()).left_out.is_empty());
    }
}

#[test]
fn encrypted_vaults_of_aegis_are_read_back() {
    let accounts = every_kind();
    let written = Export::AegisEncrypted("pässword").write(&accounts, &mut counting());
    assert_eq!(read(file(&written), "pässword"), without(&accounts, &written.left_out));
    let vault = json(file(&written));
    let slot = &vault["header"]["slots"][0];
    assert_eq!((&slot["n"], &slot["r"], &slot["p"], &slot["type"]), (&32768.into(), &8.into(), &1.into(), &1.into()));
    let hex = |value: &Value| HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap();
    assert_eq!((hex(&slot["salt"]).len(), hex(&slot["key"]).len()), (32, 32));
    for params in [&slot["key_params"], &vault["header"]["params"]] {
        assert_eq!((hex(&params["nonce"]).len(), hex(&params["tag"]).len()), (12, 16));
    }
    let plain = json(file(&Export::Aegis.write(&accounts, &mut counting())));
    let entries = plain["db"]["entries"].as_array().unwrap();
    let ids: HashSet<_> = entries.iter().map(|entry| entry["uuid"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), plain["db"]["groups"].as_array().unwrap().len()), (entries.len(), 2));
    for id in ids {
        let parts: Vec<_> = id.split('-').map(str::len).collect();
        assert_eq!((parts.as_slice(), &id[14..15]), ([8, 4, 4, 4, 12].as_slice(), "4"), "RFC 9562");
    }
}

/// The services of a backup of 2FAS, opened with the app's parameters.
fn opened(sealed: &Value, password: &str) -> Vec<u8> {
    let parts: Vec<_> =
        sealed.as_str().unwrap().split(':').map(|part| BASE64.decode(part.as_bytes()).unwrap()).collect();
    let [sealed, salt, nonce] = parts.as_slice() else { panic!("three parts") };
    let key = pbkdf2::pbkdf2_hmac_array::<sha2::Sha256, 32>(password.as_bytes(), salt, 10_000);
    let nonce = Nonce::from(<[u8; 12]>::try_from(nonce.as_slice()).unwrap());
    Aes256Gcm::new(&key.into()).decrypt(&nonce, sealed.as_slice()).unwrap()
}

#[test]
fn backups_of_2fas_have_the_apps_fields() {
    let accounts = every_kind();
    let backup = json(file(&Export::TwoFas.write(&accounts, &mut counting())));
    let services = backup["services"].as_array().unwrap();
    let first = &services[0];
    assert_eq!((&first["name"], &first["secret"]), (&"Example".into(), &"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".into()));
    assert_eq!(first["otp"]["tokenType"], "TOTP");
    let [_, work] = backup["groups"].as_array().unwrap().as_slice() else { panic!("two groups") };
    assert_eq!((&work["name"], &work["id"]), (&"Work".into(), &first["groupId"]), "the first group");
    let otp = |at: usize| {
        (&services[at]["otp"]["tokenType"], &services[at]["otp"]["counter"], &services[at]["otp"]["period"])
    };
    assert_eq!(otp(3), (&"STEAM".into(), &Value::Null, &30.into()));
    assert_eq!(otp(4), (&"HOTP".into(), &7.into(), &Value::Null));
    assert_eq!(services[4]["otp"]["algorithm"], "SHA512");

    let sealed = json(file(&Export::TwoFasEncrypted("pässword").write(&accounts, &mut counting())));
    assert_eq!(sealed["services"], Value::Array(vec![]));
    let mut opened_services = json(&opened(&sealed["servicesEncrypted"], "pässword"));
    for (service, plain) in opened_services.as_array_mut().unwrap().iter_mut().zip(services) {
        service["groupId"] = plain["groupId"].clone();
    }
    assert_eq!(opened_services, backup["services"]);
    assert!(opened(&sealed["reference"], "pässword").starts_with(b"tRViSsLKzd86Hprh4ceC2OP7xazn4rrt"));
    assert_eq!(opened(&sealed["reference"], "pässword").len(), 256);
}

#[test]
fn items_of_bitwarden_authenticator_hold_uris() {
    let accounts = every_kind();
    let export = json(file(&Export::BitwardenAuthenticator.write(&accounts, &mut counting())));
    let items = export["items"].as_array().unwrap();
    assert_eq!((items.len(), &export["encrypted"]), (6, &false.into()));
    for (item, imported) in items.iter().zip(&accounts) {
        assert_eq!(
            (&item["type"], &item["name"], &item["notes"]),
            (&1.into(), &"Example".into(), &"first\nsecond".into())
        );
        let read = parse(item["login"]["totp"].as_str().unwrap()).unwrap().into_account().unwrap();
        assert_eq!((read.parameters, &read.secret), (imported.account.parameters, &imported.account.secret));
    }
    assert_eq!(items[5]["login"]["totp"], "steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

#[test]
fn google_migrations_are_split_over_qr_codes() {
    let accounts: Vec<_> = (0..25)
        .map(|counter| imported(Kind::Hotp { counter }, Algorithm::Sha256, 8))
        .chain((1..=5).map(|length| {
            let mut imported = imported(Kind::Totp { period: 30 }, Algorithm::Sha1, 6);
            imported.account.secret = Secret::new(vec![255; length * 100]).unwrap();
            imported
        }))
        .collect();
    let written = Export::GoogleMigration.write(&accounts, &mut counting());
    assert!(written.left_out.is_empty());
    let Content::QrCodes(codes) = &written.content else { panic!("QR codes") };
    let mut exports = Exports::default();
    let mut read = Vec::new();
    for code in codes {
        assert!(code.text.len() <= 2_331 && code.text.starts_with("otpauth-migration://offline?data="));
        let entries = parse(&code.text).unwrap().entries;
        assert!((1..=10).contains(&entries.len()) && entries.len() == code.accounts);
        for entry in entries {
            assert!(exports.add(entry.part.unwrap()));
            read.push(entry.content.unwrap().account);
        }
    }
    assert_eq!(exports.progress(), None, "complete");
    assert!(read.iter().eq(accounts.iter().map(|imported| &imported.account)));
    let mut long = accounts[0].clone();
    long.account.issuer = "漢".repeat(256);
    long.account.account = "漢".repeat(256);
    long.account.secret = Secret::new(vec![255; 300]).unwrap();
    let left_out = Export::GoogleMigration.write(&[long], &mut counting()).left_out;
    assert_eq!(left_out, [LeftOut { index: 0, why: NoPlace::Length }]);
}

prop_compose! {
    /// Accounts whose names a reader has no reason to split, half of them as sites hand them out.
    fn any_imported()(
        account in account(),
        is_common in any::<bool>(),
        groups in prop::collection::btree_set("[a-zß漢]{1,10}", 0..4),
        note in "([a-z\"\\\\ 漢]{0,10}x(\n|))?",
    ) -> Imported {
        let Account { issuer, account, mut parameters, secret } = account;
        if is_common && matches!(parameters.kind(), Kind::Totp { .. }) {
            parameters = Parameters::new(Kind::Totp { period: 30 }, parameters.algorithm(), 6).unwrap();
        }
        let plain = |name: String| name.replace([':', '@'], ".");
        let account = Account { issuer: plain(issuer), account: plain(account), parameters, secret };
        let groups = groups.into_iter().collect();
        Imported { groups, note: note.trim().to_owned().into(), ..Imported::from(account) }
    }
}

proptest! {
    #[test]
    fn accounts_are_read_back_equal(accounts in prop::collection::vec(any_imported(), 1..20)) {
        let plain = |imported: &Imported| Imported::from(imported.account.clone());
        let list = Export::UriList.write(&accounts, &mut counting());
        prop_assert_eq!(read(file(&list), ""), accounts.iter().map(plain).collect::<Vec<_>>());
        let aegis = Export::Aegis.write(&accounts, &mut counting());
        let kept = without(&accounts, &aegis.left_out);
        if kept.is_empty() { return Ok(()) }
        prop_assert_eq!(read(file(&aegis), ""), kept);
        let google = Export::GoogleMigration.write(&accounts, &mut counting());
        let Content::QrCodes(codes) = &google.content else { panic!("QR codes") };
        let entries = codes.iter().flat_map(|code| parse(&code.text).unwrap().entries);
        let read: Vec<_> = entries.map(|entry| entry.content.unwrap()).collect();
        prop_assert_eq!(read, without(&accounts, &google.left_out).iter().map(plain).collect::<Vec<_>>());
    }

    /// As far as this crate reads these formats; the tests above compare their fields.
    #[test]
    fn accounts_with_an_issuer_are_read_back_equal(accounts in prop::collection::vec(any_imported(), 1..20)) {
        let accounts: Vec<_> = accounts.into_iter().filter(|imported| !imported.account.issuer.is_empty()).collect();
        for export in [Export::TwoFas, Export::BitwardenAuthenticator] {
            let written = export.write(&accounts, &mut counting());
            let kept = without(&accounts, &written.left_out);
            if kept.is_empty() || Format::detect(file(&written)).is_none() { continue }
            for (read, imported) in read(file(&written), "").iter().zip(&kept) {
                // Bitwarden Authenticator's own URI for Steam has no names.
                if export == Export::TwoFas || !matches!(imported.account.parameters.kind(), Kind::Steam { .. }) {
                    prop_assert_eq!(&read.account, &imported.account);
                }
            }
        }
    }
}
