//! Runs a history, and checks the invariants after each of its steps.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use uuid::Uuid;
use watchword_vault::testing::{Died, Fault};
use watchword_vault::{
    FoundVault, ImportUndo, Kdf, LockedVault, OpenError, Pin, PinError, PinProof, RecoveryError, StoreKind,
    UnlockedVault,
};

use crate::beginning::{Beginning, FIRST_PIN};
use crate::codes::{Shown, Trace};
use crate::known::{Header, Known, Seeds, header};
use crate::op::Op;
use crate::world::{Folder, VAULT_FILES, World, written_between};

/// `Err` says which invariant a history broke.
pub(crate) type Outcome = Result<(), String>;

/// A process that has the vault open.
pub(crate) struct Seat {
    pub(crate) vault: UnlockedVault,
    /// The salt that the confirmed PIN was hashed with, and the proof: another salt needs another
    /// proof.
    pub(crate) proof: Option<(String, Arc<PinProof>)>,
    /// Accounts whose page was lost while the vault was open. It reads pages once, so it does not
    /// know.
    pub(crate) unaware: Seeds,
}

pub(crate) struct History {
    pub(crate) world: World,
    pub(crate) known: Known,
    pub(crate) shown: Shown,
    pub(crate) seats: [Option<Seat>; 2],
    pub(crate) turn: usize,
    pub(crate) pins: u32,
    /// The PIN of any PIN slot that a vault writes now.
    pub(crate) setting: String,
    pub(crate) armed: Fault,
    pub(crate) faulty: bool,
    /// The last import, which may be undone.
    pub(crate) imported: ImportUndo,
    pub(crate) tally: BTreeMap<&'static str, usize>,
}

impl History {
    pub(crate) fn new(kind: StoreKind) -> Self {
        let beginning = Beginning::of(kind);
        let mut history = Self {
            world: beginning.world.twin(),
            known: Known::default(),
            shown: Shown::default(),
            seats: [None, None],
            turn: 0,
            pins: 0,
            setting: FIRST_PIN.to_owned(),
            armed: Fault::None,
            faulty: false,
            imported: ImportUndo::default(),
            tally: BTreeMap::new(),
        };
        history.known.note(&Folder::new(), &history.world, beginning.written.clone(), FIRST_PIN);
        let vault = unlock(&history.world, &history.known).expect("a new vault opens");
        history.sit_down(vault);
        let seat = history.seats[0].as_mut().expect("the vault was just opened");
        seat.proof = Some(beginning.proof.clone());
        history
    }

    pub(crate) fn live(&mut self, op: &Op) -> Outcome {
        match op {
            Op::Dies(calls) => self.armed = Fault::DiesAfter(*calls),
            Op::Refuses(writes) => self.armed = Fault::RefusesAfter(*writes),
            Op::Silent => self.armed = Fault::Silent,
            Op::Switch => self.turn = 1 - self.turn,
            Op::Lock => self.seats[self.turn] = None,
            op if self.happens(op) => {}
            op => {
                if self.seats[self.turn].is_none() && !matches!(op, Op::Restore(..)) {
                    // A process may die while it opens the vault, or in the operation after that.
                    let at_once = matches!(self.armed, Fault::DiesAfter(n) | Fault::RefusesAfter(n) if n % 2 == 0);
                    let fault = if at_once { std::mem::take(&mut self.armed) } else { Fault::None };
                    self.attempt(fault, Self::sit)?;
                }
                let fault = std::mem::take(&mut self.armed);
                self.attempt(fault, |history| history.act(op))?;
            }
        }
        Ok(())
    }

    /// Runs `work` on the vault with `fault` active. Fails if nothing holds a seed any longer that
    /// was held before.
    fn attempt(&mut self, fault: Fault, work: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let before = self.world.folder();
        let held = self.known.held(&self.world);
        self.known.overtaken.extend(self.seats[self.turn].iter().flat_map(|seat| seat.unaware.clone()));
        if let Some((vault, trace)) = self.trace() {
            self.shown.look(vault, &if fault == Fault::Silent { trace.without_keyring() } else { trace });
        }
        self.arm(fault);
        let done = catch_unwind(AssertUnwindSafe(|| work(self)));
        self.arm(Fault::None);
        let outcome = done.unwrap_or_else(|payload| {
            if !payload.is::<Died>() {
                resume_unwind(payload);
            }
            self.seats[self.turn] = None;
            self.count("deaths");
            Ok(())
        });
        self.note(&before);
        self.world.date_backups(&before);
        outcome?;
        let now = self.known.held(&self.world);
        let Known { purged, given_up, overtaken, .. } = &self.known;
        let excused = |name: &String| [&now, purged, given_up, overtaken].iter().any(|set| set.contains(name));
        let lost: Vec<&String> = held.iter().filter(|name| !excused(name)).collect();
        if lost.is_empty() { Ok(()) } else { Err(format!("nothing holds the seeds of {lost:?} any more")) }
    }

    fn arm(&mut self, fault: Fault) {
        self.faulty = fault != Fault::None;
        self.world.keyring.fail(fault);
        // A directory under the name of the staged file stops a keyring in a file from writing.
        let refuses = self.world.kind == StoreKind::File && matches!(fault, Fault::RefusesAfter(_) | Fault::Silent);
        let staged = self.world.data().join("keyring.bin.new");
        let _ = if refuses { std::fs::create_dir(staged) } else { std::fs::remove_dir(staged) };
    }

    /// Records what was written since `before`, and the accounts that the session shows.
    pub(crate) fn note(&mut self, before: &Folder) {
        let mut written = self.world.keyring.take_written();
        if self.world.kind == StoreKind::File {
            let old = before.get("keyring.bin").map(|(bytes, _)| bytes.as_slice()).unwrap_or_default();
            written = written_between(old, &self.world.read("keyring.bin").unwrap_or_default());
        }
        self.known.note(before, &self.world, written, &self.setting);
        if let Some((vault, trace)) = self.trace() {
            self.shown.drawn(vault, &trace);
        }
        if let Some(seat) = &self.seats[self.turn] {
            let seen: Vec<_> = seat.vault.entries().chain(seat.vault.trashed()).collect();
            let with_seed = seen.iter().filter(|entry| !seat.vault.seed_missing(entry.id));
            let surely = with_seed.filter(|entry| !seat.unaware.contains(&entry.account));
            surely.for_each(|entry| {
                self.known.overtaken.remove(&entry.account);
            });
            self.known.names.extend(seen.into_iter().map(|entry| (entry.id, entry.account.clone())));
        }
    }

    /// The uuid of the vault in the directory, and the [`Trace`] of its codes.
    pub(crate) fn trace(&self) -> Option<(Uuid, Trace)> {
        let vault = header(&self.world.read("vault.bin")?)?.uuid;
        Some((vault, Trace::read(&self.known, &self.world, vault)))
    }

    pub(crate) fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    /// Counts `what` if it succeeded, and ignores a refusal.
    pub(crate) fn done<T, E>(&mut self, what: &'static str, result: Result<T, E>) -> Option<T> {
        let done = result.ok();
        if done.is_some() {
            self.count(what);
        }
        done
    }

    pub(crate) fn new_pin(&mut self) -> Pin {
        self.pins += 1;
        self.setting = format!("kancil becak {}", 7204 + self.pins);
        Pin::typed(&self.setting)
    }

    pub(crate) fn find(&self) -> Result<FoundVault, OpenError> {
        LockedVault::find(&self.world.data(), &|| self.world.connect(), self.world.clock.clone())
    }

    /// The headers of the vault files that parse.
    pub(crate) fn headers(&self) -> Vec<Header> {
        VAULT_FILES.iter().filter_map(|name| header(&self.world.read(name)?)).collect()
    }

    pub(crate) fn sit_down(&mut self, vault: UnlockedVault) {
        self.seats[self.turn] = Some(Seat { vault, proof: None, unaware: Seeds::new() });
    }

    /// Unlocks the vault. Fails if an intact vault file does not open although no fault is active.
    fn sit(&mut self) -> Outcome {
        self.world.pass(2 * 60 * 60);
        let must_open = !self.faulty && self.known.must_open(&self.world.folder(), &self.world.items());
        match self.unlock() {
            Ok(vault) => {
                self.count("unlocked");
                self.sit_down(vault);
                Ok(())
            }
            Err(why) if must_open => Err(format!("an intact vault file does not open: {why}")),
            Err(_) => Ok(()),
        }
    }

    pub(crate) fn unlock(&self) -> Result<UnlockedVault, OpenError> {
        unlock(&self.world, &self.known)
    }

    pub(crate) fn vault(&mut self) -> Option<&mut UnlockedVault> {
        self.seats[self.turn].as_mut().map(|seat| &mut seat.vault)
    }

    /// Closes both sessions, and tallies the codes that were shown and repeated.
    pub(crate) fn end(&mut self) {
        self.seats = [None, None];
        for (what, count) in [
            ("codes", self.shown.codes),
            ("codes again after a warning", self.shown.warned),
            ("codes again that nothing could tell of", self.shown.unseen),
        ] {
            *self.tally.entry(what).or_default() += count;
        }
    }
}

/// Unlocks with the PIN of one of the vault files, or with a recovery key if the PIN is forgotten.
pub(crate) fn unlock(world: &World, known: &Known) -> Result<UnlockedVault, OpenError> {
    let FoundVault::Locked(mut locked) = LockedVault::find(&world.data(), &|| world.connect(), world.clock.clone())?
    else {
        return Err(OpenError::Damaged("no vault was found".into()));
    };
    let headers: Vec<Header> = VAULT_FILES.iter().filter_map(|name| header(&world.read(name)?)).collect();
    if known.forgotten {
        let key =
            headers.iter().find_map(|header| known.key(header)).ok_or(OpenError::Recovery(RecoveryError::None))?;
        return locked.recover(key, &Pin::typed("kancil becak 1"), Kdf::FLOOR).map_err(|refused| refused.why);
    }
    let mut pins: Vec<&str> = headers.iter().filter_map(|header| known.pin(header)).collect();
    pins.dedup();
    let mut why = OpenError::Damaged("no file whose PIN is known".into());
    for pin in pins {
        // If both copies of the attempts record are lost, there is a wait.
        for _ in 0..2 {
            match locked.unlock(&Pin::typed(pin)) {
                Ok(vault) => return Ok(vault),
                Err(refused) => (locked, why) = (refused.vault, refused.why),
            }
            let OpenError::Pin(PinError::Wait { seconds }) = why else { break };
            world.pass(seconds);
        }
        if !matches!(why, OpenError::Pin(PinError::Wrong { .. })) {
            break;
        }
    }
    Err(why)
}
