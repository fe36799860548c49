//! The HOTP codes that were shown, and what the world tells of them.

use std::collections::HashMap;

use data_encoding::BASE64URL_NOPAD;
use uuid::Uuid;

use crate::known::Known;
use crate::world::World;

const RECORD_BYTES: usize = 64;

#[derive(Default)]
pub(crate) struct Shown {
    /// The counters of each account, and how much had been warned of and out of sight when a code
    /// was shown.
    counters: HashMap<(String, u64), (usize, usize)>,
    warnings: usize,
    out_of_sight: usize,
    /// The number of the last code that each vault has given out, as far as anything can tell.
    draws: HashMap<Uuid, u64>,
    /// Codes, those that came again after a warning, and those of which nothing could tell.
    pub(crate) codes: usize,
    pub(crate) warned: usize,
    pub(crate) unseen: usize,
}

/// What the journal and the keyring say of the codes that were drawn from a vault.
pub(crate) struct Trace {
    /// The journal is there, and every whole record is a vault's own.
    whole: bool,
    /// The highest number of a code in the journal.
    journal: u64,
    /// The one in the keyring, if it has any.
    keyring: Option<u64>,
}

impl Trace {
    pub(crate) fn read(known: &Known, world: &World, vault: Uuid) -> Self {
        let journal = world.read("counters.log");
        let records = journal.iter().flat_map(|bytes| bytes.chunks_exact(RECORD_BYTES));
        let (own, foreign): (Vec<_>, Vec<_>) = records.partition(|record| known.records.contains(*record));
        let number = |record: &[u8]| u64::from_be_bytes(record[24..32].try_into().unwrap());
        let name = format!("{vault}/counters");
        let items = world.items();
        let values = items.get(&name).into_iter().flatten().filter(|value| known.wrote(&name, value));
        let numbers = values.map(|value| {
            let bytes = BASE64URL_NOPAD.decode(&value.as_bytes()[3..]).unwrap();
            u64::from_be_bytes(bytes[..8].try_into().unwrap())
        });
        Self {
            whole: journal.is_some() && foreign.is_empty(),
            journal: own.into_iter().map(number).max().unwrap_or_default(),
            keyring: numbers.max(),
        }
    }
}

impl Shown {
    /// A warning that a code may come again, and the user's wish to go on.
    pub(crate) fn warn(&mut self) {
        self.warnings += 1;
    }

    /// Whether the keyring knows of every code, so that none need come again.
    pub(crate) fn all_are_known(&self, trace: &Trace, vault: Uuid) -> bool {
        trace.keyring.is_some_and(|known| known >= self.draws.get(&vault).copied().unwrap_or_default())
    }

    /// Looks whether the journal was rolled back so that neither it nor the keyring has a trace of
    /// that.
    pub(crate) fn look(&mut self, vault: Uuid, trace: &Trace) {
        let draws = self.draws.entry(vault).or_default();
        if trace.whole && trace.journal < *draws && trace.keyring.is_none_or(|known| known <= trace.journal) {
            *draws = trace.journal;
            self.out_of_sight += 1;
        }
    }

    /// Takes note of what was drawn, shown or not.
    pub(crate) fn drawn(&mut self, vault: Uuid, after: &Trace) {
        let draws = self.draws.entry(vault).or_default();
        *draws = after.journal.max(*draws);
    }

    /// Takes note of a code that is shown.
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
