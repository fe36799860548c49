//! The HOTP codes that were shown, and what the journal and the keyring record of them.

use std::collections::HashMap;

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::known::Known;
use crate::world::World;

const RECORD_BYTES: usize = 64;

#[derive(Default)]
pub(crate) struct Shown {
    /// The counters whose codes were shown, by account name, each with `warnings` and
    /// `out_of_sight` as they were then.
    counters: HashMap<(String, u64), (usize, usize)>,
    warnings: usize,
    out_of_sight: usize,
    /// The number of the last code that each vault gave out, as far as anything still records it.
    draws: HashMap<Uuid, u64>,
    /// Codes shown so far, repeats included.
    pub(crate) codes: usize,
    /// Codes that repeated after a warning.
    pub(crate) warned: usize,
    /// Codes that repeated where the vault could not detect it.
    pub(crate) unseen: usize,
}

/// What the journal and the keyring record of the codes that a vault gave out.
pub(crate) struct Trace {
    /// Whether the journal exists and a vault wrote every whole record in it.
    whole: bool,
    /// The highest code number in the journal and in the vault file, or 0.
    files: u64,
    /// The highest code number in the keyring item `counters`, if it has one that a vault wrote.
    keyring: Option<u64>,
}

impl Trace {
    pub(crate) fn read(known: &Known, world: &World, vault: Uuid) -> Self {
        let journal = world.read("counters.log");
        let records = journal.iter().flat_map(|bytes| bytes.chunks_exact(RECORD_BYTES));
        let foreign = records.into_iter().find(|record| !known.records.contains(*record));
        let saved = world.read("vault.bin").and_then(|bytes| known.draws.get(&bytes).copied()).unwrap_or_default();
        let name = format!("{vault}/counters");
        let items = world.items();
        let values = items.get(&name).into_iter().flatten().filter(|value| known.wrote(&name, value));
        let numbers = values.map(|value| {
            let bytes = BASE64URL_NOPAD.decode(&value.as_bytes()[3..]).unwrap();
            u64::from_be_bytes(bytes[..8].try_into().unwrap())
        });
        Self {
            whole: journal.is_some() && foreign.is_none(),
            files: journal.as_deref().map_or(0, |journal| known.last_code(journal)).max(saved),
            keyring: numbers.max(),
        }
    }
}

impl Trace {
    /// What is left to read while the keyring doesn't answer.
    pub(crate) fn without_keyring(self) -> Self {
        Self { keyring: None, ..self }
    }
}

impl Shown {
    /// Records a warning that a code may repeat, which the user accepted.
    pub(crate) fn warn(&mut self) {
        self.warnings += 1;
    }

    /// Whether the keyring knows every code that the vault gave out, so that none has to repeat.
    pub(crate) fn all_are_known(&self, trace: &Trace, vault: Uuid) -> bool {
        trace.keyring.is_some_and(|known| known >= self.draws.get(&vault).copied().unwrap_or_default())
    }

    /// Records a rollback of the journal that neither the journal nor the keyring reveals.
    pub(crate) fn look(&mut self, vault: Uuid, trace: &Trace) {
        let draws = self.draws.entry(vault).or_default();
        if trace.whole && trace.files < *draws && trace.keyring.is_none_or(|known| known <= trace.files) {
            *draws = trace.files;
            self.out_of_sight += 1;
        }
    }

    /// Records the codes that were given out, shown or not.
    pub(crate) fn drawn(&mut self, vault: Uuid, after: &Trace) {
        let draws = self.draws.entry(vault).or_default();
        *draws = after.files.max(*draws);
    }

    /// Records a code that is shown. Fails if it repeats without a warning although the vault could
    /// have detected that.
    pub(crate) fn show(&mut self, account: &str, counter: u64) -> Result<(), String> {
        self.codes += 1;
        let now = (self.warnings, self.out_of_sight);
        let Some((warnings, unseen)) = self.counters.insert((account.to_owned(), counter), now) else { return Ok(()) };
        match (warnings < self.warnings, unseen < self.out_of_sight) {
            (true, _) => self.warned += 1,
            (false, true) => self.unseen += 1,
            (false, false) => {
                return Err(format!("{account} shows the code of counter {counter} again, without a warning"));
            }
        }
        Ok(())
    }
}
