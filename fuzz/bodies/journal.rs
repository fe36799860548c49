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
    let mut counter = 7;
    for [flag, content @ ..] in records {
        let genuine = flag % 8 != 0;
        log.extend_from_slice(content);
        log.extend_from_slice(&if genuine { mac("  counters", content) } else { [*flag; 32] });
        let (id, next) = content.split_first_chunk::<16>().unwrap();
        if genuine && *id == HOTP.into_bytes() {
            counter = counter.max(u64::from_be_bytes(next.try_into().unwrap()));
        }
    }
    let whole = log.len();
    log.extend_from_slice(tail);
    open.desk.write("counters.log", &log);

    let secret = Secret::new(SEED.to_vec()).unwrap();
    for _ in 0..3 {
        let before = open.desk.read("counters.log");
        match open.vault.draw(HOTP) {
            Ok(code) => {
                assert_eq!(
                    code,
                    Parameters::default().code(&secret, counter),
                    "the counter of the highest record that is genuine"
                );
                counter += 1;
            }
            Err(DrawError::Exhausted) => {
                assert_eq!((counter, open.desk.read("counters.log")), (u64::MAX, before));
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(open.desk.read("counters.log").starts_with(&log[..whole]), "no record is lost");
    open.vault.rename(HOTP, "Bank", "ayu").unwrap();
    assert_eq!(open.vault.counter(HOTP), Some(counter), "a save keeps it");
}
