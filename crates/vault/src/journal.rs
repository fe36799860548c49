use std::collections::HashMap;

use uuid::Uuid;

use crate::error::WriteError;
use crate::files::{COUNTERS, Home, Lock};
use crate::keys::Key;

const CONTENT_BYTES: usize = 16 + 8;
const RECORD_BYTES: usize = CONTENT_BYTES + 32;
const MAX_BYTES: u64 = 64 << 20;
/// A save writes the journal anew once it is this long.
const COMPACT_BYTES: u64 = 64 << 10;

/// The HOTP journal: for each account the counter of its next code. A record is on the disk before its code is computed.
#[derive(Debug, Default, Clone)]
pub(crate) struct Journal {
    next: HashMap<Uuid, u64>,
    /// Authentic records, in bytes: a torn tail lies behind.
    length: u64,
    /// The file was not there, or a record before the last was altered: codes may have been drawn that it does not tell of.
    pub(crate) lost: bool,
}

impl Journal {
    /// Reads what is there: the highest record of an account counts. A last one that is torn or not authentic was never on the
    /// disk whole, so its code was not shown. One before it was.
    pub(crate) fn read(home: &Home, device: &Key, vault: Uuid) -> Result<Self, WriteError> {
        let Some(bytes) = home.read(COUNTERS, MAX_BYTES)? else {
            return Ok(Self { lost: true, ..Self::default() });
        };
        let key = device.derive("counters", vault);
        let mut journal = Self::default();
        for (position, record) in bytes.chunks_exact(RECORD_BYTES).enumerate() {
            let (content, mac) = record.split_at(CONTENT_BYTES);
            if !key.verifies(content, mac) {
                continue;
            }
            let (id, next) = content.split_at(16);
            let id = Uuid::from_slice(id).unwrap_or_default();
            let next = next.try_into().map_or(0, u64::from_be_bytes);
            journal.next.entry(id).and_modify(|known| *known = next.max(*known)).or_insert(next);
            let before = (position * RECORD_BYTES) as u64;
            journal.lost |= journal.length < before;
            journal.length = before + RECORD_BYTES as u64;
        }
        // More than one record behind the last authentic one: these were not torn by one crash.
        journal.lost |= bytes.len() as u64 >= journal.length + 2 * RECORD_BYTES as u64;
        Ok(journal)
    }

    /// The counter of the next code, if any was drawn.
    pub(crate) fn next(&self, account: Uuid) -> Option<u64> {
        self.next.get(&account).copied()
    }

    /// Whether every account has the same counter in both.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.next == other.next
    }

    /// Writes down that the next code of `account` has the counter `next`, and returns once that is on the disk.
    pub(crate) fn advance(
        &mut self,
        _lock: &Lock,
        home: &Home,
        device: &Key,
        vault: Uuid,
        account: Uuid,
        next: u64,
    ) -> Result<(), WriteError> {
        home.append(COUNTERS, self.length, &record(&device.derive("counters", vault), account, next))?;
        self.length += RECORD_BYTES as u64;
        self.next.insert(account, next);
        Ok(())
    }

    /// Whether a save should write it anew.
    pub(crate) fn is_long(&self) -> bool {
        !self.lost && self.length > COMPACT_BYTES && self.length > 4 * (self.next.len() * RECORD_BYTES) as u64
    }

    /// Writes it anew, one record an account, for the accounts that are still there.
    pub(crate) fn compact(
        &mut self,
        _lock: &Lock,
        home: &Home,
        device: &Key,
        vault: Uuid,
        keep: impl Fn(Uuid) -> bool,
    ) -> Result<(), WriteError> {
        self.next.retain(|id, _| keep(*id));
        let key = device.derive("counters", vault);
        let bytes: Vec<u8> = self.next.iter().flat_map(|(id, next)| record(&key, *id, *next)).collect();
        home.replace(COUNTERS, &bytes)?;
        self.length = bytes.len() as u64;
        Ok(())
    }
}

fn record(key: &Key, account: Uuid, next: u64) -> [u8; RECORD_BYTES] {
    let mut record = [0; RECORD_BYTES];
    record[..16].copy_from_slice(account.as_bytes());
    record[16..CONTENT_BYTES].copy_from_slice(&next.to_be_bytes());
    let mac = key.mac(&record[..CONTENT_BYTES]);
    record[CONTENT_BYTES..].copy_from_slice(&mac);
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bench {
        _directory: tempfile::TempDir,
        home: Home,
        device: Key,
        vault: Uuid,
    }

    fn bench() -> Bench {
        let directory = tempfile::tempdir().unwrap();
        let home = Home::new(directory.path());
        home.replace(COUNTERS, &[]).unwrap();
        Bench { home, _directory: directory, device: Key::generate(), vault: Uuid::new_v4() }
    }

    impl Bench {
        fn read(&self) -> Journal {
            Journal::read(&self.home, &self.device, self.vault).unwrap()
        }

        fn advance(&self, journal: &mut Journal, account: Uuid, next: u64) {
            let lock = self.home.lock().unwrap();
            journal.advance(&lock, &self.home, &self.device, self.vault, account, next).unwrap();
        }
    }

    #[test]
    fn a_torn_tail_is_dropped_and_written_over() {
        let bench = bench();
        let account = Uuid::new_v4();
        let mut journal = bench.read();
        bench.advance(&mut journal, account, 1);
        bench.advance(&mut journal, account, 2);
        let whole = std::fs::read(bench.home.path(COUNTERS)).unwrap();
        for length in RECORD_BYTES..whole.len() {
            std::fs::write(bench.home.path(COUNTERS), &whole[..length]).unwrap();
            let mut torn = bench.read();
            assert_eq!(torn.next(account), Some(1), "{length} bytes left");
            bench.advance(&mut torn, account, 9);
            assert_eq!(bench.read().next(account), Some(9));
        }
    }

    #[test]
    fn altered_records_do_not_count_and_the_highest_wins() {
        let bench = bench();
        let account = Uuid::new_v4();
        let mut journal = bench.read();
        for next in [5, 9, 7] {
            bench.advance(&mut journal, account, next);
        }
        assert_eq!(bench.read().next(account), Some(9));
        let mut bytes = std::fs::read(bench.home.path(COUNTERS)).unwrap();
        bytes[RECORD_BYTES + 20] ^= 1;
        std::fs::write(bench.home.path(COUNTERS), &bytes).unwrap();
        assert_eq!(
            (bench.read().next(account), bench.read().lost),
            (Some(7), true),
            "a code that was shown may be forgotten"
        );
        bytes[RECORD_BYTES + 20] ^= 1;
        bytes[2 * RECORD_BYTES + 20] ^= 1;
        std::fs::write(bench.home.path(COUNTERS), &bytes).unwrap();
        let mut torn = bench.read();
        assert_eq!((torn.next(account), torn.lost), (Some(9), false), "the last record was never whole");
        bench.advance(&mut torn, account, 10);
        assert_eq!((bench.read().next(account), bench.read().lost), (Some(10), false), "it is written over");
    }

    #[test]
    fn compaction_keeps_the_last_counter_of_each_account() {
        let bench = bench();
        let (kept, gone) = (Uuid::new_v4(), Uuid::new_v4());
        let mut journal = bench.read();
        for next in 1..50 {
            bench.advance(&mut journal, kept, next);
            bench.advance(&mut journal, gone, next);
        }
        let lock = bench.home.lock().unwrap();
        journal.compact(&lock, &bench.home, &bench.device, bench.vault, |id| id == kept).unwrap();
        let read = bench.read();
        assert_eq!((read.next(kept), read.next(gone), read.length), (Some(49), None, RECORD_BYTES as u64));
    }

    #[test]
    fn a_missing_journal_is_told_from_an_empty_one() {
        let bench = bench();
        assert!(!bench.read().lost);
        std::fs::remove_file(bench.home.path(COUNTERS)).unwrap();
        assert!(bench.read().lost);
    }
}
