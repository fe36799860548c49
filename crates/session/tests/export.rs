//! Taking accounts out: what is allowed, what is in the files, and how they are saved.

use std::fs;
use std::path::Path;

use watchword_exchange::{Format, Outcome, Read, parse, to_uri};
use watchword_session::{
    AccountProblem, CodeProblem, Export, ExportFormat, ExportLimit, ExportProblem, Exported, LeftOut, Locale,
    PinProblem, Problem, Session, SystemProblem, Vault, VaultProblem, Words,
};

use crate::common::{HOTP_LINK, PIN, Setup, TOTP_LINK, WRONG_PIN, add, names};

const PASSWORD: &str = "becak di pasar";
const STEAM_LINK: &str = "otpauth://totp/Steam:ayu?secret=GEZDGNBVGY3TQOJQ&encoder=steam&issuer=Steam";
/// A period and a length that few apps know.
const ODD_LINK: &str = "otpauth://totp/Contoh:budi?secret=GEZDGNBVGY3TQOJQ&digits=7&period=45&algorithm=SHA512";

const INTERNAL: Option<Problem> = Some(Problem::System(SystemProblem::Internal));

fn export(session: &mut Session, format: ExportFormat) -> Export {
    session.allow_export(format, None, PASSWORD, PIN).unwrap();
    session.export(&Words::new(Locale::English)).unwrap()
}

fn left_out(issuer: &str, account: &str, problem: impl Into<Problem>) -> LeftOut {
    LeftOut { issuer: issuer.into(), account: account.into(), problem: problem.into() }
}

/// A vault with an account of each type, of which the counter-based one has given out two codes.
fn varied() -> (Setup, Session) {
    let (setup, mut session) = Setup::unlocked();
    let vault = add(&mut session, &[TOTP_LINK, HOTP_LINK, STEAM_LINK, ODD_LINK].join("\n"));
    (0..2).for_each(|_| drop(session.next_code(&vault.rows[1].id, None).unwrap()));
    (setup, session)
}

fn link_of(session: &mut Session, row: usize) -> String {
    let id = session.vault().unwrap().rows[row].id.clone();
    let found = watchword_scan::read(&session.account_qr(&id, PIN).unwrap()).unwrap();
    found.texts[0].to_string()
}

/// The links of the accounts in an export, each entry of which must be read.
fn links(read: Read) -> Vec<String> {
    read.entries.into_iter().map(|entry| to_uri(&entry.content.unwrap().account).to_string()).collect()
}

fn read(export: &Export, format: ExportFormat) -> Vec<String> {
    if format.is_images() {
        let texts = export.files.iter().map(|file| {
            let found = watchword_scan::read(file).unwrap();
            assert_eq!(found.texts.len(), 1, "one code in each image");
            found.texts[0].to_string()
        });
        return texts.flat_map(|text| links(parse(&text).unwrap())).collect();
    }
    let [file] = export.files.as_slice() else { panic!("{} files", export.files.len()) };
    assert_eq!(Format::detect(file), Some(format.format()));
    match format.format().read(file).unwrap() {
        Outcome::Read(read) => {
            assert!(!format.is_encrypted());
            links(read)
        }
        Outcome::Encrypted(sealed) => {
            assert!(format.is_encrypted() && sealed.open("another password").is_err());
            links(sealed.open(PASSWORD).unwrap())
        }
    }
}

#[test]
fn every_format_is_read_again() {
    let (_setup, mut session) = varied();
    let all: Vec<String> = (0..4).map(|row| link_of(&mut session, row)).collect();
    assert!(all[1].contains("counter=2"), "the counter as it is, not as it was added: {}", all[1]);
    let hotp = || left_out("Bank", "ayu", ExportProblem::Unsupported { what: ExportLimit::Hotp });
    let steam = || left_out("Steam", "ayu", ExportProblem::Unsupported { what: ExportLimit::Steam });
    let odd = |what| left_out("Contoh", "budi", ExportProblem::Unsupported { what });
    for format in ExportFormat::ALL {
        let export = export(&mut session, format);
        let (rows, missing) = match format {
            ExportFormat::Uri | ExportFormat::Aegis | ExportFormat::AegisPlain | ExportFormat::Pdf => {
                (vec![0, 1, 2, 3], vec![])
            }
            ExportFormat::BitwardenAuthenticator => (vec![0, 2, 3], vec![hotp()]),
            ExportFormat::TwoFas | ExportFormat::TwoFasPlain => (vec![0, 1, 2], vec![odd(ExportLimit::Period)]),
            ExportFormat::GoogleMigration | ExportFormat::GoogleMigrationPdf => {
                (vec![0, 1], vec![steam(), odd(ExportLimit::Period)])
            }
            ExportFormat::Pskc => (vec![0, 1, 3], vec![steam()]),
        };
        let name = format.name();
        assert_eq!(
            export.exported,
            Exported { written: rows.len() as u32, left_out: missing, without_tags: 0, without_note: 0 },
            "{name}"
        );
        if format.is_pdf() {
            // The command's tests read its pages, which a process of its own draws.
            assert!(export.files.len() == 1 && export.files[0].starts_with(b"%PDF-"), "{name}");
            continue;
        }
        let expected: Vec<&str> = rows.into_iter().map(|row| all[row].as_str()).collect();
        assert_eq!(read(&export, format), expected, "{name}");
    }
}

#[test]
fn wrong_pin_counts_and_a_short_password_does_not() {
    let (setup, mut session) = varied();
    let short = Some(ExportProblem::PasswordTooShort { minimum: 8 }.into());
    for password in ["", "1234567", "äöüßäöü"] {
        assert_eq!(session.allow_export(ExportFormat::TwoFas, None, password, WRONG_PIN).err(), short, "{password}");
    }
    for wait_seconds in [0, 0, 30] {
        let refused = session.allow_export(ExportFormat::Uri, None, "", WRONG_PIN);
        assert_eq!(refused.err(), Some(PinProblem::Wrong { wait_seconds }.into()));
        assert_eq!(session.export(&Words::new(Locale::English)).err(), INTERNAL);
    }
    let waits = session.allow_export(ExportFormat::Uri, None, "", PIN);
    assert_eq!(waits.err(), Some(PinProblem::Wait { seconds: 30 }.into()));
    setup.clock.pass(30);
    session.allow_export(ExportFormat::Uri, None, "", PIN).unwrap();
    session.export(&Words::new(Locale::English)).unwrap();
    assert_eq!(session.export(&Words::new(Locale::English)).err(), INTERNAL, "the PIN allows one export");
}

#[test]
fn locking_and_discarding_end_what_was_allowed() {
    let (_setup, mut session) = varied();
    session.allow_export(ExportFormat::Uri, None, "", PIN).unwrap();
    session.discard_export();
    assert_eq!(session.export(&Words::new(Locale::English)).err(), INTERNAL);
    session.allow_export(ExportFormat::Uri, None, "", PIN).unwrap();
    session.lock();
    session.discard_export();
    let locked = Some(Problem::from(VaultProblem::Locked));
    assert_eq!(session.export(&Words::new(Locale::English)).err(), locked);
    assert_eq!(session.allow_export(ExportFormat::Uri, None, "", PIN).err(), locked);
    session.unlock(PIN).unwrap();
    assert_eq!(session.export(&Words::new(Locale::English)).err(), INTERNAL);
}

#[test]
fn trash_is_left_where_it_is_and_one_account_is_exported_alone() {
    let (_setup, mut session) = varied();
    let Vault { rows, .. } = session.vault().unwrap();
    session.trash(&rows[0].id).unwrap();
    let three = export(&mut session, ExportFormat::Uri);
    assert_eq!(three.exported, Exported { written: 3, left_out: vec![], without_tags: 0, without_note: 0 });
    let mut only = |format, row: usize| {
        session.allow_export(format, Some(&rows[row].id), PASSWORD, PIN).unwrap();
        session.export(&Words::new(Locale::English))
    };
    let hotp = only(ExportFormat::Aegis, 1).unwrap();
    assert_eq!(hotp.exported, Exported { written: 1, left_out: vec![], without_tags: 0, without_note: 0 });
    assert!(read(&hotp, ExportFormat::Aegis)[0].contains("Bank"));
    assert_eq!(only(ExportFormat::Uri, 0).err(), Some(AccountProblem::NotFound.into()), "it is in the trash");
    let unsupported = ExportProblem::Unsupported { what: ExportLimit::Hotp };
    assert_eq!(only(ExportFormat::BitwardenAuthenticator, 1).err(), Some(unsupported.into()));
    let not_an_id = session.allow_export(ExportFormat::Uri, Some("ayu"), "", PIN);
    assert_eq!(not_an_id.err(), Some(AccountProblem::NotFound.into()));
}

#[test]
fn account_without_its_seed_is_named() {
    let (setup, mut session) = Setup::unlocked();
    session.allow_export(ExportFormat::Uri, None, "", PIN).unwrap();
    assert_eq!(
        session.export(&Words::new(Locale::English)).err(),
        Some(ExportProblem::Nothing.into()),
        "an empty vault"
    );
    add(&mut session, TOTP_LINK);
    session.lock();
    setup.keyring.lock().retain(|name, _| !name.contains("/seeds/"));
    session.unlock(PIN).unwrap();
    assert_eq!(names(&add(&mut session, HOTP_LINK).rows), ["Example:ayu", "Bank:ayu"]);
    let lost = left_out("Example", "ayu", CodeProblem::SeedMissing);
    let exported = export(&mut session, ExportFormat::Uri).exported;
    assert_eq!(exported, Exported { written: 1, left_out: vec![lost], without_tags: 0, without_note: 0 });
}

/// The names of the files in a folder, sorted.
fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[track_caller]
fn assert_private(path: &Path) {
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).unwrap()) & 0o777, 0o600, "{path:?}");
    #[cfg(not(unix))]
    assert!(path.is_file());
}

#[test]
fn file_is_private_and_replaces_another_only_with_permission() {
    let (setup, mut session) = varied();
    let folder = setup.path().join("out");
    fs::create_dir(&folder).unwrap();
    let (path, fresh) = (folder.join("links.txt"), folder.join("fresh.txt"));
    fs::write(&path, "mine").unwrap();
    let export = export(&mut session, ExportFormat::Uri);
    let exists = Some(Problem::from(ExportProblem::Exists { name: "links.txt".into() }));
    assert_eq!(export.save(&path, |_| false).err(), exists);
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    export.save(&path, |there| there == path).unwrap();
    export.save(&fresh, |_| false).unwrap();
    for path in [&path, &fresh] {
        assert_eq!(fs::read(path).unwrap(), *export.files[0]);
        assert_private(path);
    }
    let nowhere = export.save(&folder.join("missing").join("links.txt"), |_| true);
    assert!(matches!(nowhere, Err(Problem::System(SystemProblem::CannotWrite { .. }))), "{nowhere:?}");
    assert_eq!(listed(&folder), ["fresh.txt", "links.txt"], "no staged file is left");
}

#[test]
fn images_that_need_several_files_have_numbers() {
    let (setup, mut session) = Setup::unlocked();
    let links: Vec<String> = (0..21)
        .map(|number| format!("otpauth://totp/Example:user{number}?secret=GEZDGNBVGY3TQOJQ&issuer=Example"))
        .collect();
    add(&mut session, &links.join("\n"));
    let export = export(&mut session, ExportFormat::GoogleMigration);
    assert_eq!((export.files.len(), read(&export, ExportFormat::GoogleMigration).len()), (3, 21));
    let folder = setup.path().join("out");
    fs::create_dir_all(folder.join("codes-3.png")).unwrap();
    let path = folder.join("codes.png");
    let exists = Some(Problem::from(ExportProblem::Exists { name: "codes-3.png".into() }));
    assert_eq!(export.save(&path, |there| there == path).err(), exists, "only codes.png may be replaced");
    assert!(matches!(export.save(&path, |_| true), Err(Problem::System(_))), "a folder can't be replaced");
    assert_eq!(listed(&folder), ["codes-3.png"], "the first two are removed");
    fs::remove_dir(folder.join("codes-3.png")).unwrap();
    export.save(&path, |_| false).unwrap();
    assert_eq!(listed(&folder), ["codes-1.png", "codes-2.png", "codes-3.png"]);
    listed(&folder).iter().for_each(|name| assert_private(&folder.join(name)));
    export.save(&folder.join("codes"), |_| false).unwrap();
    assert_eq!(listed(&folder).len(), 6, "a name without an extension");
}
