//! The texts of QR codes, imported all the way into the vault. The input separates them by 0xff,
//! which never occurs in UTF-8. One that does not begin with `otpauth` is the content of an export.

use std::sync::{LazyLock, Mutex};

use data_encoding::BASE64;
use watchword_session::{Choice, FindStatus, Item, Origin, Scanned, Session};
use zeroize::Zeroizing;

use super::machine::Machine;

static OPEN: LazyLock<Mutex<(Machine, Session)>> = LazyLock::new(|| {
    let machine = Machine::new();
    let session = machine.session();
    Mutex::new((machine, session))
});

const SEPARATOR: u8 = 0xff;
/// The most codes read from one input: more would find nothing new.
const MAX_CODES: usize = 8;

pub(crate) fn run(bytes: &[u8]) {
    let (machine, session) = &mut *OPEN.lock().unwrap();
    machine.reset();
    session.refresh().unwrap();
    session.discard_review().unwrap();
    let texts: Vec<String> = bytes.split(|byte| *byte == SEPARATOR).take(MAX_CODES).map(text).collect();
    let items = |texts: &[String]| -> Vec<Item> {
        let texts = texts.iter().cloned().map(Zeroizing::new).collect();
        Scanned { texts, problem: None }.items(&Origin::Clipboard)
    };
    let review = session.take_in(items(&texts)).unwrap();
    assert!(review.batch.is_none_or(|batch| batch.read < batch.of));
    let again = session.take_in(items(&texts)).unwrap();
    assert_eq!(again.finds.len(), review.finds.len(), "codes that were read before add no finds");
    let all: Vec<Choice> = again.finds.iter().map(|find| Choice::add(find.id)).collect();
    let in_vault = |status: &FindStatus| {
        matches!(status, FindStatus::Duplicate | FindStatus::Ahead { .. } | FindStatus::Renamed { .. })
    };
    let new = again.finds.iter().filter(|find| !in_vault(&find.status)).count();
    let before = session.vault().unwrap().rows.len();
    assert_eq!(session.accept(&all).is_ok(), new > 0);
    let rows = session.vault().unwrap().rows;
    assert_eq!(rows.len(), before + new);
    assert!(rows.iter().all(|row| row.issuer.chars().count() <= 256 && row.account.chars().count() <= 256));
}

fn text(code: &[u8]) -> String {
    if code.starts_with(b"otpauth") {
        return String::from_utf8_lossy(code).into_owned();
    }
    format!("otpauth-migration://offline?data={}", BASE64.encode(code))
}
