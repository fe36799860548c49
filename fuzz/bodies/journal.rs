//! `counters.log` (`FORMAT.md`, section 9). The input has 26 bytes for each record: a flag that
//! says whether its HMAC is valid, the account, the next counter, and by how much its number of
//! codes exceeds the one that the vault remembers. The bytes left over are a torn tail.

use std::sync::{LazyLock, Mutex};

use watchword_otp::{Parameters, Secret};
use watchword_vault::CodeError;

use super::machine::{HOTP, Open, SEED, mac};

const RECORD_BYTES: usize = 16 + 8 + 8 + 32;

/// The vault, and the highest number of codes it has seen: an open vault never forgets it.
static OPEN: LazyLock<Mutex<(Open, u64)>> = LazyLock::new(|| Mutex::new((Open::new(), 0)));

pub(crate) fn run(bytes: &[u8]) {
    let (open, remembered) = &mut *OPEN.lock().unwrap();
    open.reset();
    let (records, tail) = bytes.as_chunks::<26>();
    let mut log = Vec::new();
    let (mut counter, mut draws, mut altered) = (7, 0, false);
    for [flag, content @ .., ahead] in records {
        let number = *remembered + u64::from(*ahead);
        let content = [content.as_slice(), &number.to_be_bytes()].concat();
        log.extend_from_slice(&content);
        if flag % 8 == 0 {
            altered = true;
            log.extend_from_slice(&[*flag; 32]);
            continue;
        }
        log.extend_from_slice(&mac("  counters", &content));
        draws = draws.max(number);
        let (id, next) = content[..24].split_first_chunk::<16>().unwrap();
        if *id == HOTP.into_bytes() {
            counter = counter.max(u64::from_be_bytes(next.try_into().unwrap()));
        }
    }
    let lost = altered || draws < *remembered;
    let whole = log.len();
    // A longer tail would be a record.
    log.extend_from_slice(&tail[..tail.len().min(RECORD_BYTES - 1)]);
    open.machine.write("counters.log", &log);

    let secret = Secret::new(SEED.to_vec()).unwrap();
    for _ in 0..3 {
        let before = open.machine.read("counters.log");
        match open.vault.next_code(HOTP) {
            Ok(code) => {
                let expected = Parameters::default().code(&secret, counter);
                assert_eq!((code, lost), (expected, false), "the code is that of the highest record's counter");
                counter += 1;
                draws += 1;
            }
            Err(CodeError::Exhausted) => {
                assert_eq!((counter, lost, open.machine.read("counters.log")), (u64::MAX, false, before))
            }
            Err(CodeError::CountersLost) => assert_eq!((lost, open.machine.read("counters.log")), (true, before)),
            Err(other) => panic!("{other}"),
        }
    }
    *remembered = draws.max(*remembered);
    assert!(open.machine.read("counters.log").starts_with(&log[..whole]), "no record is lost");
    open.vault.rename(HOTP, "Bank", "ayu").unwrap();
    assert_eq!(open.vault.counter(HOTP), Some(counter), "a save keeps the counter");
    open.vault.accept_older_copy().unwrap();
    assert!(!open.vault.counters_lost() && open.vault.counter(HOTP) >= Some(counter), "no known counter is forgotten");
}
