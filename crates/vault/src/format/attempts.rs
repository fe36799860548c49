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
/// Failures assumed if both copies are lost.
const LOST: u32 = 4;

/// The number of failed PINs and the time of the last one (`FORMAT.md`, section 8). Kept in a file
/// and in the keyring; the higher sequence wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempts {
    sequence: u64,
    failures: u32,
    last: BootTime,
}

/// Reads and writes the attempts, which needs the vault's lock.
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
    /// Writes a new vault's attempts, without failures, to the keyring.
    pub(crate) fn begin(self) -> Result<(), StoreError> {
        let none = Attempts { sequence: 0, failures: 0, last: self.clock.boot_time() };
        self.write_to_keyring(&none.write(&self.key()))
    }

    /// Writes the newer copy to both places.
    pub(crate) fn complete(self) -> Result<(), OpenError> {
        self.write_one(self.read()?)
    }

    /// Resets the failures to 0 after the recovery key was given.
    pub(crate) fn begin_again(self) -> Result<(), OpenError> {
        let attempts = self.read()?;
        self.forgive(attempts)
    }

    /// Seconds until the next PIN may be tried; 0 for at once.
    pub(crate) fn wait(self) -> Result<u64, OpenError> {
        Ok(self.read()?.wait(self.clock.boot_time()))
    }

    /// Wrong PINs since the last right one.
    pub(crate) fn failures(self) -> Result<u32, OpenError> {
        Ok(self.read()?.failures)
    }

    /// The attempts so far, if a PIN may be tried now.
    pub(crate) fn so_far(self) -> Result<Attempts, OpenError> {
        let attempts = self.read()?;
        match attempts.wait(self.clock.boot_time()) {
            0 => Ok(attempts),
            seconds => Err(PinError::Wait { seconds }.into()),
        }
    }

    /// Counts an attempt as failed before the PIN is tried, so that a crash in between spends it.
    pub(crate) fn spend(self, so_far: Attempts) -> Result<Attempts, OpenError> {
        let spent = Attempts {
            sequence: so_far.sequence.saturating_add(1),
            failures: so_far.failures.saturating_add(1),
            last: self.clock.boot_time(),
        };
        self.write_one(spent)?;
        Ok(spent)
    }

    /// Resets the failures to 0 after a right PIN.
    pub(crate) fn forgive(self, spent: Attempts) -> Result<(), OpenError> {
        self.write_one(Attempts { sequence: spent.sequence.saturating_add(1), failures: 0, last: spent.last })
    }

    /// The error for a spent attempt whose PIN was wrong.
    pub(crate) fn wrong(self, spent: Attempts) -> PinError {
        PinError::Wrong { failures: spent.failures, wait_seconds: spent.wait(self.clock.boot_time()) }
    }

    fn read(self) -> Result<Attempts, OpenError> {
        let key = self.key();
        let in_file = self.directory.read(ATTEMPTS, 4096).ok().flatten().and_then(|bytes| Attempts::read(&bytes, &key));
        // If the keyring cannot be asked, the file alone counts.
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

    /// Writes both copies, the file first. Fails only if neither can be written.
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
    /// Seconds until the next PIN may be tried. Two failures cost nothing; the third and later ones
    /// cost 30 s, 1, 5, 15 and 60 minutes, counted from the failure, or from the boot if the
    /// machine has restarted since.
    ///
    /// Where the system does not identify the boot, it counts as the same one unless its clock is
    /// behind the failure, so that an unknown boot never shortens a wait.
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
    fn waits_grow_with_failures_and_run_on_the_boot_clock() {
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
        assert_eq!(failed(3, 500).wait(restarted), 18, "a restart begins the wait again");
    }

    #[test]
    fn unknown_boot_never_shortens_a_wait() {
        let unknown = |seconds| BootTime { boot: BootTime::UNKNOWN, seconds };
        assert_eq!(failed(3, 500).wait(unknown(510)), 20, "an unknown boot counts as the same one");
        assert_eq!(failed(3, 500).wait(unknown(12)), 18, "a clock behind the failure means a restart");
        let written = Attempts { last: unknown(500), ..failed(3, 0) };
        assert_eq!(written.wait(BootTime { boot: [1; 16], seconds: 510 }), 20);
        assert_eq!(written.wait(unknown(510)), 20);
        assert_eq!(written.wait(unknown(499)), 0, "a shorter uptime means a restart");
        assert_eq!(written.wait(unknown(12)), 18, "a restart begins the wait again");
    }

    #[test]
    fn altered_or_cut_record_is_rejected() {
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
