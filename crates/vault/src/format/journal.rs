use std::collections::HashMap;

use uuid::Uuid;

use crate::error::WriteError;
use crate::files::COUNTERS;
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::format::keys::Key;
use crate::format::record::{RECORD_BYTES, Record};

const MAX_BYTES: u64 = 64 << 20;
/// The length in bytes above which a save may compact the journal.
const COMPACT_BYTES: u64 = 64 << 10;

/// The HOTP journal (`FORMAT.md`, section 9): the counter of each account's next code. A record is
/// on the disk before its code is computed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Journal {
    next: HashMap<Uuid, u64>,
    /// Codes given out so far for all accounts, according to file and body.
    draws: u64,
    /// The highest such number that file, body, keyring or this process remembers.
    remembered: u64,
    /// The keyring's number, if it has answered with one.
    keyring: Option<u64>,
    /// Length of the whole records, in bytes, without a torn tail.
    length: u64,
    /// Number of whole records in the file that were altered.
    altered: u64,
    /// Whether the file is missing, or the body alone shows that it was rolled back.
    gone: bool,
    /// Whether the body counts more codes than the file.
    behind_body: bool,
}

/// The numbers of codes given out that are kept outside the file.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Remembered {
    /// As of the last save, whose counters are in the body.
    pub(crate) body: u64,
    /// The keyring's number, if it has answered with one.
    pub(crate) keyring: Option<u64>,
    /// The highest number that this process has seen.
    pub(crate) process: u64,
}

impl Journal {
    /// Reads the file: the highest record of an account counts. A tail shorter than a record is
    /// what a crash left of one, whose code was never shown.
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
        // A body that counts more codes than the file means that the file was rolled back. Without
        // the keyring's number, codes given out after that save are unknown.
        journal.gone |= keyring.is_none() && journal.draws < body && process < body;
        journal.behind_body = journal.draws < body;
        journal.draws = journal.draws.max(body);
        journal.remembered = journal.draws.max(keyring.unwrap_or_default()).max(process);
        Ok(journal)
    }

    /// The counter of the account's next code, if the journal has a record of it.
    pub(crate) fn next(&self, account: Uuid) -> Option<u64> {
        self.next.get(&account).copied()
    }

    /// Codes given out so far for all accounts, according to file and body.
    pub(crate) fn draws(&self) -> u64 {
        self.draws
    }

    /// The highest number of codes that file, body, keyring or this process remembers.
    pub(crate) fn remembered(&self) -> u64 {
        self.remembered
    }

    /// Whether the keyring's number is missing or behind the journal's.
    pub(crate) fn is_ahead_of_keyring(&self) -> bool {
        self.keyring.is_none_or(|known| known < self.draws)
    }

    /// Whether codes may have been given out that the journal does not record.
    pub(crate) fn is_lost(&self) -> bool {
        self.gone || self.missing() > 0
    }

    /// How many such codes there may be, as far as anything counts them.
    pub(crate) fn missing(&self) -> u64 {
        (self.remembered - self.draws).saturating_add(self.altered)
    }

    /// Whether the body counts more codes than the file, which was rolled back; the body has the
    /// counters.
    pub(crate) fn is_behind_body(&self) -> bool {
        self.behind_body
    }

    /// Whether both journals have the same counters, and both or neither lost records.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.next == other.next && self.is_lost() == other.is_lost()
    }

    /// Appends a record that the next code of `account` has the counter `next`, and returns once it
    /// is on the disk.
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

    /// Replaces the file with one record for each account in it or in `counters`, the body's
    /// counters. The file then accounts for every code by itself: the next record claims that, and
    /// an older vault file may yet replace the one with this body.
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

    /// Whether a save should compact the file.
    pub(crate) fn is_long(&self) -> bool {
        !self.is_lost()
            && !self.behind_body
            && self.length > COMPACT_BYTES
            && self.length > 4 * (self.next.len() * RECORD_BYTES) as u64
    }

    /// Replaces the file with one record for each account that `keep` accepts.
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

    /// Continues without lost records: writes `counters`, each raised by the number of missing
    /// codes.
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

    struct Fixture {
        _folder: tempfile::TempDir,
        directory: DataDirectory,
        device: Key,
        vault: Uuid,
    }

    fn fixture() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let directory = DataDirectory::new(folder.path());
        directory.replace(COUNTERS, &[]).unwrap();
        Fixture { directory, _folder: folder, device: Key::generate(), vault: Uuid::new_v4() }
    }

    impl Fixture {
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
    fn torn_tail_is_dropped_and_overwritten() {
        let fixture = fixture();
        let account = Uuid::new_v4();
        let mut journal = fixture.read();
        fixture.advance(&mut journal, account, 1);
        fixture.advance(&mut journal, account, 2);
        let whole = fixture.bytes();
        for length in RECORD_BYTES..whole.len() {
            fixture.put(&whole[..length]);
            let mut torn = fixture.read();
            assert_eq!((torn.next(account), torn.draws(), torn.is_lost()), (Some(1), 1, false), "{length} bytes left");
            fixture.advance(&mut torn, account, 9);
            assert_eq!(fixture.read().next(account), Some(9));
        }
    }

    #[test]
    fn every_altered_whole_record_counts_as_missing() {
        let fixture = fixture();
        let account = Uuid::new_v4();
        let mut journal = fixture.read();
        for next in [5, 9, 7] {
            fixture.advance(&mut journal, account, next);
        }
        assert_eq!(fixture.read().next(account), Some(9), "the highest wins");
        let whole = fixture.bytes();
        for (record, left) in [(0, 9), (1, 7), (2, 9)] {
            let mut bytes = whole.clone();
            bytes[record * RECORD_BYTES + 20] ^= 1;
            fixture.put(&bytes);
            let altered = fixture.read();
            assert_eq!((altered.next(account), altered.missing()), (Some(left), 1), "record {record}");
        }
        fixture.put(&[&whole[..], &[0; RECORD_BYTES]].concat());
        assert!(fixture.read().is_lost(), "a whole record of zeros may have been a code's");
    }

    #[test]
    fn rolled_back_journal_is_missing_the_codes_that_the_keyring_counts() {
        let fixture = fixture();
        let account = Uuid::new_v4();
        let mut journal = fixture.read();
        for next in 1..=3 {
            fixture.advance(&mut journal, account, next);
        }
        let whole = fixture.bytes();
        let keyring = |draws| Remembered { keyring: Some(draws), ..Default::default() };
        for records in 0..3 {
            fixture.put(&whole[..records * RECORD_BYTES]);
            let cut = fixture.read_with(keyring(3));
            assert_eq!((cut.missing(), cut.is_lost()), (3 - records as u64, true));
            let process = fixture.read_with(Remembered { process: 3, ..Default::default() });
            assert_eq!(process.missing(), 3 - records as u64, "this process counts codes too");
        }
        fixture.put(&whole);
        assert!(!fixture.read_with(keyring(2)).is_lost(), "a keyring behind the file means a crash");
        fixture.put(&[]);
        let saved = fixture.read_with(Remembered { body: 2, keyring: Some(3), process: 0 });
        assert_eq!(saved.missing(), 1, "the body has the counters of the first two");
        assert!(!fixture.read_with(Remembered { body: 3, keyring: Some(3), process: 0 }).is_lost());
        assert!(
            fixture.read_with(Remembered { body: 3, ..Default::default() }).is_lost(),
            "codes given out after the save are unknown"
        );
    }

    #[test]
    fn continuing_keeps_known_counters_and_skips_missing_codes() {
        let fixture = fixture();
        let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
        let mut journal = fixture.read();
        for next in 1..=4 {
            fixture.advance(&mut journal, one, next);
        }
        fixture.put(&fixture.bytes()[..2 * RECORD_BYTES]);
        let remembered = Remembered { keyring: Some(4), ..Default::default() };
        let mut cut = fixture.read_with(remembered);
        let counters = [(one, cut.next(one).unwrap()), (other, u64::MAX)];
        let lock = fixture.directory.lock().unwrap();
        cut.continue_without_lost(&lock, &fixture.directory, &fixture.device, fixture.vault, counters.into_iter())
            .unwrap();
        let read = fixture.read_with(remembered);
        assert_eq!(read, cut);
        assert_eq!((read.next(one), read.next(other), read.is_lost()), (Some(4), Some(u64::MAX), false));
    }

    #[test]
    fn compaction_keeps_the_last_counter_of_each_account() {
        let fixture = fixture();
        let (kept, gone) = (Uuid::new_v4(), Uuid::new_v4());
        let mut journal = fixture.read();
        for next in 1..50 {
            fixture.advance(&mut journal, kept, next);
            fixture.advance(&mut journal, gone, next);
        }
        let lock = fixture.directory.lock().unwrap();
        journal.compact(&lock, &fixture.directory, &fixture.device, fixture.vault, |id| id == kept).unwrap();
        let read = fixture.read();
        assert_eq!((read.next(kept), read.next(gone), read.length), (Some(49), None, RECORD_BYTES as u64));
        assert_eq!(read.draws(), 98, "compaction keeps the number of codes given out");
    }

    #[test]
    fn missing_journal_is_lost_and_an_empty_one_is_not() {
        let fixture = fixture();
        assert!(!fixture.read().is_lost());
        std::fs::remove_file(fixture.directory.path(COUNTERS)).unwrap();
        assert!(fixture.read().is_lost());
    }
}
