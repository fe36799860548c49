use std::collections::HashMap;

use uuid::Uuid;

use crate::error::WriteError;
use crate::files::COUNTERS;
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::format::keys::Key;
use crate::format::record::{RECORD_BYTES, Record};

const MAX_BYTES: u64 = 64 << 20;
/// A save compacts a journal that is longer.
const COMPACT_BYTES: u64 = 64 << 10;

/// The HOTP journal: for each account the counter of its next code. A record is on the disk before
/// its code is computed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Journal {
    next: HashMap<Uuid, u64>,
    /// Codes drawn so far, of all accounts, as far as file and body tell.
    draws: u64,
    /// The most draws that anything remembers: file, body, the keyring, or this process.
    remembered: u64,
    /// As the keyring says, if it says anything.
    keyring: Option<u64>,
    /// Whole records, in bytes: a torn tail lies behind.
    length: u64,
    /// Records in the file that were altered.
    altered: u64,
    /// The file is not there, or an older one is there though nothing but the body tells.
    gone: bool,
    /// The body tells of draws that the file does not.
    behind_body: bool,
}

/// What tells how many codes were drawn, besides the file.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Remembered {
    /// As of the last save: its counters are in the body.
    pub(crate) body: u64,
    /// As the keyring says, if it says anything.
    pub(crate) keyring: Option<u64>,
    /// The most that this process has seen.
    pub(crate) process: u64,
}

impl Journal {
    /// Reads what is there: the highest record of an account counts. What is shorter than a record
    /// was torn, and its code was never shown.
    pub(crate) fn read(
        directory: &DataDirectory,
        device: &Key,
        vault: Uuid,
        Remembered { body, keyring, process }: Remembered,
    ) -> Result<Self, WriteError> {
        let bytes = directory.read(COUNTERS, MAX_BYTES)?;
        let mut journal = Self { gone: bytes.is_none(), keyring, ..Self::default() };
        let key = device.derive("counters", vault);
        let records = bytes.as_deref().unwrap_or_default().as_chunks::<RECORD_BYTES>().0;
        for record in records {
            let Some(Record { account, next, draws }) = Record::read(record, &key) else {
                journal.altered += 1;
                continue;
            };
            let highest = journal.next.entry(account).or_default();
            *highest = next.max(*highest);
            journal.draws = journal.draws.max(draws);
        }
        journal.length = (records.len() * RECORD_BYTES) as u64;
        // The body remembers later draws than a file that was put back. Without the keyring's word
        // nobody knows of those after.
        journal.gone |= keyring.is_none() && journal.draws < body && process < body;
        journal.behind_body = journal.draws < body;
        journal.draws = journal.draws.max(body);
        journal.remembered = journal.draws.max(keyring.unwrap_or_default()).max(process);
        Ok(journal)
    }

    /// The counter of the next code, if any was drawn.
    pub(crate) fn next(&self, account: Uuid) -> Option<u64> {
        self.next.get(&account).copied()
    }

    /// Codes drawn so far, of all accounts.
    pub(crate) fn draws(&self) -> u64 {
        self.draws
    }

    /// The most draws that anything remembers.
    pub(crate) fn remembered(&self) -> u64 {
        self.remembered
    }

    /// Whether the keyring does not know of all draws yet.
    pub(crate) fn is_ahead_of_keyring(&self) -> bool {
        self.keyring.is_none_or(|known| known < self.draws)
    }

    /// Whether codes may have been drawn that it does not tell of.
    pub(crate) fn is_lost(&self) -> bool {
        self.gone || self.missing() > 0
    }

    /// How many such codes there may be, as far as anything remembers them.
    pub(crate) fn missing(&self) -> u64 {
        (self.remembered - self.draws).saturating_add(self.altered)
    }

    /// Whether the body tells of draws that the file does not: it was put back, and the body has the counters.
    pub(crate) fn is_behind_body(&self) -> bool {
        self.behind_body
    }

    /// Whether every account has the same counter in both, and nothing more is lost.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.next == other.next && self.is_lost() == other.is_lost()
    }

    /// Writes down that the next code of `account` has the counter `next`, and returns once that is
    /// on the disk.
    pub(crate) fn advance(
        &mut self,
        _lock: &Lock,
        directory: &DataDirectory,
        device: &Key,
        vault: Uuid,
        account: Uuid,
        next: u64,
    ) -> Result<(), WriteError> {
        let draws = self.draws.saturating_add(1);
        let record = Record { account, next, draws }.write(&device.derive("counters", vault));
        directory.append(COUNTERS, self.length, &record)?;
        self.length += RECORD_BYTES as u64;
        self.next.insert(account, next);
        self.draws = draws;
        self.remembered = self.remembered.max(draws);
        Ok(())
    }

    /// Replaces it by one record for each account that has one or is among `counters`, those that
    /// the body knows, so that it tells of every draw by itself: the next record claims as much, and
    /// the vault file with that body may be replaced by an older one.
    pub(crate) fn complete(
        &mut self,
        lock: &Lock,
        directory: &DataDirectory,
        device: &Key,
        vault: Uuid,
        counters: impl Iterator<Item = (Uuid, u64)>,
    ) -> Result<(), WriteError> {
        for (id, counter) in counters {
            let next = self.next.entry(id).or_default();
            *next = counter.max(*next);
        }
        self.write(lock, directory, device, vault)?;
        self.behind_body = false;
        Ok(())
    }

    /// Whether a save should compact it.
    pub(crate) fn is_long(&self) -> bool {
        !self.is_lost()
            && !self.behind_body
            && self.length > COMPACT_BYTES
            && self.length > 4 * (self.next.len() * RECORD_BYTES) as u64
    }

    /// Replaces it by one record for each account that is still there.
    pub(crate) fn compact(
        &mut self,
        lock: &Lock,
        directory: &DataDirectory,
        device: &Key,
        vault: Uuid,
        keep: impl Fn(Uuid) -> bool,
    ) -> Result<(), WriteError> {
        self.next.retain(|id, _| keep(*id));
        self.write(lock, directory, device, vault)
    }

    /// Goes on where records were lost: every counter that is known, ahead by as many codes as are
    /// missing.
    pub(crate) fn continue_without_lost(
        &mut self,
        lock: &Lock,
        directory: &DataDirectory,
        device: &Key,
        vault: Uuid,
        counters: impl Iterator<Item = (Uuid, u64)>,
    ) -> Result<(), WriteError> {
        let missing = self.missing();
        let draws = self.remembered;
        let mut whole = Self { draws, remembered: draws, keyring: self.keyring, ..Self::default() };
        whole.next = counters.map(|(id, next)| (id, next.saturating_add(missing))).collect();
        whole.write(lock, directory, device, vault)?;
        *self = whole;
        Ok(())
    }

    fn write(&mut self, _lock: &Lock, directory: &DataDirectory, device: &Key, vault: Uuid) -> Result<(), WriteError> {
        let key = device.derive("counters", vault);
        let draws = self.draws;
        let record = |(account, next): (&Uuid, &u64)| Record { account: *account, next: *next, draws }.write(&key);
        let bytes: Vec<u8> = self.next.iter().flat_map(record).collect();
        directory.replace(COUNTERS, &bytes)?;
        self.length = bytes.len() as u64;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bench {
        _folder: tempfile::TempDir,
        directory: DataDirectory,
        device: Key,
        vault: Uuid,
    }

    fn bench() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let directory = DataDirectory::new(folder.path());
        directory.replace(COUNTERS, &[]).unwrap();
        Bench { directory, _folder: folder, device: Key::generate(), vault: Uuid::new_v4() }
    }

    impl Bench {
        fn read(&self) -> Journal {
            self.read_with(Remembered::default())
        }

        fn read_with(&self, remembered: Remembered) -> Journal {
            Journal::read(&self.directory, &self.device, self.vault, remembered).unwrap()
        }

        fn advance(&self, journal: &mut Journal, account: Uuid, next: u64) {
            let lock = self.directory.lock().unwrap();
            journal.advance(&lock, &self.directory, &self.device, self.vault, account, next).unwrap();
        }

        fn bytes(&self) -> Vec<u8> {
            std::fs::read(self.directory.path(COUNTERS)).unwrap()
        }

        fn put(&self, bytes: &[u8]) {
            std::fs::write(self.directory.path(COUNTERS), bytes).unwrap();
        }
    }

    #[test]
    fn a_torn_tail_is_dropped_and_written_over() {
        let bench = bench();
        let account = Uuid::new_v4();
        let mut journal = bench.read();
        bench.advance(&mut journal, account, 1);
        bench.advance(&mut journal, account, 2);
        let whole = bench.bytes();
        for length in RECORD_BYTES..whole.len() {
            bench.put(&whole[..length]);
            let mut torn = bench.read();
            assert_eq!((torn.next(account), torn.draws(), torn.is_lost()), (Some(1), 1, false), "{length} bytes left");
            bench.advance(&mut torn, account, 9);
            assert_eq!(bench.read().next(account), Some(9));
        }
    }

    #[test]
    fn every_whole_record_that_was_altered_is_missing() {
        let bench = bench();
        let account = Uuid::new_v4();
        let mut journal = bench.read();
        for next in [5, 9, 7] {
            bench.advance(&mut journal, account, next);
        }
        assert_eq!(bench.read().next(account), Some(9), "the highest wins");
        let whole = bench.bytes();
        for (record, left) in [(0, 9), (1, 7), (2, 9)] {
            let mut bytes = whole.clone();
            bytes[record * RECORD_BYTES + 20] ^= 1;
            bench.put(&bytes);
            let altered = bench.read();
            assert_eq!((altered.next(account), altered.missing()), (Some(left), 1), "record {record}");
        }
        bench.put(&[&whole[..], &[0; RECORD_BYTES]].concat());
        assert!(bench.read().is_lost(), "whether a whole record of zeros was a code's, nobody knows");
    }

    #[test]
    fn a_journal_that_was_put_back_is_missing_what_the_keyring_remembers() {
        let bench = bench();
        let account = Uuid::new_v4();
        let mut journal = bench.read();
        for next in 1..=3 {
            bench.advance(&mut journal, account, next);
        }
        let whole = bench.bytes();
        let keyring = |draws| Remembered { keyring: Some(draws), ..Default::default() };
        for records in 0..3 {
            bench.put(&whole[..records * RECORD_BYTES]);
            let cut = bench.read_with(keyring(3));
            assert_eq!((cut.missing(), cut.is_lost()), (3 - records as u64, true));
            let process = bench.read_with(Remembered { process: 3, ..Default::default() });
            assert_eq!(process.missing(), 3 - records as u64, "this process remembers too");
        }
        bench.put(&whole);
        assert!(!bench.read_with(keyring(2)).is_lost(), "behind the file it is a crash");
        bench.put(&[]);
        let saved = bench.read_with(Remembered { body: 2, keyring: Some(3), process: 0 });
        assert_eq!(saved.missing(), 1, "the body has the counters of the first two");
        assert!(!bench.read_with(Remembered { body: 3, keyring: Some(3), process: 0 }).is_lost());
        assert!(
            bench.read_with(Remembered { body: 3, ..Default::default() }).is_lost(),
            "nobody knows of draws after the save"
        );
    }

    #[test]
    fn going_on_keeps_what_is_known_and_skips_what_is_missing() {
        let bench = bench();
        let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
        let mut journal = bench.read();
        for next in 1..=4 {
            bench.advance(&mut journal, one, next);
        }
        bench.put(&bench.bytes()[..2 * RECORD_BYTES]);
        let remembered = Remembered { keyring: Some(4), ..Default::default() };
        let mut cut = bench.read_with(remembered);
        let counters = [(one, cut.next(one).unwrap()), (other, u64::MAX)];
        let lock = bench.directory.lock().unwrap();
        cut.continue_without_lost(&lock, &bench.directory, &bench.device, bench.vault, counters.into_iter()).unwrap();
        let read = bench.read_with(remembered);
        assert_eq!(read, cut);
        assert_eq!((read.next(one), read.next(other), read.is_lost()), (Some(4), Some(u64::MAX), false));
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
        let lock = bench.directory.lock().unwrap();
        journal.compact(&lock, &bench.directory, &bench.device, bench.vault, |id| id == kept).unwrap();
        let read = bench.read();
        assert_eq!((read.next(kept), read.next(gone), read.length), (Some(49), None, RECORD_BYTES as u64));
        assert_eq!(read.draws(), 98, "the number of draws survives");
    }

    #[test]
    fn a_missing_journal_differs_from_an_empty_one() {
        let bench = bench();
        assert!(!bench.read().is_lost());
        std::fs::remove_file(bench.directory.path(COUNTERS)).unwrap();
        assert!(bench.read().is_lost());
    }
}
