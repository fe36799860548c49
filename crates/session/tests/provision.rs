//! Accounts that an organisation hands out: each comes once, whatever becomes of it.

use std::fs;

use data_encoding::BASE64;
use watchword_policy::{InForce, Layer, Reading, Scope};
use watchword_session::{PolicyProblem, Session, Source, StoreKind};

use crate::common::{HOTP_CODES, NEW_PIN, PIN, SECRET, Setup};

/// A PSKC file (RFC 6030) with this many tokens, the first of which is the counter-based one of
/// RFC 4226.
fn pskc(tokens: u32) -> String {
    let key = |number: u32| {
        let seed = if number == 0 { "12345678901234567890".into() } else { format!("a seed of token {number:06}") };
        let (kind, data) = if number == 0 {
            ("hotp", "<Counter><PlainValue>0</PlainValue></Counter>")
        } else {
            ("totp", "<TimeInterval><PlainValue>30</PlainValue></TimeInterval>")
        };
        format!(
            r#"<KeyPackage><Key Id="{number}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:{kind}"><Issuer>Example</Issuer><AlgorithmParameters><ResponseFormat Length="6" Encoding="DECIMAL"/></AlgorithmParameters><Data><Secret><PlainValue>{}</PlainValue></Secret>{data}</Data></Key></KeyPackage>"#,
            BASE64.encode(seed.as_bytes())
        )
    };
    let keys: String = (0..tokens).map(key).collect();
    format!(
        r#"<?xml version="1.0"?><KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc">{keys}</KeyContainer>"#
    )
}

/// Provisions a file, and returns the numbers of accounts that were added and that there are.
fn provision(setup: &Setup, session: &mut Session, tokens: u32) -> (u32, usize) {
    let file = setup.path().join("seeds.pskcxml");
    fs::write(&file, pskc(tokens)).unwrap();
    session.bring(Source::File(file).read(|| true)).unwrap();
    let accepted = session.provision(&|_, _| true).unwrap();
    (accepted.report.added, accepted.vault.rows.len())
}

#[test]
fn accounts_are_handed_out_once() {
    let (setup, mut session) = Setup::unlocked();
    assert_eq!(provision(&setup, &mut session, 500), (500, 500));
    assert_eq!(provision(&setup, &mut session, 500), (0, 500));
    assert_eq!(provision(&setup, &mut session, 501), (1, 501));
    let rows = session.vault().unwrap().rows;
    session.next_code(&rows[0].id, None).unwrap();
    session.trash(&rows[1].id).unwrap();
    assert_eq!(provision(&setup, &mut session, 501), (0, 500), "one in the trash stays there");
    session.empty_trash().unwrap();
    let mut session = setup.unlocked_session();
    assert_eq!(provision(&setup, &mut session, 501), (0, 500), "and a deleted one is gone for good");
    assert_eq!(*session.next_code(&rows[0].id, None).unwrap().code, HOTP_CODES[1], "no counter was set back");
}

#[test]
fn restored_accounts_are_not_added_again() {
    let (setup, mut session) = Setup::unlocked();
    assert_eq!(provision(&setup, &mut session, 3), (3, 3));
    session.new_recovery_key(PIN).unwrap();
    let key = session.copy_recovery_key().unwrap().text;
    session.confirm_recovery_key(&key[key.len() - 4..]).unwrap();
    let backup = setup.path().join("backup.age");
    session.save_backup(&backup).unwrap();
    let other = Setup::empty();
    let mut session = other.session();
    session.choose_backup(&backup).unwrap();
    session.restore_backup(&key, NEW_PIN, StoreKind::Keyring, None).unwrap();
    assert_eq!(provision(&other, &mut session, 3), (0, 3));
}

#[test]
fn account_that_the_user_has_already_is_not_added_again() {
    let (setup, mut session) = Setup::unlocked();
    crate::common::add(&mut session, &format!("otpauth://hotp/Own:name?secret={SECRET}&counter=7"));
    assert_eq!(provision(&setup, &mut session, 2), (1, 2));
    let rows = session.vault().unwrap().rows;
    assert_eq!((rows[0].issuer.as_str(), rows[0].counter.as_deref()), ("Own", Some("7")));
}

#[test]
fn organisations_files_count_where_the_users_do_not() {
    let setup = Setup::with_vault();
    let folder = setup.path().join("handed-out");
    let values = serde_json::json!({"FilesAllowed": false, "ProvisioningFolder": folder});
    let layer = Layer { place: String::new(), scope: Scope::Machine, values: values.as_object().unwrap().clone() };
    let reading = Reading { layers: vec![layer], faults: Vec::new() };
    let mut session = setup.session().with_policy(Box::new(move || InForce::of(reading.clone())));
    session.unlock(PIN).unwrap();
    assert_eq!(session.provisioning_folder(), Some(folder));
    let not_allowed = Err(PolicyProblem::NotAllowed.into());
    assert_eq!(session.may_choose_files(), not_allowed, "or the user would name any file as handed out");
    assert_eq!(provision(&setup, &mut session, 2), (2, 2));
}
