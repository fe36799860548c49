//! What is read from texts, images and the form, from the review to the list.

use data_encoding::BASE64URL_NOPAD;
use watchword_session::{
    AccountKind, AccountProblem, Choice, ClipboardProblem, FindStatus, ImportProblem, Imported, KeyringProblem,
    MAX_LIST_BYTES, Origin, ParameterFault, Payload, PinProblem, Problem, Review, SecretLooks, Session, Source,
    TextKind, Typed, TypedField, VaultProblem,
};
use watchword_vault::testing::Fault;

use crate::common::{
    self, HOTP_CODES, HOTP_LINK, PIN, SECRET, Setup, TOTP_CODE, TOTP_LINK, WRONG_PIN, add_one, all, at, items, names,
    typed,
};

const NOTHING_SELECTED: Problem = Problem::Import(ImportProblem::NothingSelected);

fn take_in(session: &mut Session, text: &str) -> Review {
    session.take_in(items(text)).unwrap()
}

fn found(review: &Review) -> Vec<String> {
    review.finds.iter().map(|find| format!("{}:{}", find.issuer, find.account)).collect()
}

/// A link that differs from all others by its names and its secret.
fn link(number: usize) -> String {
    let letter = |place: usize| char::from(b'A' + (number / place % 16) as u8);
    let secret: String = [4096, 256, 16, 1].map(letter).iter().collect();
    format!("otpauth://totp/Number:{number}?secret={secret}{SECRET}")
}

#[test]
fn text_gives_every_account_and_every_reason_in_order() {
    let (_setup, mut session) = Setup::unlocked();
    let refused = [
        ("https://example.org", ImportProblem::NotAccount { what: TextKind::Web }.into()),
        ("a sentence", ImportProblem::NotAccount { what: TextKind::Text }.into()),
        ("otpauth://totp/Example:ayu", AccountProblem::SecretEmpty.into()),
        ("otpauth://totp/A:b?secret=GEZD0", AccountProblem::SecretNotBase32 { looks: SecretLooks::Mistyped }.into()),
        ("otpauth://totp/A:b?secret=GEZDGNBV&digits=11", AccountProblem::DigitsOutOfRange.into()),
        ("otpauth://totp/A:b?secret=GEZDGNBV&period=0", AccountProblem::PeriodOutOfRange.into()),
        ("otpauth://totp/A:b?secret=GEZDGNBV&algorithm=MD5", ImportProblem::Unsupported { what: "MD5".into() }.into()),
        (
            "otpauth://totp/A:b?secret=GEZDGNBV&secret=GEZDGNBW",
            ImportProblem::Parameter { name: "secret".into(), fault: ParameterFault::Twice }.into(),
        ),
    ];
    let lines = refused.each_ref().map(|(line, _)| *line).join("\n");
    let review = take_in(&mut session, &format!("# my accounts\n{TOTP_LINK}&digits=8\n\n{lines}\n{HOTP_LINK}\n"));
    assert_eq!(found(&review), ["Example:ayu", "Bank:ayu"]);
    let kinds: Vec<_> = review.finds.iter().map(|find| (find.kind, find.digits)).collect();
    assert_eq!(kinds, [(AccountKind::Totp, 8), (AccountKind::Hotp, 6)]);
    assert!(review.finds.iter().all(|find| find.status == FindStatus::New && find.origin == Origin::Text));
    assert!(review.unread.iter().all(|unread| unread.origin == Origin::Text) && review.batch.is_none());
    let reasons: Vec<Problem> = review.unread.iter().map(|unread| unread.problem.clone()).collect();
    assert_eq!(reasons, refused.map(|(_, problem): (_, Problem)| problem));

    assert!(session.vault().unwrap().rows.is_empty(), "nothing is added yet");
    assert_eq!(all(&session.review().unwrap()), all(&review), "it is kept");
    let vault = session.accept(&all(&review)).unwrap().vault;
    assert_eq!(names(&vault.rows), ["Example:ayu", "Bank:ayu"]);
    assert_eq!((vault.rows[0].digits, vault.rows[1].counter.as_deref()), (8, Some("0")));
}

/// A Google Authenticator export in two QR codes, as its protocol buffer is written.
fn export_part(index: u8, account: &str) -> String {
    let field = |tag: u8, bytes: &[u8]| [&[tag, bytes.len() as u8], bytes].concat();
    let entry = [field(0x0a, account.as_bytes()), field(0x12, account.as_bytes()), vec![0x20, 1, 0x28, 1, 0x30, 2]];
    let payload = [field(0x0a, &entry.concat()), vec![0x10, 1, 0x18, 2, 0x20, index, 0x28, 77]].concat();
    format!("otpauth-migration://offline?data={}", BASE64URL_NOPAD.encode(&payload))
}

#[test]
fn parts_of_an_export_come_together_and_nothing_is_found_twice() {
    let (_setup, mut session) = Setup::unlocked();
    let progress = |review: &Review| review.batch.map(|batch| (batch.read, batch.of));
    assert_eq!(take_in(&mut session, &format!("{TOTP_LINK}\n{TOTP_LINK}")).finds.len(), 1);
    assert_eq!(take_in(&mut session, TOTP_LINK).finds.len(), 1, "from another source, too");
    session.discard_review().unwrap();

    let review = take_in(&mut session, &export_part(1, "second"));
    assert_eq!((found(&review), progress(&review)), (vec![":second".to_owned()], Some((1, 2))));
    let review = take_in(&mut session, &export_part(1, "second"));
    assert_eq!((review.finds.len(), progress(&review)), (1, Some((1, 2))), "the same QR code again");
    let review = take_in(&mut session, &export_part(0, "first"));
    assert_eq!((found(&review), progress(&review)), (vec![":second".to_owned(), ":first".to_owned()], None));
    session.discard_review().unwrap();
    let review = take_in(&mut session, &export_part(0, "first"));
    assert_eq!((review.finds.len(), progress(&review)), (1, Some((1, 2))), "what was discarded must be read again");
}

#[test]
fn only_the_selected_finds_of_the_present_review_are_added() {
    let (_setup, mut session) = Setup::unlocked();
    let first = all(&take_in(&mut session, &[1, 2, 3].map(link).join("\n")));
    assert_eq!(session.accept(&[]).err(), Some(NOTHING_SELECTED));
    assert_eq!(session.accept(&[Choice::add(u32::MAX)]).err(), Some(NOTHING_SELECTED));
    assert_eq!(session.review().unwrap().finds.len(), 3, "a mistake costs no find");
    let vault = session.accept(&[first[2], first[0]]).unwrap().vault;
    assert_eq!(names(&vault.rows), ["Number:1", "Number:3"]);
    assert!(session.review().unwrap().finds.is_empty(), "the others are forgotten");

    assert_eq!(session.accept(&first).err(), Some(NOTHING_SELECTED), "accepted twice");
    let second = all(&take_in(&mut session, HOTP_LINK));
    assert_eq!(session.accept(&first).err(), Some(NOTHING_SELECTED), "ids of an accepted review name no later find");
    session.discard_review().unwrap();
    take_in(&mut session, HOTP_LINK);
    assert_eq!(session.accept(&second).err(), Some(NOTHING_SELECTED), "nor do those of a discarded one");
    assert_eq!(session.vault().unwrap().rows.len(), 2);
}

#[test]
fn review_survives_a_save_that_fails_but_not_locking() {
    let (setup, mut session) = Setup::unlocked();
    let review = take_in(&mut session, &format!("{TOTP_LINK}\nhello\n{}", export_part(0, "first")));
    assert!(review.finds.len() == 2 && review.unread.len() == 1 && review.batch.is_some());
    setup.keyring.fail(Fault::RefusesAfter(0));
    let failed = session.accept(&all(&review)).err();
    assert!(matches!(failed, Some(Problem::Keyring(KeyringProblem::Failed { .. }))), "{failed:?}");
    setup.keyring.fail(Fault::None);
    assert!(session.vault().unwrap().rows.is_empty());
    assert_eq!(all(&session.review().unwrap()), all(&review));

    assert!(session.lock());
    let locked = Some(Problem::from(VaultProblem::Locked));
    assert_eq!(session.take_in(items(HOTP_LINK)).err(), locked);
    assert_eq!(session.review().err(), locked);
    assert_eq!(session.accept(&all(&review)).err(), locked);
    let vault = session.unlock(PIN).unwrap();
    assert!(vault.rows.is_empty());
    let after = session.review().unwrap();
    assert!(after.finds.is_empty() && after.unread.is_empty() && after.batch.is_none());
    assert_eq!(session.accept(&all(&review)).err(), Some(NOTHING_SELECTED));
}

#[test]
fn qr_code_of_an_account_needs_the_pin_and_reads_back_as_a_duplicate() {
    let (_setup, mut session) = Setup::unlocked();
    let id = add_one(&mut session, &format!("otpauth://hotp/Bank:ayu?secret={SECRET}&counter=3"));
    assert_eq!(session.next_code(&id, None).unwrap().code.as_str(), HOTP_CODES[3]);
    assert_eq!(session.account_qr("", PIN).err(), Some(AccountProblem::NotFound.into()));
    assert_eq!(session.account_qr(&id, WRONG_PIN).err(), Some(PinProblem::Wrong { wait_seconds: 0 }.into()));
    let picture = session.account_qr(&id, PIN).unwrap();
    let mut read = Source::Copied(picture).read(|| true);
    let Ok(Payload::Account(Imported { account, .. })) = &read[0].read else { panic!("an account") };
    let code = account.parameters.code(&account.secret, 4);
    assert_eq!((account.parameters.kind(), code.as_str()), (watchword_otp::Kind::Hotp { counter: 4 }, HOTP_CODES[4]));
    let review = session.take_in(vec![read.remove(0)]).unwrap();
    assert_eq!((&review.finds[0].status, &review.finds[0].origin), (&FindStatus::Duplicate, &Origin::Clipboard));
}

/// Every field that can be wrong, with what the form says about it.
fn wrong_forms() -> Vec<(TypedField, Typed, Problem)> {
    let mut forms: Vec<(_, _, Problem)> = vec![
        (TypedField::Secret, typed("ayu", ""), AccountProblem::SecretEmpty.into()),
        (TypedField::Secret, typed("ayu", &"A".repeat(2_000)), AccountProblem::SecretTooLong.into()),
        (TypedField::Account, typed(&"a".repeat(257), SECRET), AccountProblem::NameTooLong { limit: 256 }.into()),
    ];
    let with = |change: fn(&mut Typed)| {
        let mut form = typed("ayu", SECRET);
        change(&mut form);
        form
    };
    let issuer = with(|form| form.issuer = "é".repeat(257));
    forms.push((TypedField::Issuer, issuer, AccountProblem::NameTooLong { limit: 256 }.into()));
    forms.push((TypedField::Digits, with(|form| form.digits = 3), AccountProblem::DigitsOutOfRange.into()));
    forms.push((TypedField::Period, with(|form| form.period = 0), AccountProblem::PeriodOutOfRange.into()));
    let md5 = with(|form| form.algorithm = "MD5".into());
    forms.push((TypedField::Algorithm, md5, ImportProblem::Unsupported { what: "MD5".into() }.into()));
    forms
}

#[test]
fn form_shows_its_code_and_saves_nothing_before_it_is_added() {
    let (_setup, mut session) = Setup::unlocked();
    for (field, form, problem) in wrong_forms() {
        let trial = session.try_typed(&form, at(59)).unwrap();
        assert!(trial.code.is_none(), "{field:?}");
        assert_eq!((trial.field, trial.problem), (Some(field), Some(problem.clone())));
        assert_eq!(session.add_typed(&form).err(), Some(problem), "{field:?}");
    }
    let form = typed("ayu", "gezd gnbv gy3t qojq gezd gnbv gy3t qojq");
    let code = session.try_typed(&form, at(59)).unwrap().code.unwrap();
    assert_eq!((code.code.as_str(), code.remaining_ms, code.period), (TOTP_CODE, Some(1_000), Some(30)));
    assert_eq!(code.next.unwrap().as_str(), HOTP_CODES[2]);
    assert!(session.vault().unwrap().rows.is_empty());

    let vault = session.add_typed(&form).unwrap();
    assert_eq!(names(&vault.rows), ["Example:ayu"]);
    assert_eq!(common::shown(&mut session, &vault.rows[0].id).unwrap(), TOTP_CODE);
    let again = session.add_typed(&typed("budi", SECRET)).err();
    let duplicate = AccountProblem::Duplicate { issuer: "Example".into(), account: "ayu".into() };
    assert_eq!(again, Some(duplicate.into()), "it is named as it is in the list");
    assert_eq!(session.vault().unwrap().rows.len(), 1);

    let mut hotp = typed("ayu", SECRET);
    (hotp.kind, hotp.counter) = (AccountKind::Hotp, "5".into());
    let code = session.try_typed(&hotp, at(59)).unwrap().code.unwrap();
    assert_eq!((code.code.as_str(), code.remaining_ms), (HOTP_CODES[5], None));
    let row = session.add_typed(&hotp).unwrap().rows.remove(1);
    assert_eq!((row.kind, row.counter.as_deref()), (AccountKind::Hotp, Some("5")), "to try a code is not to use it");
    let longest = typed(&"a".repeat(256), "GEZDGNBVGY3TQOJQ");
    assert_eq!(session.add_typed(&longest).unwrap().rows.len(), 3);
}

#[test]
fn text_beyond_the_limits_is_refused_whole() {
    let refusal = |text: &str| {
        let mut read = items(text);
        assert_eq!(read.len(), 1);
        read.remove(0).read.err()
    };
    let too_many = Some(ImportProblem::TooMany { limit: 10_000 }.into());
    assert_eq!(refusal(&format!("{}{}", "x\n".repeat(10_000), TOTP_LINK)), too_many);
    let too_large = Some(ImportProblem::TextTooLarge.into());
    assert_eq!(refusal(&format!("{TOTP_LINK}\n{}", " ".repeat(MAX_LIST_BYTES))), too_large);
    assert_eq!(refusal(" \n# nothing but a comment\n"), Some(ClipboardProblem::Empty.into()));
}
