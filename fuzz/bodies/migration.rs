//! The protocol buffer in a QR code of a Google Authenticator export.

use data_encoding::BASE64;
use watchword_exchange::{Batches, MAX_BATCH_ACCOUNTS, Parsed, parse};

pub(crate) fn run(bytes: &[u8]) {
    let uri = format!("otpauth-migration://offline?data={}", BASE64.encode(bytes));
    let Ok(Parsed::Batch(batch)) = parse(&uri) else { return };
    assert!(batch.index < batch.size && (1..=MAX_BATCH_ACCOUNTS).contains(&batch.accounts.len()));
    for account in batch.accounts.iter().flatten() {
        super::otpauth::check(account);
    }
    let mut batches = Batches::default();
    assert_eq!(batches.add(batch.clone()).len(), batch.accounts.len());
    assert!(batches.add(batch.clone()).is_empty(), "the same picture twice adds nothing");
    assert_eq!(batches.progress(), (batch.size > 1).then_some((1, batch.size)));
}
