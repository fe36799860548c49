//! The duplicate finder.

use watchword_session::{DuplicateGroup, Session};

use crate::common::{SECRET, Setup, TOTP_LINK, add, names};

fn groups(session: &mut Session) -> Vec<(bool, Vec<String>)> {
    let ids = |group: DuplicateGroup| group.accounts.into_iter().map(|account| account.id).collect();
    session.duplicates().unwrap().into_iter().map(|group| (group.same_codes, ids(group))).collect()
}

#[test]
fn duplicates_go_to_the_trash_and_come_back() {
    let (_setup, mut session) = Setup::unlocked();
    assert_eq!(groups(&mut session), []);
    let hotp = |name: &str, counter: u32| format!("otpauth://hotp/{name}:ayu?secret={SECRET}&counter={counter}");
    let links = [TOTP_LINK, &hotp("Bank", 3), &hotp("Old%20bank", 7), &TOTP_LINK.replace("Example", "Renamed")];
    let vault = add(&mut session, &links.join("\n"));
    let [example, bank, old_bank, renamed] =
        vault.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>().try_into().unwrap();
    let codes = (true, vec![example, renamed.clone()]);
    let counters = (true, vec![old_bank.clone(), bank]);
    assert_eq!(groups(&mut session), [codes, counters], "the highest counter first");

    let done = session.trash_duplicates(&[renamed.clone(), old_bank.clone()]).unwrap();
    assert_eq!(done.trashed, [renamed, old_bank]);
    assert_eq!(names(&done.vault.rows), ["Example:ayu", "Bank:ayu"]);
    assert_eq!(done.vault.rows[1].counter.as_deref(), Some("7"), "the site knows the higher counter");
    assert_eq!(groups(&mut session), []);
    assert_eq!(session.untrash(&done.trashed).unwrap().rows.len(), 4);
    assert_eq!(groups(&mut session).len(), 2);
    assert!(session.duplicates().unwrap()[0].accounts.iter().all(|account| account.added.is_some()));
}
