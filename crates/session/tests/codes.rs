//! Codes as rows show them and as they are copied.

use std::time::Duration;

use data_encoding::BASE32_NOPAD;
use watchword_session::{AccountProblem, CodeProblem, ImportProblem, Problem, Session, Settings};

use crate::common::{HOTP_CODES, HOTP_LINK, SECRET, Setup, TOTP_CODE, TOTP_LINK, add, add_one, at, names, shown};

const NO_SUCH_ACCOUNT: Problem = Problem::Account(AccountProblem::NotFound);

fn ids(session: &mut Session) -> Vec<String> {
    session.vault().unwrap().rows.into_iter().map(|row| row.id).collect()
}

fn counter(session: &mut Session, id: &str) -> String {
    let vault = session.vault().unwrap();
    vault.rows.iter().find(|row| row.id == id).unwrap().counter.clone().unwrap()
}

fn next_code(session: &mut Session, id: &str) -> Result<String, Problem> {
    session.next_code(id, None).map(|code| code.code.to_string())
}

/// What is copied, which is also what the row shows from then on.
fn copied(session: &mut Session, id: &str) -> Result<String, Problem> {
    let (request, code) = session.copy_code(id, None, at(59))?;
    assert_eq!((&request.text, code.id.as_str()), (&code.code, id));
    Ok(request.text.to_string())
}

/// RFC 6238, appendix B.
#[test]
fn rows_show_the_codes_of_rfc_6238() {
    let (_setup, mut session) = Setup::unlocked();
    let digits = b"1234567890".repeat(7);
    for (algorithm, length) in [("SHA1", 20), ("SHA256", 32), ("SHA512", 64)] {
        let secret = BASE32_NOPAD.encode(&digits[..length]);
        add(&mut session, &format!("otpauth://totp/RFC:{algorithm}?secret={secret}&algorithm={algorithm}&digits=8"));
    }
    let ids = ids(&mut session);
    for (second, expected) in [
        (59, ["94287082", "46119246", "90693936"]),
        (1_111_111_109, ["07081804", "68084774", "25091201"]),
        (1_111_111_111, ["14050471", "67062674", "99943326"]),
        (1_234_567_890, ["89005924", "91819424", "93441116"]),
        (2_000_000_000, ["69279037", "90698825", "38618901"]),
        (20_000_000_000, ["65353130", "77737706", "47863826"]),
    ] {
        let shown = session.codes(&ids, at(second)).unwrap().codes;
        assert_eq!(shown.iter().map(|code| code.id.clone()).collect::<Vec<_>>(), ids);
        assert_eq!(shown.iter().map(|code| code.code.as_str()).collect::<Vec<_>>(), expected, "second {second}");
    }
    // Two of the moments are in steps that follow each other, at 1,111,111,110.
    let codes = session.codes(&ids, at(1_111_111_109) + Duration::from_millis(250)).unwrap();
    let code = &codes.codes[0];
    assert_eq!((code.code.as_str(), code.next.as_ref().unwrap().as_str()), ("07081804", "14050471"));
    assert_eq!((code.remaining_ms, code.period, codes.refresh_in_ms), (Some(750), Some(30), Some(750)));
}

#[test]
fn refresh_is_due_when_the_first_of_the_shown_codes_changes() {
    let (_setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{TOTP_LINK}\n{TOTP_LINK}&period=60\n{HOTP_LINK}"));
    let ids = ids(&mut session);
    session.next_code(&ids[2], None).unwrap();
    let mut refresh = |ids: &[String]| session.codes(ids, at(61) + Duration::from_millis(250)).unwrap().refresh_in_ms;
    assert_eq!(refresh(&ids), Some(28_750));
    assert_eq!(refresh(&ids[1..]), Some(58_750), "a row that is not asked for counts for nothing");
    assert_eq!(refresh(&ids[2..]), None, "a counter-based code stays");
    assert_eq!(refresh(&[]), None);
}

#[test]
fn hotp_code_stays_shown_and_copying_it_again_leaves_the_counter_alone() {
    let (_setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{HOTP_LINK}\notpauth://hotp/Club:ayu?secret={SECRET}&counter=7"));
    let [bank, club] = ids(&mut session).try_into().unwrap();
    assert_eq!((shown(&mut session, &bank), counter(&mut session, &bank).as_str()), (None, "0"));
    for _ in 0..3 {
        assert_eq!(copied(&mut session, &bank).unwrap(), HOTP_CODES[0], "the next one, as none is shown");
    }
    assert_eq!(
        (shown(&mut session, &bank).as_deref(), counter(&mut session, &bank).as_str()),
        (Some(HOTP_CODES[0]), "1")
    );
    assert_eq!(next_code(&mut session, &bank).unwrap(), HOTP_CODES[1]);
    assert_eq!(copied(&mut session, &bank).unwrap(), HOTP_CODES[1], "the code that is shown");
    assert_eq!(counter(&mut session, &bank), "2");
    let code = session.codes(std::slice::from_ref(&bank), at(59)).unwrap().codes.remove(0);
    assert!(code.next.is_none() && code.remaining_ms.is_none() && code.period.is_none());

    assert_eq!(shown(&mut session, &club), None, "another account's code is not its own");
    assert_eq!(next_code(&mut session, &club).unwrap(), HOTP_CODES[7]);
    assert_eq!(shown(&mut session, &bank).unwrap(), HOTP_CODES[1]);
}

#[test]
fn two_sessions_show_no_hotp_code_twice() {
    let (setup, mut window) = Setup::unlocked();
    let mut command = setup.unlocked_session();
    let id = add_one(&mut command, HOTP_LINK);
    assert_eq!(shown(&mut window, &id), None);
    assert!(window.find("bank").unwrap().is_empty());
    assert!(window.refresh().unwrap(), "the other session added an account");
    assert_eq!(next_code(&mut window, &id).unwrap(), HOTP_CODES[0]);
    assert_eq!(copied(&mut command, &id).unwrap(), HOTP_CODES[1]);
    assert_eq!(copied(&mut window, &id).unwrap(), HOTP_CODES[0], "the window still shows its own");
    assert!(window.refresh().unwrap(), "the other session's code moved the counter");
    assert!(!window.refresh().unwrap());
    assert_eq!(counter(&mut window, &id), "2");
    assert_eq!(next_code(&mut window, &id).unwrap(), HOTP_CODES[2]);
    assert_eq!(next_code(&mut command, &id).unwrap(), HOTP_CODES[3]);
}

#[test]
fn copy_request_has_the_users_clipboard_seconds() {
    let (_setup, mut session) = Setup::unlocked();
    let id = add_one(&mut session, TOTP_LINK);
    let (request, code) = session.copy_code(&id, None, at(59)).unwrap();
    assert_eq!((request.text.as_str(), request.clears_in_seconds), (TOTP_CODE, 30));
    assert_eq!(code.remaining_ms, Some(1_000));
    session.set_settings(Settings { clipboard_seconds: 90, ..Settings::default() }).unwrap();
    assert_eq!(session.copy_code(&id, None, at(59)).unwrap().0.clears_in_seconds, 90);
}

#[test]
fn row_without_a_code_hides_no_other() {
    let (_setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{TOTP_LINK}\notpauth://hotp/Bank:ayu?secret={SECRET}&counter={}", u64::MAX));
    let [totp, exhausted] = ids(&mut session).try_into().unwrap();
    assert_eq!(next_code(&mut session, &exhausted), Err(CodeProblem::CounterExhausted.into()));
    assert_eq!(next_code(&mut session, &totp), Err(NO_SUCH_ACCOUNT), "a time-based account has no counter");
    for unknown in ["", "ayu", "00000000-0000-4000-8000-000000000000", "../vault.bin"] {
        assert_eq!(copied(&mut session, unknown), Err(NO_SUCH_ACCOUNT), "{unknown}");
        assert_eq!(next_code(&mut session, unknown), Err(NO_SUCH_ACCOUNT), "{unknown}");
        let codes = session.codes(&[unknown.to_owned(), exhausted.clone(), totp.clone()], at(59)).unwrap().codes;
        assert_eq!(codes.iter().map(|code| &code.id).collect::<Vec<_>>(), [&totp], "{unknown}");
    }
    let rows = vec![totp; 1001];
    assert_eq!(session.codes(&rows, at(59)).err(), Some(ImportProblem::TooMany { limit: 1000 }.into()));
    assert_eq!(session.codes(&rows[..1000], at(59)).unwrap().codes.len(), 1000);
}

#[test]
fn account_from_the_trash_continues_with_the_next_counter() {
    let (setup, mut session) = Setup::unlocked();
    let id = add_one(&mut session, HOTP_LINK);
    assert_eq!(next_code(&mut session, &id).unwrap(), HOTP_CODES[0]);
    let vault = session.trash(&id).unwrap();
    assert_eq!((names(&vault.rows), names(&vault.trash)), (vec![], vec!["Bank:ayu".to_owned()]));
    assert!(session.find("bank").unwrap().is_empty(), "a query finds nothing in the trash");
    let vault = session.untrash(std::slice::from_ref(&id)).unwrap();
    assert_eq!((names(&vault.rows), names(&vault.trash)), (vec!["Bank:ayu".to_owned()], vec![]));
    assert_eq!(next_code(&mut session, &id).unwrap(), HOTP_CODES[1]);

    session.trash(&id).unwrap();
    assert!(session.empty_trash().unwrap().trash.is_empty());
    assert_eq!((shown(&mut session, &id), copied(&mut session, &id)), (None, Err(NO_SUCH_ACCOUNT)));
    assert_eq!(session.untrash(std::slice::from_ref(&id)).err(), Some(NO_SUCH_ACCOUNT));
    add_one(&mut session, TOTP_LINK);
    assert_eq!(setup.keyring.names("/seeds/").len(), 1, "its seed is deleted");
}

#[test]
fn query_prefers_an_exact_name_and_a_code_is_verified_by_id() {
    let (_setup, mut session) = Setup::unlocked();
    let other = [SECRET, "AA"].concat();
    for (label, secret) in
        [("Bank:ayu", SECRET.repeat(2)), ("Bank%20of%20Example:budi", other), ("Example:ayu", SECRET.into())]
    {
        add(&mut session, &format!("otpauth://totp/{label}?secret={secret}"));
    }
    let id = ids(&mut session)[2].clone();
    for (query, found) in [
        ("BANK", &["Bank:ayu"][..]),
        (" ayu ", &["Bank:ayu", "Example:ayu"]),
        ("example:ayu", &["Example:ayu"]),
        (&id, &["Example:ayu"]),
        ("ban", &["Bank:ayu", "Bank of Example:budi"]),
        ("none", &[]),
    ] {
        assert_eq!(names(&session.find(query).unwrap()), found, "{query}");
    }
    // The exact name of an account without an issuer, and a part of every name.
    for blank in ["", " \t"] {
        assert!(session.find(blank).unwrap().is_empty(), "{blank:?}");
    }
    // Second 59 is in step 1, whose code is that of HOTP's counter 1.
    for (step, drift) in [(0, Some(-1)), (1, Some(0)), (2, Some(1)), (3, None)] {
        assert_eq!(session.verify(&id, None, 59, 1, HOTP_CODES[step]), Ok(drift), "step {step}");
    }
    assert_eq!(session.code_at(&id, None, 59).unwrap().code.as_str(), TOTP_CODE);
}
