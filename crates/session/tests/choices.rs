//! What the review says about each account, and what the user's choices do.

use watchword_exchange::Imported;
use watchword_otp::{Account, Parameters, Secret};
use watchword_session::{
    Accepted, Choice, Find, FindAction, FindStatus, ImportProblem, Item, Named, Origin, Payload, Problem, Session,
};

use crate::common::{HOTP_LINK, SECRET, Setup, TOTP_LINK, add, all, items, names, shown};

const OTHER_SECRET: &str = "GEZDGNBVGY3TQOJQ";
const NOTHING_SELECTED: Problem = Problem::Import(ImportProblem::NothingSelected);

/// A session whose vault has a TOTP and an HOTP account.
fn session() -> (Setup, Session) {
    let (setup, mut session) = Setup::unlocked();
    add(&mut session, &format!("{TOTP_LINK}\n{HOTP_LINK}"));
    (setup, session)
}

fn finds(session: &mut Session, links: &[&str]) -> Vec<Find> {
    session.discard_review().unwrap();
    session.take_in(items(&links.join("\n"))).unwrap().finds
}

fn status(session: &mut Session, link: &str) -> FindStatus {
    finds(session, &[link]).remove(0).status
}

fn choose(find: &Find, action: FindAction) -> Choice {
    Choice { id: find.id, action }
}

fn conflict(same_secret: bool, keep_as: &str) -> FindStatus {
    FindStatus::Conflict { same_secret, keep_as: keep_as.into() }
}

#[test]
fn finds_are_compared_with_the_vault() {
    use FindStatus::{Ahead, Duplicate, New, Renamed};
    let (_setup, mut session) = session();
    let renamed = Renamed { issuer: "Example".into(), account: "ayu".into() };
    let ahead = Ahead { counter: "7".into(), vault_counter: "0".into() };
    for (expected, link) in [
        (Duplicate, TOTP_LINK.to_owned()),
        (Duplicate, HOTP_LINK.to_owned()),
        (ahead, format!("otpauth://hotp/Bank:ayu?secret={SECRET}&counter=7")),
        (renamed, format!("otpauth://totp/Renamed:budi?secret={SECRET}")),
        (conflict(true, "ayu (2)"), format!("{TOTP_LINK}&digits=8")),
        (conflict(false, "ayu (2)"), format!("otpauth://totp/example:ayu?secret={OTHER_SECRET}")),
        (New, format!("otpauth://totp/Example:budi?secret={OTHER_SECRET}")),
        (New, format!("otpauth://totp/Renamed:budi?secret={SECRET}&period=60")),
    ] {
        assert_eq!(status(&mut session, &link), expected, "{link}");
    }
    let vault = session.vault().unwrap();
    session.next_code(&vault.rows[1].id, None).unwrap();
    assert_eq!(status(&mut session, HOTP_LINK), Duplicate, "a counter behind the vault's says nothing");
    session.trash(&vault.rows[0].id).unwrap();
    assert_eq!(status(&mut session, TOTP_LINK), New, "the trash doesn't count");
}

#[test]
fn finds_are_compared_with_the_finds_before_them() {
    let (_setup, mut session) = Setup::unlocked();
    let links = [
        TOTP_LINK.to_owned(),
        TOTP_LINK.to_owned(),
        format!("otpauth://totp/Renamed:budi?secret={SECRET}"),
        format!("otpauth://totp/Example:ayu?secret={OTHER_SECRET}"),
        format!("{TOTP_LINK}&digits=8"),
        format!("otpauth://totp/Example:ayu%20(2)?secret={OTHER_SECRET}AA"),
    ];
    let review = session.take_in(items(&links.join("\n"))).unwrap();
    let namesake = |same_secret, keep_as: &str| FindStatus::Namesake { same_secret, keep_as: keep_as.into() };
    let expected = [
        FindStatus::New,
        FindStatus::Repeated { issuer: "Example".into(), account: "ayu".into() },
        namesake(false, "ayu (3)"),
        namesake(true, "ayu (4)"),
        FindStatus::New,
    ];
    assert_eq!(review.finds.iter().map(|find| find.status.clone()).collect::<Vec<_>>(), expected);
    let conflict = review.finds[2].id;
    let Accepted { report, .. } = session.accept(&[Choice::add(conflict)]).unwrap();
    assert_eq!(report.already, [], "the other account with its secret was left out as well");
    assert_eq!(report.left_out.len(), 4);
    session.undo_import().unwrap();
    session.empty_trash().unwrap();

    let review = session.take_in(items(&links.join("\n"))).unwrap();
    let vault = session.accept(&all(&review)).unwrap().vault;
    let accounts = ["Example:ayu", "Renamed:budi", "Example:ayu (3)", "Example:ayu (4)", "Example:ayu (2)"];
    assert_eq!(names(&vault.rows), accounts);
}

#[test]
fn conflict_keeps_both_or_replaces_the_old_account() {
    let (_setup, mut session) = session();
    let links = [
        format!("otpauth://totp/Example:ayu?secret={OTHER_SECRET}"),
        format!("otpauth://totp/Example:ayu?secret={OTHER_SECRET}AA"),
        format!("otpauth://hotp/Bank:ayu?secret={OTHER_SECRET}"),
    ];
    let links = links.each_ref().map(String::as_str);
    let first = finds(&mut session, &links);
    let replace = |find| choose(find, FindAction::Replace);
    let choices = [replace(&first[0]), replace(&first[1]), choose(&first[2], FindAction::Add)];
    let before = session.vault().unwrap().rows[0].id.clone();
    let Accepted { vault, report } = session.accept(&choices).unwrap();
    assert_eq!((report.added, report.replaced, report.updated), (3, vec![named("Example", "ayu")], vec![]));
    let accounts = ["Example:ayu", "Bank:ayu", "Example:ayu (3)", "Bank:ayu (2)"];
    assert_eq!(names(&vault.rows), accounts, "an account is replaced once, in its place");
    assert_eq!(vault.trash.iter().map(|row| &row.id).collect::<Vec<_>>(), [&before]);
    let code = Parameters::default().timed(&Secret::from_base32(OTHER_SECRET).unwrap(), 59).unwrap().code;
    assert_eq!(shown(&mut session, &vault.rows[0].id).unwrap(), code.as_str());
    let undone = session.undo_import().unwrap();
    assert_eq!((undone.count, names(&undone.vault.rows)), (3, vec!["Example:ayu".into(), "Bank:ayu".into()]));
    assert_eq!(undone.vault.rows[0].id, before, "the old account is back");
    let again = finds(&mut session, &links);
    let again = session.accept(&[replace(&again[0])]).unwrap().vault;
    assert_eq!(names(&again.rows), ["Example:ayu", "Bank:ayu"]);
    assert_eq!(again.rows[0].id, vault.rows[0].id, "it comes back from the trash");
    let vault = session.untrash(&[before]).unwrap();
    assert_eq!(names(&vault.rows)[..2], ["Example:ayu", "Example:ayu"], "the old account is where it was");
}

#[test]
fn account_of_the_vault_takes_over_a_name_or_a_counter() {
    let (_setup, mut session) = session();
    let renamed = format!("otpauth://totp/Renamed:budi?secret={SECRET}");
    let ahead = format!("otpauth://hotp/Bank:ayu?secret={SECRET}&counter=7");
    let found = finds(&mut session, &[&renamed, &ahead, TOTP_LINK]);
    let add: Vec<_> = found.iter().map(|find| Choice::add(find.id)).collect();
    assert_eq!(session.accept(&add).err(), Some(NOTHING_SELECTED), "the vault has all three");
    let update: Vec<_> = found.iter().map(|find| choose(find, FindAction::Update)).collect();
    let Accepted { vault, report } = session.accept(&update).unwrap();
    assert_eq!((report.added, report.updated), (0, vec![named("Renamed", "budi"), named("Bank", "ayu")]));
    assert_eq!(names(&vault.rows), ["Renamed:budi", "Bank:ayu"]);
    assert_eq!(vault.rows[1].counter.as_deref(), Some("7"));
    let undone = session.undo_import().unwrap();
    assert_eq!((undone.count, names(&undone.vault.rows)), (0, vec!["Example:ayu".into(), "Bank:ayu".into()]));
    assert_eq!(undone.vault.rows[1].counter.as_deref(), Some("7"), "a counter never decreases");
}

#[test]
fn account_that_another_session_added_meanwhile_is_not_added_twice() {
    let (setup, mut session) = Setup::unlocked();
    let other = format!("otpauth://totp/Other:ayu?secret={OTHER_SECRET}");
    let review = session.take_in(items(&format!("{TOTP_LINK}\n{other}"))).unwrap();
    add(&mut setup.unlocked_session(), TOTP_LINK);
    assert_eq!(names(&session.accept(&all(&review)).unwrap().vault.rows), ["Example:ayu", "Other:ayu"]);
}

fn named(issuer: &str, account: &str) -> Named {
    Named { issuer: issuer.into(), account: account.into() }
}

/// An entry of a file, for a counter-based account.
fn entry(counter: u64, groups: &[&str], note: &str) -> Item {
    let link = format!("otpauth://hotp/Bank:ayu?secret={SECRET}&counter={counter}");
    let Ok(Payload::Account(Imported { account, .. })) = items(&link).remove(0).read else { panic!("an account") };
    imported(account, groups, note)
}

fn imported(account: Account, groups: &[&str], note: &str) -> Item {
    let groups = groups.iter().map(|group| (*group).to_owned()).collect();
    let read = Ok(Payload::Account(Imported { groups, note: note.to_owned().into(), ..account.into() }));
    Item { origin: Origin::Text, place: None, part: None, read }
}

#[test]
fn equal_entries_are_one_find_with_all_that_they_say() {
    let (_setup, mut session) = Setup::unlocked();
    let review =
        session.take_in(vec![entry(3, &["Work"], ""), entry(9, &["Home", "Work"], "codes in the safe")]).unwrap();
    let [find] = &review.finds[..] else { panic!("{review:?}") };
    assert_eq!((find.groups.as_slice(), find.has_note), (&["Work".to_owned(), "Home".to_owned()][..], true));
    assert!(!serde_json::to_string(&review).unwrap().contains("safe"), "the note stays in Rust");
    assert_eq!(session.accept(&all(&review)).unwrap().vault.rows[0].counter.as_deref(), Some("9"));
}
