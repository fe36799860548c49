//! The protocol buffer in one QR code of a Google Authenticator export.

use data_encoding::BASE64;
use watchword_exchange::{Exports, MAX_PART_ACCOUNTS, parse};

pub(crate) fn run(bytes: &[u8]) {
    let uri = format!("otpauth-migration://offline?data={}", BASE64.encode(bytes));
    let Ok(read) = parse(&uri) else { return };
    assert!((1..=MAX_PART_ACCOUNTS).contains(&read.entries.len()));
    for imported in read.entries.iter().flat_map(|entry| &entry.content) {
        super::otpauth::check(&imported.account);
    }
    let parts = || read.entries.iter().map(|entry| entry.part.expect("every entry is part of an export"));
    assert!(parts().all(|part| part.index < part.size));
    let mut exports = Exports::default();
    assert!(parts().all(|part| exports.add(part)));
    assert!(!parts().any(|part| exports.add(part)), "the same image twice adds nothing");
    let size = parts().map(|part| part.size).max().unwrap_or_default();
    assert_eq!(exports.progress(), (size > 1).then_some((1, size)));
}
