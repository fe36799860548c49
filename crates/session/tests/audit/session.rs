//! What a session writes: each act with the account's id, whatever becomes of the log.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use watchword_policy::{Fault, Layer, Reading, Reason, Scope};
use watchword_session::audit::{read_log, verify};
use watchword_session::{ExportFormat, InForce, Locale, Session, Words};

use crate::common::{HOTP_LINK, NEW_PIN, PIN, Setup, TOTP_LINK, WRONG_PIN, add, at};

fn logged(setup: &Setup, more: &Value) -> Session {
    let mut values = json!({"AuditLog": "file"});
    values.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let layer = Layer { place: String::new(), scope: Scope::Machine, values: values.as_object().unwrap().clone() };
    let reading = Reading { layers: vec![layer], faults: Vec::new() };
    setup.session().with_policy(Box::new(move || InForce::of(reading.clone())))
}

fn file(setup: &Setup) -> PathBuf {
    setup.data().join("audit.log")
}

fn acts(setup: &Setup) -> Vec<(String, Value)> {
    let text = fs::read_to_string(file(setup)).unwrap();
    text.lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            (line["act"].as_str().unwrap().to_owned(), line["account"].clone())
        })
        .collect()
}

#[test]
fn every_act_is_one_line_without_names_or_codes() {
    let setup = Setup::with_vault();
    let mut session = logged(&setup, &json!({}));
    assert!(session.unlock(WRONG_PIN).is_err());
    session.unlock(PIN).unwrap();
    add(&mut session, &format!("{TOTP_LINK}\n{HOTP_LINK}"));
    let ids: Vec<String> = session.vault().unwrap().rows.into_iter().map(|row| row.id).collect();
    session.codes(&ids, at(59)).unwrap();
    session.copy_code(&ids[0], None, at(59)).unwrap();
    session.type_code(&ids[0], None, at(59)).unwrap();
    session.next_code(&ids[1], None).unwrap();
    session.code_at(&ids[0], None, 59).unwrap();
    session.edit_account(&ids[0], "Contoh", "budi").unwrap();
    assert!(session.account_qr(&ids[0], WRONG_PIN).is_err());
    session.account_qr(&ids[0], PIN).unwrap();
    session.allow_export(ExportFormat::Uri, None, "", PIN).unwrap();
    session.export(&Words::new(Locale::English)).unwrap();
    session.trash(&ids[0]).unwrap();
    session.untrash(&ids[..1]).unwrap();
    session.trash(&ids[1]).unwrap();
    session.empty_trash().unwrap();
    session.change_pin(PIN, NEW_PIN).unwrap();
    session.lock();
    let found = acts(&setup);
    let named: Vec<&str> = found.iter().map(|(act, _)| act.as_str()).collect();
    let mut expected = vec!["pin_failed", "policy_changed", "unlocked", "added", "added"];
    expected.extend(["code_copied", "code_copied", "code_shown", "code_shown", "edited", "pin_failed", "qr_shown"]);
    expected.extend(["exported", "trashed", "restored", "trashed", "deleted", "pin_changed", "locked"]);
    assert_eq!(named, expected);
    assert_eq!(found[5].1, ids[0]);
    assert_eq!(found[7].1, ids[1]);
    let text = fs::read_to_string(file(&setup)).unwrap();
    for secret in ["Contoh", "budi", "Example", "ayu", "Bank", "287082", "755224", PIN, NEW_PIN, crate::common::SECRET]
    {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn keyring_keeps_the_end_of_the_log_at_each_lock() {
    let setup = Setup::with_vault();
    let mut session = logged(&setup, &json!({}));
    session.unlock(PIN).unwrap();
    session.lock();
    let anchor = (0..100).find_map(|_| {
        sleep(Duration::from_millis(50));
        session.audit_anchor().unwrap()
    });
    let anchor = anchor.unwrap();
    assert_eq!(verify(read_log(&file(&setup)).unwrap(), Some(&anchor)).unwrap().last, Some(anchor));
    let whole = fs::read_to_string(file(&setup)).unwrap();
    let cut: String = whole.lines().take(2).map(|line| format!("{line}\n")).collect();
    fs::write(file(&setup), cut).unwrap();
    assert!(verify(read_log(&file(&setup)).unwrap(), Some(&anchor)).is_err());
    let mut again = logged(&setup, &json!({}));
    again.unlock(PIN).unwrap();
    assert!(verify(read_log(&file(&setup)).unwrap(), None).is_err(), "it shows for ever");
}

#[test]
fn log_that_cannot_be_written_stops_no_code_and_is_reported() {
    let setup = Setup::with_vault();
    fs::create_dir(file(&setup)).unwrap();
    let mut session = logged(&setup, &json!({}));
    session.unlock(PIN).unwrap();
    let row = add(&mut session, TOTP_LINK).rows.remove(0);
    session.copy_code(&row.id, None, at(59)).unwrap();
    let trouble = session.vault().unwrap().audit_trouble.unwrap();
    assert!(trouble.lost >= 3, "{trouble:?}");
    fs::remove_dir(file(&setup)).unwrap();
    session.copy_code(&row.id, None, at(59)).unwrap();
    assert_eq!(session.vault().unwrap().audit_trouble, None);
    let found = acts(&setup);
    assert_eq!(found.iter().map(|(act, _)| act.as_str()).collect::<Vec<_>>(), ["gap", "code_copied"]);
    verify(read_log(&file(&setup)).unwrap(), None).unwrap();
}

/// Only the vault knows then that there is to be a log.
#[test]
fn lock_is_recorded_while_the_policy_cannot_be_read() {
    let setup = Setup::with_vault();
    logged(&setup, &json!({})).unlock(PIN).unwrap();
    let fault = Fault { place: String::new(), key: None, reason: Reason::Unparsable };
    let reading = Reading { layers: Vec::new(), faults: vec![fault] };
    let mut session = setup.session().with_policy(Box::new(move || InForce::of(reading.clone())));
    session.unlock(PIN).unwrap();
    session.lock();
    assert!(session.unlock(WRONG_PIN).is_err());
    let found = acts(&setup);
    let named: Vec<&str> = found.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(named, ["policy_changed", "unlocked", "unlocked", "locked", "pin_failed"]);
}

#[test]
fn log_goes_where_the_policy_says_and_nowhere_else() {
    let setup = Setup::with_vault();
    setup.unlocked_session();
    assert!(!file(&setup).exists(), "no policy, no log");
    let elsewhere = setup.path().join("logs/watchword.log");
    logged(&setup, &json!({"AuditFile": elsewhere})).unlock(PIN).unwrap();
    assert!(elsewhere.exists() && !file(&setup).exists());
    logged(&setup, &json!({"AuditFile": "audit/relative.log"})).unlock(PIN).unwrap();
    assert!(file(&setup).exists(), "a path that isn't absolute doesn't count");
    fs::remove_file(file(&setup)).unwrap();
    logged(&setup, &json!({"AuditLog": "off"})).unlock(PIN).unwrap();
    assert!(!file(&setup).exists());
}
