//! Tags, notes, the report of an import, and undoing one.

use std::fs;

use watchword_session::{
    Choice, ExportFormat, ImportProblem, Item, Locale, Named, Origin, Payload, Problem, Report, Session, SystemProblem,
    Words,
};
use zeroize::Zeroizing;

use crate::common::{AEGIS, AEGIS_PASSWORD, HOTP_CODES, PIN, SECRET, Setup, TOTP_LINK, add, all, items, names};

/// Takes in an Aegis vault, whose first account has the tag `Work` and the note `by the door`.
fn take_in_aegis(session: &mut Session) -> Vec<Choice> {
    let items = items(AEGIS);
    let Ok(Payload::Encrypted(file)) = &items[0].read else { panic!("an encrypted file") };
    let file = file.clone();
    session.take_in(items).unwrap();
    session.opened(file.id, file.open(AEGIS_PASSWORD).unwrap(), true).unwrap();
    all(&session.review().unwrap())
}

fn named(issuer: &str) -> Named {
    Named { issuer: issuer.into(), account: "ayu".into() }
}

#[test]
fn import_keeps_tags_and_notes_and_both_find_the_account() {
    let (_setup, mut session) = Setup::unlocked();
    let choices = take_in_aegis(&mut session);
    let rows = session.accept(&choices).unwrap().vault.rows;
    assert_eq!((rows[0].tags.join(" ").as_str(), rows[1].tags.len()), ("Work", 0));
    let shown = serde_json::to_string(&session.vault().unwrap()).unwrap();
    assert!(shown.contains("Work") && !shown.contains("door"), "no note leaves Rust: {shown}");

    let found = |session: &mut Session, query: &str| names(&session.find(query).unwrap());
    for query in ["work", "WÓRK", "The Door", "example"] {
        assert_eq!(found(&mut session, query), ["Example:ayu"], "{query}");
    }
    assert_eq!(found(&mut session, "ayu"), ["Example:ayu", "Bank:ayu"]);
    assert!(found(&mut session, "window").is_empty());
    for (query, finds) in
        [("DÓOR", true), ("door work ayu", true), ("door nowhere", false), ("work", false), ("", false), (" ", false)]
    {
        let expected = if finds { vec![rows[0].id.clone()] } else { Vec::new() };
        assert_eq!(session.search_notes(query).unwrap(), expected, "{query}: only what the names and tags lack");
    }
}

#[test]
fn exports_have_tags_and_notes_where_the_format_has_a_place() {
    let (setup, mut session) = Setup::unlocked();
    let choices = take_in_aegis(&mut session);
    session.accept(&choices).unwrap();
    for (format, tag, note) in [
        (ExportFormat::AegisPlain, true, true),
        (ExportFormat::TwoFasPlain, true, false),
        (ExportFormat::BitwardenAuthenticator, false, true),
        (ExportFormat::Uri, false, false),
    ] {
        session.allow_export(format, None, "", PIN).unwrap();
        let path = setup.path().join(format.file_name());
        let export = session.export(&Words::new(Locale::English)).unwrap();
        assert_eq!((export.exported.without_tags, export.exported.without_note), (u32::from(!tag), u32::from(!note)));
        export.save(&path, |_| true).unwrap();
        let text = fs::read_to_string(path).unwrap();
        assert_eq!((text.contains("Work"), text.contains("by the door")), (tag, note), "{format:?}");
    }
}

#[test]
fn undone_import_is_added_again_without_repeating_a_code() {
    let (_setup, mut session) = Setup::unlocked();
    assert_eq!(session.undo_import().err(), Some(ImportProblem::NothingToUndo.into()));
    let link = format!("otpauth://hotp/Bank:budi?secret={SECRET}&counter=0");
    let before = add(&mut session, &format!("{TOTP_LINK}\n{link}")).rows;
    let next = |session: &mut Session| session.next_code(&before[1].id, None).unwrap().code.to_string();
    assert_eq!((next(&mut session), next(&mut session)), (HOTP_CODES[0].to_owned(), HOTP_CODES[1].to_owned()));

    let undone = session.undo_import().unwrap();
    assert_eq!((undone.count, undone.vault.rows.len(), undone.vault.trash.len()), (2, 0, 2));
    assert_eq!(session.undo_import().err(), Some(ImportProblem::NothingToUndo.into()), "once");

    let again = add(&mut session, &format!("{TOTP_LINK}\n{link}"));
    assert_eq!((names(&again.rows), again.trash.len()), (names(&before), 0));
    assert_eq!(next(&mut session), HOTP_CODES[2]);
    session.lock();
    session.unlock(PIN).unwrap();
    assert_eq!(session.undo_import().err(), Some(ImportProblem::NothingToUndo.into()), "locking forgets it");
}

#[test]
fn report_says_what_was_added_and_what_was_not() {
    let (setup, mut session) = Setup::unlocked();
    let words = Words::new(Locale::English);
    assert!(session.save_import_report(&setup.path().join("none.txt"), &words).is_err());
    add(&mut session, &format!("{TOTP_LINK}\notpauth://totp/Other:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJR"));
    let lines = [
        TOTP_LINK,
        "otpauth://totp/Other:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJS",
        "otpauth://totp/New:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJT",
        "otpauth://totp/Unwanted:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJU",
        "otpauth://totp/Bad:ayu?secret=GEZDGNBVGY3TQOJQ&digits=11",
    ];
    let review = session.take_in(items(&lines.join("\n"))).unwrap();
    let accepted = session.accept(&[Choice::add(review.finds[2].id)]).unwrap();
    let Report { added, replaced, updated, already, conflicts, left_out, unread, shortened, batch } = accepted.report;
    assert_eq!((added, shortened, batch.is_none()), (1, Vec::new(), true));
    assert!(replaced.is_empty() && updated.is_empty());
    assert_eq!((already, conflicts, left_out), (vec![named("Example")], vec![named("Other")], vec![named("Unwanted")]));
    assert_eq!(unread.iter().map(|unread| unread.entry).collect::<Vec<_>>(), [Some(5)]);

    let path = setup.path().join("report.txt");
    session.save_import_report(&path, &words).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "1 account added\n\nAlready in your vault: 1\n- Example · ayu\n\n\
         Not added, same name but different secret: 1\n- Other · ayu\n\nNot selected: 1\n- Unwanted · ayu\n\n\
         Not read: 1\n- Text, no. 5: A code has 4 to 10 digits. Choose a number in that range.\n"
    );
    assert!(!text.contains("GEZD"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn report_names_accounts_whose_tags_or_note_were_shortened() {
    let (setup, mut session) = Setup::unlocked();
    let mut item = items(TOTP_LINK).remove(0);
    let Ok(Payload::Account(imported)) = &mut item.read else { panic!("an account") };
    imported.groups = (0..17).map(|number| format!("tag {number}")).collect();
    imported.note = Zeroizing::new("recovery code ".repeat(1_000));
    let choices = all(&session.take_in(vec![item]).unwrap());
    let accepted = session.accept(&choices).unwrap();
    assert_eq!(accepted.vault.rows[0].tags.len(), 16);
    let shortened: Vec<_> =
        accepted.report.shortened.iter().map(|short| (short.named.clone(), short.tags, short.note)).collect();
    assert_eq!(shortened, [(named("Example"), true, true)]);
    let path = setup.path().join("report.txt");
    session.save_import_report(&path, &Words::new(Locale::English)).unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains("Example · ayu: An account has at most 16 tags") && !text.contains("recovery"), "{text}");
}

#[test]
fn same_account_from_two_places_has_the_tags_and_notes_of_both() {
    let (_setup, mut session) = Setup::unlocked();
    let from = |group: &str, note: &str| -> Item {
        let mut item = items(TOTP_LINK).remove(0);
        let Ok(Payload::Account(imported)) = &mut item.read else { panic!("an account") };
        (imported.groups, imported.note) = (vec![group.to_owned()], Zeroizing::new(note.to_owned()));
        Item { origin: Origin::Clipboard, ..item }
    };
    let places =
        vec![from("Work", ""), from("Home", "first code"), from("Work", "second code"), from("Home", "first code")];
    let review = session.take_in(places).unwrap();
    assert_eq!(review.finds.len(), 1);
    let rows = session.accept(&all(&review)).unwrap().vault.rows;
    assert_eq!(rows[0].tags, ["Work", "Home"]);
    for note in ["first code", "second code"] {
        assert_eq!(session.search_notes(note).unwrap(), [rows[0].id.clone()]);
    }
}

#[test]
fn cancelled_import_adds_nothing_and_keeps_the_review() {
    let (_setup, mut session) = Setup::unlocked();
    let choices = take_in_aegis(&mut session);
    let cancelled = session.accept_followed(&choices, &|_, _| false).err();
    assert_eq!(cancelled, Some(Problem::System(SystemProblem::SaveCancelled)));
    assert!(session.vault().unwrap().rows.is_empty());
    assert_eq!(session.review().unwrap().finds.len(), choices.len());
    assert_eq!(session.undo_import().err(), Some(ImportProblem::NothingToUndo.into()));
    assert_eq!(session.accept(&choices).unwrap().report.added, 2);
}
