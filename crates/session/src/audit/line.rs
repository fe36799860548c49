use std::io;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::audit::anchor::Anchor;
use crate::audit::event::Event;
use crate::audit::hash::Hash;

/// The longest line, in bytes, without its line feed.
pub const MAX_LINE_BYTES: usize = 4096;

/// The format of the lines that are written.
pub(crate) const FORMAT: u64 = 1;

/// A line's beginning and end, which serde alone would also accept in other forms.
const BEGIN: &[u8] = b"{\"format\":";
const END: &[u8] = b"\"}";

/// A line, in the order of its fields.
#[derive(Serialize)]
struct Line<'a> {
    format: u64,
    seq: u64,
    at: u64,
    vault: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
    #[serde(flatten)]
    event: &'a Event,
    prev: Hash,
}

/// Makes the line of `event` that follows `after`, without a line feed, and returns where the chain
/// is then. `at` is in Unix seconds.
///
/// # Errors
/// [`io::ErrorKind::FileTooLarge`] if the line would have more than [`MAX_LINE_BYTES`]; the chain
/// has no more numbers.
pub(crate) fn line_after(after: &Anchor, user: Option<&str>, event: &Event, at: u64) -> io::Result<(Vec<u8>, Anchor)> {
    let Anchor { vault, seq, hash } = *after;
    let seq = seq.checked_add(1).ok_or(io::ErrorKind::InvalidData)?;
    let line = serde_json::to_vec(&Line { format: FORMAT, seq, at, vault, user, event, prev: hash })?;
    if line.len() > MAX_LINE_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let hash = Hash::of(&line);
    Ok((line, Anchor { vault, seq, hash }))
}

/// The fields of a line that hold the chain together. Others may come with later versions: they are
/// covered by the line's hash.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Head {
    pub format: u64,
    pub seq: u64,
    pub vault: Uuid,
    pub prev: Hash,
    /// See [`Event::Gap`].
    #[serde(default)]
    pub torn: Option<Hash>,
}

impl Head {
    /// Reads the line, which must not include its line feed. `None` if it is none.
    pub(crate) fn read(line: &[u8]) -> Option<Self> {
        let has_ends = line.starts_with(BEGIN) && line.ends_with(END) && line.len() <= MAX_LINE_BYTES;
        let head: Self = has_ends.then(|| serde_json::from_slice(line).ok()).flatten()?;
        (head.seq > 0).then_some(head)
    }

    /// Where the chain is after this line.
    pub(crate) fn anchor(&self, line: &[u8]) -> Anchor {
        Anchor { vault: self.vault, seq: self.seq, hash: Hash::of(line) }
    }
}

/// Returns the act of a line that [`crate::audit::Log`] passes to its sink: the value of `act`.
/// `None` for any other bytes.
pub fn act_of(line: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Act {
        act: String,
    }
    serde_json::from_slice(line).ok().map(|Act { act }| act)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::event::LockCause;
    use crate::export::ExportFormat;

    fn text(user: Option<&str>, event: &Event) -> String {
        let vault = Uuid::from_u128(1);
        let (line, _) = line_after(&Anchor::start(vault), user, event, 1_700_000_000).unwrap();
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn fields_have_their_order() {
        let zeros = "0".repeat(64);
        let begin = "{\"format\":1,\"seq\":1,\"at\":1700000000,\"vault\":\"00000000-0000-0000-0000-000000000001\"";
        let account = Uuid::from_u128(2);
        let account_text = "00000000-0000-0000-0000-000000000002";
        let cases = [
            (Event::Unlocked, r#""act":"unlocked""#.to_owned()),
            (Event::Locked { why: LockCause::Idle }, r#""act":"locked","why":"idle""#.to_owned()),
            (Event::CodeCopied { account }, format!(r#""act":"code_copied","account":"{account_text}""#)),
            (
                Event::Exported { format: ExportFormat::Uri, accounts: 3 },
                r#""act":"exported","format":"uri","accounts":3"#.to_owned(),
            ),
            (Event::Gap { lost: 2, torn: None }, r#""act":"gap","lost":2"#.to_owned()),
        ];
        for (event, middle) in cases {
            assert_eq!(text(None, &event), format!("{begin},{middle},\"prev\":\"{zeros}\"}}"));
        }
        assert_eq!(
            text(Some("ada"), &Event::PinFailed),
            format!("{begin},\"user\":\"ada\",\"act\":\"pin_failed\",\"prev\":\"{zeros}\"}}")
        );
    }

    #[test]
    fn line_is_read_back() {
        let after = Anchor { vault: Uuid::from_u128(1), seq: 41, hash: Hash::of(b"before") };
        let event = Event::Gap { lost: 1, torn: Some(Hash::of(b"half")) };
        let (line, end) = line_after(&after, None, &event, 5).unwrap();
        let head = Head::read(&line).unwrap();
        assert_eq!((head.format, head.seq, head.prev), (FORMAT, 42, after.hash));
        assert_eq!(head.torn, Some(Hash::of(b"half")));
        assert_eq!(head.anchor(&line), end);
        assert_eq!(act_of(&line).as_deref(), Some("gap"));
        assert_eq!(act_of(b"half"), None);
    }

    #[test]
    fn too_long_line_and_last_number_are_errors() {
        let start = Anchor::start(Uuid::nil());
        assert!(line_after(&start, Some(&"x".repeat(MAX_LINE_BYTES)), &Event::Unlocked, 0).is_err());
        let last = Anchor { seq: u64::MAX, ..start };
        assert!(line_after(&last, None, &Event::Unlocked, 0).is_err());
    }

    /// An event that could hold text would have to be something else than `Copy`.
    #[test]
    fn event_cannot_hold_text() {
        fn holds_no_text<T: Copy + 'static>() {}
        holds_no_text::<Event>();
        let account = Uuid::new_v4();
        let printed = text(None, &Event::Added { account });
        assert!(printed.contains(&account.to_string()));
    }
}
