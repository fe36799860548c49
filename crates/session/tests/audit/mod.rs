//! The audit log: which changes of it are found, and that it is written whatever happens.

#[cfg(target_os = "linux")]
mod disks;
mod files;
mod session;
mod tampering;

use std::io;
use std::sync::{Arc, Mutex};

use uuid::Uuid;
use watchword_session::audit::{Event, Hash, LockCause, Log};

const VAULT: Uuid = Uuid::from_u128(0x1234_5678_9abc_4def_8012_3456_789a_bcde);

/// Lines without their line feeds.
type Lines = Vec<Vec<u8>>;

/// A log of `count` lines, as a sink receives them.
fn lines(vault: Uuid, count: u64) -> Lines {
    let written: Arc<Mutex<Lines>> = Arc::default();
    let sink = {
        let written = written.clone();
        move |line: &[u8]| -> io::Result<()> {
            written.lock().unwrap().push(line.to_vec());
            Ok(())
        }
    };
    let mut log = Log::new(Box::new(sink), vault, Some("ada"), None);
    for number in 0..count {
        log.record(&event(number), 1_700_000_000 + number);
    }
    assert_eq!(log.trouble(), None);
    drop(log);
    Arc::into_inner(written).unwrap().into_inner().unwrap()
}

/// An event of each kind in turn.
fn event(number: u64) -> Event {
    let account = Uuid::from_u128(0x4000_8000_0000_0000_0000 + u128::from(number));
    match number % 5 {
        0 => Event::Unlocked,
        1 => Event::CodeCopied { account },
        2 => Event::PinFailed,
        3 => Event::Edited { account },
        _ => Event::Locked { why: LockCause::Idle },
    }
}

/// The bytes of a file with these lines.
fn file(lines: &[impl AsRef<[u8]>]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_ref(), b"\n"].concat()).collect()
}

fn anchor(lines: &Lines, seq: usize) -> watchword_session::audit::Anchor {
    let hash = seq.checked_sub(1).map_or(Hash::NONE, |index| Hash::of(&lines[index]));
    watchword_session::audit::Anchor { vault: VAULT, seq: seq as u64, hash }
}
