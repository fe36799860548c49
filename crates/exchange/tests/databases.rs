//! Databases of Google Authenticator and Microsoft Authenticator, made here by SQLite itself, and
//! what its files may hold besides. Without `sqlite3` and Python, the tests say so and pass.

#![allow(clippy::print_stderr)]

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use proptest::prelude::*;
use watchword_exchange::{Format, Imported, Lock, MAX_ENTRIES, Outcome, Refusal};
use watchword_otp::{InvalidSecret, Kind};

const SEED: &str = "GEZDGNBVGY3TQOJQ";
const GOOGLE: &str = "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL, \
                      counter INTEGER DEFAULT 0, type INTEGER, provider INTEGER DEFAULT 0, issuer TEXT DEFAULT NULL);";

/// The database that these statements make, or `None` without a program that runs them.
fn database(sql: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.db");
    let python = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.stdin.read())";
    let programs: [(&str, &[&str]); 2] = [("sqlite3", &["-bail"]), ("python3", &["-c", python])];
    for (program, arguments) in programs {
        let child =
            Command::new(program).args(arguments).arg(&path).stdin(Stdio::piped()).stdout(Stdio::null()).spawn();
        let Ok(mut child) = child else { continue };
        child.stdin.take().unwrap().write_all(sql.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "{program}: {sql}");
        return Some(std::fs::read(path).unwrap());
    }
    eprintln!("skipped: neither sqlite3 nor python3 is present");
    None
}

fn read(format: Format, bytes: &[u8]) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    match format.read(bytes)? {
        Outcome::Read(read) => Ok(read.entries.into_iter().map(|entry| entry.content).collect()),
        Outcome::Encrypted(_) => panic!("not encrypted"),
    }
}

fn google(bytes: &[u8]) -> Result<Vec<Result<Imported, Refusal>>, Refusal> {
    assert_eq!(Format::detect(bytes), Some(Format::GoogleAuthenticator));
    read(Format::GoogleAuthenticator, bytes)
}

/// A row of Google Authenticator's table.
fn row(email: &str, secret: &str, counter: &str, kind: &str, issuer: &str) -> String {
    let values = [email, secret, counter, kind, issuer].join(", ");
    format!("INSERT INTO accounts (email, secret, counter, type, issuer) VALUES ({values});")
}

#[test]
fn google_authenticators_accounts_are_read() {
    let seed = format!("'{SEED}'");
    let rows = [
        row("'Example:jane@example.com'", &seed, "0", "0", "'Example'"),
        row("'Größe'", "'gezd gnbv gy3t qojq'", "9223372036854775807", "1", "NULL"),
        row("'joe'", &seed, "0", "2", "'a'"),
        row("'joe'", &seed, "-1", "1", "'a'"),
        row("'joe'", &seed, "'many'", "1", "'a'"),
        row("'joe'", &seed, "0", "NULL", "'a'"),
        row("'joe'", "''", "0", "0", "'a'"),
        row("'joe'", "x'00'", "0", "0", "'a'"),
        row("'joe'", &seed, "NULL", "1", "'a'"),
    ];
    let Some(bytes) = database(&format!("{GOOGLE}{}", rows.concat())) else { return };
    let read = google(&bytes).unwrap();
    let account = &read[0].as_ref().unwrap().account;
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Example", "jane@example.com"));
    assert_eq!((account.parameters, account.secret.to_base32().as_str()), (watchword_otp::Parameters::default(), SEED));
    let account = &read[1].as_ref().unwrap().account;
    assert_eq!(
        (account.account.as_str(), account.parameters.kind()),
        ("Größe", Kind::Hotp { counter: i64::MAX as u64 })
    );
    let refused: Vec<_> = read[2..8].iter().map(|content| content.clone().unwrap_err()).collect();
    let empty = Refusal::Secret(InvalidSecret::Empty);
    let damaged = Refusal::FileDamaged;
    let expected =
        [Refusal::UnsupportedType("2".into()), Refusal::Counter, damaged.clone(), damaged.clone(), empty, damaged];
    assert_eq!(refused, expected);
    assert_eq!(read[8].as_ref().unwrap().account.parameters.kind(), Kind::Hotp { counter: 0 });
    for length in [50, 100, 1000, bytes.len() - 1, bytes.len() - 4096] {
        assert!(Format::GoogleAuthenticator.read(&bytes[..length]).is_err(), "cut short: {length}");
    }
}

#[test]
fn microsoft_authenticators_accounts_are_read() {
    let table = "CREATE TABLE `accounts` (`_id` INTEGER PRIMARY KEY AUTOINCREMENT, `name` TEXT NOT NULL, \
                 `username` TEXT NOT NULL, `oath_secret_key` TEXT NOT NULL, `account_type` INTEGER NOT NULL, \
                 `encrypted_oath_secret_key` TEXT NOT NULL);";
    let rows = format!(
        "INSERT INTO accounts (name, username, oath_secret_key, account_type, encrypted_oath_secret_key) VALUES \
         ('Example', 'jane', '{SEED}', 0, ''), ('Microsoft', 'joe', 'MTIzNDU2Nzg5MA==', 1, ''), \
         ('Contoso', 'joe', '', 2, ''), ('Contoso', 'joe', '', 0, 'sealed'), ('Microsoft', 'joe', '{SEED}!', 1, ''), \
         ('Contoso', 'joe', '', 0, '');"
    );
    let Some(bytes) = database(&format!("{table}{rows}")) else { return };
    assert_eq!(Format::detect(&bytes), Some(Format::MicrosoftAuthenticator));
    let read = read(Format::MicrosoftAuthenticator, &bytes).unwrap();
    let digits = |at: usize| read[at].as_ref().unwrap().account.parameters.digits();
    assert_eq!((digits(0), digits(1)), (6, 8));
    let account = &read[1].as_ref().unwrap().account;
    assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Microsoft", "joe"));
    assert_eq!(account.secret.expose(), b"1234567890");
    let refused: Vec<_> = read[2..].iter().map(|content| content.clone().unwrap_err()).collect();
    let locked = Refusal::Locked(Lock::Device);
    let empty = Refusal::Secret(InvalidSecret::Empty);
    assert_eq!(refused, [Refusal::UnsupportedType("2".into()), locked, Refusal::FileDamaged, empty]);
}

/// Trees of several levels, in pages of every size, with records of every length: up to one that
/// takes several pages. Rows that were deleted are gone.
#[test]
fn trees_of_any_shape_are_read() {
    for size in [512, 1024, 4096, 65_536] {
        let many = format!(
            "PRAGMA page_size = {size}; PRAGMA auto_vacuum = {}; {GOOGLE} ALTER TABLE accounts ADD COLUMN icon BLOB;
             WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i + 1 FROM n WHERE i < 2999)
             INSERT INTO accounts (email, secret, type, counter, issuer, icon)
             SELECT substr('jane' || i || hex(zeroblob(300)), 1, 4 + i % 200), '{SEED}', 1, i, 'Example',
             zeroblob(i * 7 % 3000) FROM n;
             DELETE FROM accounts WHERE _id % 3 = 0;",
            size / 512 % 2
        );
        let Some(bytes) = database(&many) else { return };
        let read = google(&bytes).unwrap();
        let kept = (0..3000u64).filter(|i| (i + 1) % 3 != 0).map(|counter| Kind::Hotp { counter });
        let kinds = read.iter().map(|content| content.as_ref().unwrap().account.parameters.kind());
        assert!(kinds.eq(kept), "pages of {size}");
    }
    let many = format!(
        "{GOOGLE} WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i + 1 FROM n WHERE i < {MAX_ENTRIES})
         INSERT INTO accounts (email, secret, type) SELECT 'jane', '{SEED}', 0 FROM n;"
    );
    let Some(bytes) = database(&many) else { return };
    assert_eq!(google(&bytes), Err(Refusal::TooMany));
}

#[test]
fn tables_are_read_however_they_are_stated() {
    let seed = format!("'{SEED}'");
    let row = row("'jane'", &seed, "7", "1", "'Example'");
    for statement in [
        "CREATE TABLE IF NOT EXISTS main.Accounts(\"email\",'secret' TEXT,[counter] INT DEFAULT (1 + (2)), \
         `type`,ISSUER)",
        "CREATE TABLE accounts (email -- an address, or (a name\n, secret TEXT \
         CHECK (length(secret) > 1 AND secret != '),'), counter INT /* , */ , type NUMERIC(10, 2), issuer, \
         \"a \"\"quoted\"\" name\", UNIQUE (email, secret), CHECK (type < 9))",
        "CREATE TABLE accounts (issuer, type INT, counter, secret, email COLLATE NOCASE, PRIMARY KEY (email))",
    ] {
        let Some(bytes) = database(&format!("CREATE TABLE other (a); CREATE VIEW v AS SELECT 1; {statement}; {row}"))
        else {
            return;
        };
        let read = google(&bytes).unwrap_or_else(|why| panic!("{statement}: {why}"));
        let account = &read[0].as_ref().unwrap().account;
        assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Example", "jane"), "{statement}");
        assert_eq!(account.parameters.kind(), Kind::Hotp { counter: 7 }, "{statement}");
    }
}

/// A record that was written before a column was added ends before it.
#[test]
fn columns_that_were_added_later_are_null() {
    let added =
        "CREATE TABLE accounts (email, secret, type); INSERT INTO accounts VALUES ('jane', 'GEZDGNBVGY3TQOJQ', 1);
                 ALTER TABLE accounts ADD COLUMN issuer TEXT DEFAULT NULL;";
    let counter = |default: &str| format!("{added} ALTER TABLE accounts ADD COLUMN counter INTEGER {default};");
    let Some(bytes) = database(&counter("")) else { return };
    assert_eq!(google(&bytes).unwrap()[0].as_ref().unwrap().account.parameters.kind(), Kind::Hotp { counter: 0 });
    let bytes = database(&counter("DEFAULT 5")).unwrap();
    assert_eq!(google(&bytes).unwrap()[0], Err(Refusal::FileDamaged), "5, and never 0");
}

#[test]
fn what_may_be_misread_is_refused() {
    let row = row("'jane'", &format!("'{SEED}'"), "7", "1", "'Example'");
    let Some(bytes) = database(&format!("PRAGMA journal_mode = wal; {GOOGLE} {row}")) else { return };
    assert_eq!(google(&bytes), Err(Refusal::Locked(Lock::Log)));
    for unread in [
        format!("PRAGMA encoding = 'UTF-16'; {GOOGLE} {row}"),
        format!(
            "{} {row}",
            GOOGLE
                .replace("_id INTEGER PRIMARY KEY, email TEXT", "email TEXT PRIMARY KEY")
                .replace(");", ") WITHOUT ROWID;")
        ),
        format!("{} {row}", GOOGLE.replace("type INTEGER", "t AS (1), type INTEGER")),
        format!(
            "{} {row}",
            GOOGLE.replace("accounts", "account").replace(";", "; CREATE VIEW accounts AS SELECT * FROM account;")
        )
        .replace("INSERT INTO accounts", "INSERT INTO account"),
        "CREATE TABLE accounts (email, secret);".to_owned(),
        String::from("CREATE TABLE other (email, secret, counter, type);"),
    ] {
        let bytes = database(&unread).unwrap();
        assert_eq!(Format::detect(&bytes), None, "{unread}");
        assert!(!read(Format::GoogleAuthenticator, &bytes).is_ok_and(|read| !read.is_empty()), "{unread}");
    }
    // Random bytes, as a database is that is encrypted as a whole.
    assert_eq!(Format::detect(&[0x5a; 4096]), None);
    assert_eq!(read(Format::GoogleAuthenticator, &[0x5a; 4096]), Err(Refusal::FileDamaged));
}

/// A database with trees, overflowing records and a schema of two tables, in small pages.
static SMALL: LazyLock<Option<Vec<u8>>> = LazyLock::new(|| {
    database(&format!(
        "PRAGMA page_size = 512; {GOOGLE} CREATE TABLE other (a);
         WITH RECURSIVE n(i) AS (VALUES(0) UNION ALL SELECT i + 1 FROM n WHERE i < 99)
         INSERT INTO accounts (email, secret, type, issuer) SELECT 'jane', '{SEED}', 0, hex(zeroblob(i * 9)) FROM n;"
    ))
});

proptest! {
    #[test]
    fn changed_databases_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        in_header in any::<bool>(),
        end in any::<prop::sample::Index>(),
    ) {
        let Some(mut bytes) = SMALL.clone() else { return Ok(()) };
        for (at, byte) in changes {
            let at = at.index(if in_header { 600 } else { bytes.len() });
            bytes[at] = byte;
        }
        let _ = Format::detect(&bytes);
        let _ = Format::GoogleAuthenticator.read(&bytes);
        bytes.truncate(end.index(bytes.len()));
        let _ = Format::GoogleAuthenticator.read(&bytes);
    }

    #[test]
    fn random_pages_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..1024)) {
        let Some(mut database) = SMALL.clone() else { return Ok(()) };
        let at = 512.min(database.len());
        database.splice(at.., bytes);
        let _ = Format::GoogleAuthenticator.read(&database);
    }
}
