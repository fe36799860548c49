use uuid::Uuid;

use crate::clock::{BootTime, Clock};
use crate::error::{OpenError, PinError, StoreError};
use crate::files::ATTEMPTS;
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::format::keys::Key;
use crate::keyring::item::Names;
use crate::keyring::store::KeyStore;
use crate::keyring::{item, store};

const CONTENT_BYTES: usize = 8 + 4 + 16 + 8;
/// What both copies lost count as.
const LOST: u32 = 4;

/// How many PINs have failed, and when the last one did. Kept in a file and in the keyring; the
/// higher sequence wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempts {
    sequence: u64,
    failures: u32,
    last: BootTime,
}

/// Where attempts are kept, and what they are authenticated and timed with. Read and written under
/// the vault's lock alone.
#[derive(Clone, Copy)]
pub(crate) struct AttemptStore<'a> {
    pub(crate) _lock: &'a Lock,
    pub(crate) directory: &'a DataDirectory,
    pub(crate) store: &'a dyn KeyStore,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) device: &'a Key,
    pub(crate) vault: Uuid,
}

impl AttemptStore<'_> {
    /// A new vault's, in the keyring: none failed.
    pub(crate) fn begin(self) -> Result<(), StoreError> {
        let none = Attempts { sequence: 0, failures: 0, last: self.clock.boot_time() };
        self.write_to_keyring(&none.write(&self.key()))
    }

    /// What one copy says, into both.
    pub(crate) fn complete(self) -> Result<(), OpenError> {
        self.write_one(self.read()?)
    }

    /// The recovery key was given: failures start from none again.
    pub(crate) fn begin_again(self) -> Result<(), OpenError> {
        let attempts = self.read()?;
        self.forgive(attempts)
    }

    /// Seconds until the next PIN may be tried; 0 for at once.
    pub(crate) fn wait(self) -> Result<u64, OpenError> {
        Ok(self.read()?.wait(self.clock.boot_time()))
    }

    /// PINs that have failed since the last right one.
    pub(crate) fn failures(self) -> Result<u32, OpenError> {
        Ok(self.read()?.failures)
    }

    /// Counts an attempt as failed before it is made: a program that dies in between has spent it.
    pub(crate) fn spend(self) -> Result<Attempts, OpenError> {
        let attempts = self.read()?;
        let now = self.clock.boot_time();
        let seconds = attempts.wait(now);
        if seconds > 0 {
            return Err(PinError::Wait { seconds }.into());
        }
        let spent = Attempts {
            sequence: attempts.sequence.saturating_add(1),
            failures: attempts.failures.saturating_add(1),
            last: now,
        };
        self.write_one(spent)?;
        Ok(spent)
    }

    /// The PIN was right: failures start from none again.
    pub(crate) fn forgive(self, spent: Attempts) -> Result<(), OpenError> {
        self.write_one(Attempts { sequence: spent.sequence.saturating_add(1), failures: 0, last: spent.last })
    }

    /// What to say of an attempt that was spent and failed.
    pub(crate) fn wrong(self, spent: Attempts) -> PinError {
        PinError::Wrong { failures: spent.failures, wait_seconds: spent.wait(self.clock.boot_time()) }
    }

    fn read(self) -> Result<Attempts, OpenError> {
        let key = self.key();
        let in_file = self.directory.read(ATTEMPTS, 4096).ok().flatten().and_then(|bytes| Attempts::read(&bytes, &key));
        // A keyring that cannot be asked leaves the file's word.
        let name = Names(self.vault).attempts();
        let values = self.store.get_every(&name).unwrap_or_default();
        let read = |value: &str| Attempts::read(&item::decode(value)?, &key);
        let in_keyring = store::choose(self.store, &name, &values, read, |attempts| attempts.sequence);
        let newest = in_file.into_iter().chain(in_keyring).max_by_key(|attempts| attempts.sequence);
        match newest {
            Some(attempts) => Ok(attempts),
            None => {
                let lost = Attempts { sequence: 1 << 32, failures: LOST, last: self.clock.boot_time() };
                self.write_one(lost)?;
                Ok(lost)
            }
        }
    }

    /// One copy suffices, file first.
    fn write_one(self, attempts: Attempts) -> Result<(), OpenError> {
        let bytes = attempts.write(&self.key());
        let in_file = self.directory.replace(ATTEMPTS, &bytes);
        match (in_file, self.write_to_keyring(&bytes)) {
            (Err(error), Err(_)) => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn write_to_keyring(self, record: &[u8]) -> Result<(), StoreError> {
        self.store.set(&Names(self.vault).attempts(), &item::encode(record))
    }

    fn key(self) -> Key {
        self.device.derive("attempts", self.vault)
    }
}

impl Attempts {
    /// Three failures are free; then 30 s, 1, 5, 15 and 60 minutes, counted from the failure, or
    /// from the machine's start if it has been started since.
    ///
    /// Where the system does not say which start this is, it counts as the same one for as long as
    /// its clock allows: a wait is never shortened by what cannot be read.
    fn wait(self, now: BootTime) -> u64 {
        let wait: u64 = match self.failures {
            ..3 => 0,
            3 => 30,
            4 => 60,
            5 => 5 * 60,
            6 => 15 * 60,
            _ => 60 * 60,
        };
        let unknown = [now.boot, self.last.boot].contains(&BootTime::UNKNOWN);
        let same = if unknown { now.seconds >= self.last.seconds } else { now.boot == self.last.boot };
        let since = if same { self.last.seconds } else { 0 };
        wait.saturating_sub(now.seconds.saturating_sub(since))
    }

    fn write(self, key: &Key) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(CONTENT_BYTES + 32);
        bytes.extend_from_slice(&self.sequence.to_be_bytes());
        bytes.extend_from_slice(&self.failures.to_be_bytes());
        bytes.extend_from_slice(&self.last.boot);
        bytes.extend_from_slice(&self.last.seconds.to_be_bytes());
        bytes.extend_from_slice(&key.mac(&bytes));
        bytes
    }

    fn read(bytes: &[u8], key: &Key) -> Option<Self> {
        let (content, mac) = bytes.split_at_checked(CONTENT_BYTES)?;
        key.verifies(content, mac).then_some(())?;
        let (sequence, rest) = content.split_first_chunk::<8>()?;
        let (failures, rest) = rest.split_first_chunk::<4>()?;
        let (boot, rest) = rest.split_first_chunk::<16>()?;
        Some(Self {
            sequence: u64::from_be_bytes(*sequence),
            failures: u32::from_be_bytes(*failures),
            last: BootTime { boot: *boot, seconds: u64::from_be_bytes(rest.try_into().ok()?) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(failures: u32, seconds: u64) -> Attempts {
        Attempts { sequence: 1, failures, last: BootTime { boot: [1; 16], seconds } }
    }

    #[test]
    fn waits_grow_and_run_on_the_boot_clock() {
        let at = |seconds| BootTime { boot: [1; 16], seconds };
        for (failures, wait) in [
            (0, 0),
            (1, 0),
            (2, 0),
            (3, 30),
            (4, 60),
            (5, 300),
            (6, 900),
            (7, 3600),
            (9, 3600),
            (10, 3600),
            (u32::MAX, 3600),
        ] {
            assert_eq!(failed(failures, 500).wait(at(500)), wait, "{failures} failures");
            assert_eq!(failed(failures, 500).wait(at(500 + wait)), 0);
        }
        assert_eq!(failed(3, 500).wait(at(510)), 20);
        let restarted = BootTime { boot: [2; 16], seconds: 12 };
        assert_eq!(failed(3, 500).wait(restarted), 18, "a restart starts the wait afresh");
    }

    #[test]
    fn an_unknown_boot_never_shortens_a_wait() {
        let unknown = |seconds| BootTime { boot: BootTime::UNKNOWN, seconds };
        assert_eq!(failed(3, 500).wait(unknown(510)), 20, "as if it were the same start");
        assert_eq!(failed(3, 500).wait(unknown(12)), 18, "certainly a restart");
        let written = Attempts { last: unknown(500), ..failed(3, 0) };
        assert_eq!(written.wait(BootTime { boot: [1; 16], seconds: 510 }), 20);
        assert_eq!(written.wait(unknown(510)), 20);
        assert_eq!(written.wait(unknown(499)), 0, "an uptime that is less than it was tells of a restart");
        assert_eq!(written.wait(unknown(12)), 18, "and the wait starts afresh");
    }

    #[test]
    fn a_forged_record_is_none() {
        let key = Key::generate();
        let bytes = failed(5, 9).write(&key);
        assert_eq!(Attempts::read(&bytes, &key), Some(failed(5, 9)));
        for position in 0..bytes.len() {
            let mut altered = bytes.clone();
            altered[position] ^= 1;
            assert_eq!(Attempts::read(&altered, &key), None, "byte {position}");
        }
        for length in 0..bytes.len() {
            assert_eq!(Attempts::read(&bytes[..length], &key), None);
        }
    }
}
