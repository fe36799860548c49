//! `counters.log`: 25 bytes a record, the first of which says whether its HMAC is right; what is left over is a torn tail.

use std::sync::{LazyLock, Mutex};

use watchword_otp::{Parameters, Secret};
use watchword_vault::DrawError;

use super::desk::{HOTP, Open, SEED, mac};

static OPEN: LazyLock<Mutex<Open>> = LazyLock::new(|| Mutex::new(Open::new()));

pub(crate) fn run(bytes: &[u8]) {
    let mut open = OPEN.lock().unwrap();
    open.reset();
    let (records, tail) = bytes.as_chunks::<25>();
    let mut log = Vec::new();
    let (mut counter, mut authentic, mut lost) = (7, 0, false);
    for [flag, content @ ..] in records {
        let genuine = flag % 8 != 0;
        lost |= genuine && authentic < log.len();
        log.extend_from_slice(content);
        log.extend_from_slice(&if genuine { mac("  counters", content) } else { [*flag; 32] });
        if genuine {
            authentic = log.len();
        }
        let (id, next) = content.split_first_chunk::<16>().unwrap();
        if genuine && *id == HOTP.into_bytes() {
            counter = counter.max(u64::from_be_bytes(next.try_into().unwrap()));
        }
    }
    log.extend_from_slice(tail);
    // One crash tears one record, and leaves a part of another at most.
    lost |= log.len() >= authentic + 2 * 56;
    open.desk.write("counters.log", &log);

    let secret = Secret::new(SEED.to_vec()).unwrap();
    for _ in 0..3 {
        let before = open.desk.read("counters.log");
        match open.vault.draw(HOTP) {
            Ok(code) => {
                let expected = Parameters::default().code(&secret, counter);
                assert_eq!((code, lost), (expected, false), "the counter of the highest record");
                counter += 1;
            }
            Err(DrawError::Exhausted) => {
                assert_eq!((counter, lost, open.desk.read("counters.log")), (u64::MAX, false, before))
            }
            Err(DrawError::CountersLost) => assert_eq!((lost, open.desk.read("counters.log")), (true, before)),
            Err(other) => panic!("{other}"),
        }
    }
    assert!(open.desk.read("counters.log").starts_with(&log[..authentic]), "no record is lost");
    open.vault.rename(HOTP, "Bank", "ayu").unwrap();
    assert_eq!(open.vault.counter(HOTP), Some(counter), "a save keeps it");
}
