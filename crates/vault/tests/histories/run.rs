//! A history as it is lived: the operations, and what must hold after each.

use std::collections::BTreeMap;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, OnceLock};

use watchword_otp::Account;
use watchword_vault::{
    Backup, Consent, DrawError, EditError, Found, Kdf, LockedVault, OpenError, Pin, PinError, PinProof, RecoveryKey,
    Restored, Settings, StoreKind, UnlockedVault, Vacancy, restore,
};

use crate::codes::{Shown, Trace};
use crate::common::ring::{Died, Fault};
use crate::common::{hotp, totp};
use crate::known::{Header, Known, Seeds, Way, header};
use crate::op::{Consented, Op};
use crate::world::{Folder, VAULT_FILES, World, written_between};

/// A history that broke a promise says which one.
pub(crate) type Outcome = Result<(), String>;

/// A process that has the vault open.
struct Seat {
    vault: UnlockedVault,
    /// A PIN that was given, and the salt it was hashed with: another PIN needs another proof.
    proof: Option<(String, Arc<PinProof>)>,
    /// Accounts whose page was lost while the vault was open: pages are read once, so it does not know.
    unaware: Seeds,
}

pub(crate) struct History {
    pub(crate) world: World,
    pub(crate) known: Known,
    shown: Shown,
    seats: [Option<Seat>; 2],
    turn: usize,
    pins: u32,
    /// The PIN that a slot which is made now is for.
    setting: String,
    armed: Fault,
    faulty: bool,
    pub(crate) tally: BTreeMap<&'static str, usize>,
}

/// A vault without accounts, from which histories begin: making one and proving its PIN takes its time.
struct Beginning {
    world: World,
    written: HashMap<String, HashSet<String>>,
    proof: (String, Arc<PinProof>),
}

const FIRST_PIN: &str = "kancil becak 7204";

impl Beginning {
    fn of(kind: StoreKind) -> &'static Self {
        static KEYRING: OnceLock<Beginning> = OnceLock::new();
        static FILE: OnceLock<Beginning> = OnceLock::new();
        let made = if kind == StoreKind::File { &FILE } else { &KEYRING };
        made.get_or_init(|| Self::make(kind))
    }

    fn make(kind: StoreKind) -> Self {
        let world = World::new(kind);
        let found = LockedVault::find(&world.data(), &|| world.connect(), world.clock.clone());
        let Ok(Found::Nothing(vacancy)) = found else { panic!("there is something already") };
        let pin = Pin::typed(FIRST_PIN);
        let mut vault = vacancy.create(kind, &pin, Kdf::FLOOR).ok().unwrap();
        let salt = header(&world.read("vault.bin").unwrap()).unwrap().salt;
        let proof = (salt, Arc::new(vault.prove(&pin).ok().unwrap()));
        let written = match kind {
            StoreKind::Keyring => world.ring.take_written(),
            StoreKind::File => written_between(&[], &world.read("keyring.bin").unwrap()),
        };
        Self { world, written, proof }
    }
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
            tally: BTreeMap::new(),
        };
        history.known.note(&Folder::new(), &history.world, beginning.written.clone(), FIRST_PIN);
        let vault = unlock(&history.world, &history.known).expect("a new vault opens");
        history.sit_down(vault);
        let seat = history.seats[0].as_mut().expect("it is open");
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
                    // A process may die as it opens the vault, or as it does what it opened it for.
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

    /// Does something with the vault while `fault` holds. Nothing of it may cost a seed that was held before.
    fn attempt(&mut self, fault: Fault, work: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        let before = self.world.folder();
        let held = self.known.held(&self.world);
        self.known.overtaken.extend(self.seats[self.turn].iter().flat_map(|seat| seat.unaware.clone()));
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
        self.world.ring.fail(fault);
        // A directory in the way of what would be written stops a keyring in a file.
        let refuses = self.world.kind == StoreKind::File && matches!(fault, Fault::RefusesAfter(_) | Fault::Silent);
        let staged = self.world.data().join("keyring.bin.new");
        let _ = if refuses { std::fs::create_dir(staged) } else { std::fs::remove_dir(staged) };
    }

    /// Takes note of what was written and is seen.
    fn note(&mut self, before: &Folder) {
        let mut written = self.world.ring.take_written();
        if self.world.kind == StoreKind::File {
            let old = before.get("keyring.bin").map(|(bytes, _)| bytes.as_slice()).unwrap_or_default();
            written = written_between(old, &self.world.read("keyring.bin").unwrap_or_default());
        }
        self.known.note(before, &self.world, written, &self.setting);
        if let Some(header) = self.world.read("vault.bin").and_then(|bytes| header(&bytes)) {
            self.shown.drawn(header.uuid, &Trace::read(&self.known, &self.world, header.uuid));
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

    fn count(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    /// Counts what was done, and passes over what was refused.
    fn done<T, E>(&mut self, what: &'static str, result: Result<T, E>) -> Option<T> {
        let done = result.ok();
        if done.is_some() {
            self.count(what);
        }
        done
    }

    fn new_pin(&mut self) -> Pin {
        self.pins += 1;
        self.setting = format!("kancil becak {}", 7204 + self.pins);
        Pin::typed(&self.setting)
    }

    fn find(&self) -> Result<Found, OpenError> {
        LockedVault::find(&self.world.data(), &|| self.world.connect(), self.world.clock.clone())
    }

    /// The headers of the vault's files.
    fn headers(&self) -> Vec<Header> {
        VAULT_FILES.iter().filter_map(|name| header(&self.world.read(name)?)).collect()
    }

    fn sit_down(&mut self, vault: UnlockedVault) {
        self.seats[self.turn] = Some(Seat { vault, proof: None, unaware: Seeds::new() });
    }

    /// Unlocks. A vault file that is whole opens, unless the keyring is failing.
    fn sit(&mut self) -> Outcome {
        self.world.pass(2 * 60 * 60);
        let must_open = !self.faulty && self.known.must_open(&self.world.folder(), &self.world.items());
        match self.unlock() {
            Ok(vault) => {
                self.count("unlocked");
                self.sit_down(vault);
                Ok(())
            }
            Err(why) if must_open => Err(format!("a whole vault file does not open: {why}")),
            Err(_) => Ok(()),
        }
    }

    fn unlock(&self) -> Result<UnlockedVault, OpenError> {
        unlock(&self.world, &self.known)
    }

    fn vault(&mut self) -> Option<&mut UnlockedVault> {
        self.seats[self.turn].as_mut().map(|seat| &mut seat.vault)
    }

    /// What the session says of an account.
    fn pick(
        &mut self,
        number: u32,
        trashed: bool,
        fits: impl Fn(&watchword_vault::Entry) -> bool,
    ) -> Option<(uuid::Uuid, String)> {
        let vault = self.vault()?;
        let all: Vec<_> = if trashed { vault.trashed().collect() } else { vault.entries().collect() };
        let all: Vec<_> = all.into_iter().filter(|entry| fits(entry)).collect();
        let entry = all.get(number as usize % all.len().max(1))?;
        Some((entry.id, entry.account.clone()))
    }

    fn act(&mut self, op: &Op) -> Outcome {
        if let Op::Restore(number, consented) = op {
            return self.restore(*number, *consented);
        }
        if self.vault().is_none() {
            return if *op == Op::FollowOffers { self.restore(u32::MAX, Consented::Typed) } else { Ok(()) };
        }
        match op {
            Op::Add { count, hotp, long } => self.add(*count, *hotp, *long),
            Op::Rename(number) => {
                let Some((id, name)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let renamed = self.vault().map(|vault| vault.rename(id, &format!("issuer {number}"), &name));
                self.edited("renamed", renamed);
            }
            Op::Move(number, to) => {
                let Some((id, _)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let moved = self.vault().map(|vault| vault.move_to(id, *to as usize % 8));
                self.edited("moved", moved);
            }
            Op::Trash(number) => {
                let Some((id, _)) = self.pick(*number, false, |_| true) else { return Ok(()) };
                let trashed = self.vault().map(|vault| vault.trash(id));
                self.edited("trashed", trashed);
            }
            Op::Untrash(number) => {
                let Some((id, _)) = self.pick(*number, true, |_| true) else { return Ok(()) };
                let untrashed = self.vault().map(|vault| vault.untrash(id));
                self.edited("untrashed", untrashed);
            }
            Op::EmptyTrash => self.empty_trash(),
            Op::Settings(number) => {
                let settings = Settings { clipboard_seconds: 10 + number % 200, ..Settings::default() };
                let set = self.vault().map(|vault| vault.set_settings(settings));
                self.edited("set", set);
            }
            Op::Draw(number) => return self.draw(*number),
            Op::ChangePin => self.change_pin(),
            Op::SetRecoveryKey { kept } => self.set_recovery_key(*kept),
            Op::WrongPin => {
                let wrong = self.vault().map(|vault| vault.prove(&Pin::typed("not the PIN")).map(drop));
                if wrong == Some(Ok(())) {
                    return Err("a wrong PIN proves something".into());
                }
            }
            Op::Refresh => {
                let refreshed = self.vault().map(UnlockedVault::refresh);
                self.edited("refreshed", refreshed);
            }
            Op::Adopt => self.adopt(),
            Op::Mend => {
                let mended = self.vault().map(UnlockedVault::mend);
                self.edited("mended", mended);
            }
            Op::MendFrom(number) => {
                let backups = self.backups();
                if let Some((bytes, key)) = backups.get(*number as usize % backups.len().max(1)) {
                    self.mend_from(bytes, *key);
                }
            }
            Op::Recover => self.recover(),
            Op::DeleteAside(number) => self.delete_aside(*number),
            Op::FollowOffers => {
                self.adopt();
                let mended = self.vault().map(UnlockedVault::mend);
                self.edited("mended", mended);
                for (bytes, key) in self.backups() {
                    self.mend_from(&bytes, key);
                }
            }
            _ => unreachable!("{op:?} happens to the world"),
        }
        Ok(())
    }

    /// A session that was locked by another one is over.
    fn edited<T>(&mut self, what: &'static str, result: Option<Result<T, EditError>>) -> Option<T> {
        let result = result?;
        if matches!(result, Err(EditError::Locked)) {
            self.seats[self.turn] = None;
        }
        self.done(what, result)
    }

    fn add(&mut self, count: u32, is_hotp: bool, long: bool) {
        let new: Vec<Account> = (0..count)
            .map(|_| {
                let number = self.known.accounts.len();
                let mut seed = format!("seed of the account {number}").into_bytes();
                seed.resize(if long { 700 } else { seed.len() }, 7);
                let made = if is_hotp { hotp("Bank", &seed, 0) } else { totp("Example", &seed) };
                let made = Account { account: format!("account {number}"), ..made };
                self.known.accounts.insert(made.account.clone(), copy(&made));
                made
            })
            .collect();
        let added = self.vault().map(|vault| vault.add(&new));
        if let Some(ids) = self.edited("added", added) {
            self.known.names.extend(ids.into_iter().zip(new.into_iter().map(|account| account.account)));
        }
    }

    /// What is in the trash is gone for good, even if the process dies over it.
    fn empty_trash(&mut self) {
        let refreshed = self.vault().map(UnlockedVault::refresh);
        if self.edited("refreshed", refreshed).is_none() {
            return;
        }
        let Some(vault) = self.vault().filter(|vault| !vault.is_older_copy()) else { return };
        let trash: Vec<String> = vault.trashed().map(|entry| entry.account.clone()).collect();
        self.known.purged.extend(trash);
        let emptied = self.vault().map(UnlockedVault::empty_trash);
        self.edited("emptied", emptied);
    }

    fn draw(&mut self, number: u32) -> Outcome {
        let is_hotp =
            |entry: &watchword_vault::Entry| matches!(entry.parameters.kind(), watchword_otp::Kind::Hotp { .. });
        let Some((id, name)) = self.pick(number, false, is_hotp) else { return Ok(()) };
        self.world.journals.extend(self.world.read("counters.log"));
        let seat = self.seats[self.turn].as_mut().expect("an account was picked from it");
        let uuid = seat.vault.uuid();
        let trace = Trace::read(&self.known, &self.world, uuid);
        match seat.vault.draw(id) {
            Ok(code) => {
                let counter =
                    seat.vault.counter(id).and_then(|next| next.checked_sub(1)).ok_or("a code moves no counter")?;
                let account = &self.known.accounts[&name];
                if account.parameters.code(&account.secret, counter) != code {
                    return Err(format!("{name} shows another code than that of counter {counter}"));
                }
                self.count(if self.faulty { "drawn though the keyring fails" } else { "drawn" });
                self.shown.show(&name, counter, uuid, &trace)
            }
            Err(DrawError::CountersLost) if !seat.vault.counters_lost() => {
                Err("no code, for counters that are not lost".into())
            }
            Err(DrawError::Locked) => {
                self.seats[self.turn] = None;
                Ok(())
            }
            Err(
                DrawError::SeedMissing(_) | DrawError::OlderCopy | DrawError::CountersLost | DrawError::NotFound(_),
            ) => Ok(()),
            Err(why) => Err(format!("no code of {name}: {why}")),
        }
    }

    /// Goes on where an older copy or lost counters were told of.
    fn adopt(&mut self) {
        let Some(vault) = self.vault() else { return };
        let (uuid, older, lost) = (vault.uuid(), vault.is_older_copy(), vault.counters_lost());
        if !older && !lost {
            return;
        }
        if older {
            self.give_up_absent();
        }
        // With every code in the keyring, none comes again even now.
        let trace = Trace::read(&self.known, &self.world, uuid);
        if self.faulty || !self.shown.all_are_known(&trace, uuid) {
            self.shown.warn();
        }
        let adopted = self.vault().map(UnlockedVault::adopt);
        self.edited("adopted", adopted);
    }

    /// The user goes on from an older copy: accounts that it has not are given up.
    fn give_up_absent(&mut self) {
        let Some(seat) = &self.seats[self.turn] else { return };
        let there: Seeds =
            seat.vault.entries().chain(seat.vault.trashed()).map(|entry| entry.account.clone()).collect();
        self.known.given_up.extend(self.known.accounts.keys().filter(|name| !there.contains(*name)).cloned());
    }

    fn prove(&mut self) -> Option<String> {
        let seat = self.seats[self.turn].as_mut()?;
        let bytes = self.world.read("vault.bin")?;
        let header = header(&bytes)?;
        let pin = self.known.pins.get(&header.sealed)?.clone();
        if seat.proof.as_ref().is_none_or(|(salt, _)| *salt != header.salt) {
            self.world.pass(2 * 60 * 60);
            seat.proof = Some((header.salt, Arc::new(seat.vault.prove(&Pin::typed(&pin)).ok()?)));
        }
        Some(pin)
    }

    fn change_pin(&mut self) {
        if self.prove().is_none() {
            return;
        }
        let pin = self.new_pin();
        let Some(Seat { vault, proof: Some((_, proof)), .. }) = &mut self.seats[self.turn] else { return };
        let changed = vault.change_pin(proof, &pin, Kdf::FLOOR);
        self.edited("changed the PIN", Some(changed));
    }

    fn set_recovery_key(&mut self, kept: bool) {
        let Some(pin) = self.prove() else { return };
        self.setting = pin;
        let key = RecoveryKey::generate();
        if kept {
            self.known.keep_key(RecoveryKey::parse(&key.expose()).unwrap());
        }
        let Some(Seat { vault, proof: Some((_, proof)), .. }) = &mut self.seats[self.turn] else { return };
        let set = vault.set_recovery_key(proof, &key);
        self.edited("set a recovery key", Some(set));
    }

    /// The backups that one of the user's keys opens.
    fn backups(&mut self) -> Vec<(Vec<u8>, usize)> {
        let sources = self.known.sources(&self.world).into_iter();
        sources
            .filter_map(|(way, _)| if let Way::Backup(bytes, key) = way { Some((bytes, key)) } else { None })
            .collect()
    }

    fn mend_from(&mut self, bytes: &[u8], key: usize) {
        let backup = Backup::open(bytes, &self.known.keys[key]).expect("it was opened before");
        let mended = self.vault().map(|vault| vault.mend_from(backup));
        if self.edited("mended", mended).is_some_and(|count| count > 0) {
            self.count("mended from a backup");
        }
    }

    fn recover(&mut self) {
        let older = self.vault().is_some_and(|vault| vault.is_older_copy());
        let uuid = self.vault().map(|vault| vault.uuid()).unwrap_or_default();
        let Some(key) = self.headers().iter().find_map(|header| self.known.key(header)) else { return };
        let key = RecoveryKey::parse(&key.expose()).unwrap();
        if older {
            self.give_up_absent();
            if self.faulty || !self.shown.all_are_known(&Trace::read(&self.known, &self.world, uuid), uuid) {
                self.shown.warn();
            }
        }
        self.seats[self.turn] = None;
        let pin = self.new_pin();
        let Ok(Found::Vault(locked)) = self.find() else { return };
        if let Some(vault) = self.done("recovered", locked.recover(&key, &pin, Kdf::FLOOR)) {
            self.sit_down(vault);
        }
    }

    fn restore(&mut self, number: u32, consented: Consented) -> Outcome {
        let backups = self.backups();
        let Some((bytes, key)) = backups.get(number as usize % backups.len().max(1)) else { return Ok(()) };
        let backup = Backup::open(bytes, &self.known.keys[*key]).expect("it was opened before");
        self.seats[self.turn] = None;
        self.world.pass(2 * 60 * 60);
        let must_open = self.known.must_open(&self.world.folder(), &self.world.items());
        let headers = self.headers();
        let old_pin = headers.iter().find_map(|header| self.known.pin(header)).map(Pin::typed);
        let old_key = headers.iter().find_map(|header| self.known.key(header));
        let consent = match (consented, &old_pin, old_key) {
            (Consented::Pin, Some(pin), _) => Some(Consent::Pin(pin)),
            (Consented::Key, _, Some(key)) => Some(Consent::RecoveryKey(key)),
            (Consented::Typed, ..) => Some(Consent::Confirmed),
            _ => None,
        };
        let typed = consented == Consented::Typed;
        self.pins += 1;
        self.setting = format!("kancil becak {}", 7204 + self.pins);
        let pin = Pin::typed(&self.setting);
        // Whether it dies or not, it says that servers may need another counter.
        if backup.hotp() > 0 {
            self.shown.warn();
        }
        let vacancy = Vacancy::over(&self.world.data(), &|| self.world.connect(), self.world.clock.clone());
        let restored = restore(vacancy, self.world.kind, Some(&backup), &pin, Kdf::FLOOR, consent.as_ref());
        match restored {
            Ok(_) if consent.is_none() && must_open => Err("a vault that opens was replaced without consent".into()),
            Ok(Restored { vault, .. }) => {
                self.count("restored");
                self.sit_down(vault);
                Ok(())
            }
            Err(why) if typed && !self.faulty => Err(format!("what is confirmed is not restored: {why}")),
            Err(_) => Ok(()),
        }
    }

    /// What only the vault that is deleted had is given up.
    fn delete_aside(&mut self, number: u32) {
        let Some(vault) = self.vault() else { return };
        let asides = vault.put_aside();
        let Some(aside) = asides.get(number as usize % asides.len().max(1)) else { return };
        let way = Way::Aside(aside.name.clone());
        let (own, others): (Vec<_>, Vec<_>) =
            self.known.sources(&self.world).into_iter().partition(|(other, _)| *other == way);
        let others: Seeds = others.into_iter().flat_map(|(_, seeds)| seeds).collect();
        let only = own.into_iter().flat_map(|(_, seeds)| seeds).filter(|name| !others.contains(name));
        self.known.given_up.extend(only);
        let world = &self.world;
        let Some(seat) = &self.seats[self.turn] else { return };
        let deleted = seat.vault.delete_put_aside(&aside.name, &|| world.connect());
        self.done("deleted what was put aside", deleted);
    }

    /// Something that happens to the world, if it is that.
    fn happens(&mut self, op: &Op) -> bool {
        match op {
            Op::PutBack(number, exchanged) => {
                let Some(place) = (*number as usize).checked_rem(self.world.away.len()) else { return true };
                let copy = self.world.away[place].clone();
                let uuid = |bytes: Option<&[u8]>| bytes.and_then(header).map(|header| header.uuid);
                let there = self.world.read("vault.bin");
                // Vaults that a restore has made share accounts, and none knows what another draws.
                if uuid(there.as_deref()) != uuid(copy.get("vault.bin").map(|(bytes, _)| bytes.as_slice())) {
                    self.shown.warn();
                }
                if *exchanged {
                    self.world.copy_away();
                    self.world.away.swap_remove(place);
                }
                self.world.put_back(&copy);
            }
            Op::LosePage(number) | Op::AlterPage(number, _) => {
                let items = self.world.items().into_keys();
                let mut pages: Vec<String> = items.filter(|name| name.contains("/seeds/")).collect();
                // By what is in them: their names are random, and a history is to be the same the next time.
                pages.sort_by_key(|page| self.known.in_page(page));
                let Some(page) = pages.get(*number as usize % pages.len().max(1)).cloned() else {
                    return true;
                };
                let names = self.known.in_page(&page);
                self.seats.iter_mut().flatten().for_each(|seat| seat.unaware.extend(names.clone()));
                match op {
                    Op::AlterPage(_, place) => self.world.alter_item(&page, *place),
                    _ => self.world.lose_item(&page),
                }
            }
            Op::Duplicate(number, how) => {
                let names: Vec<String> = self.world.items().into_keys().collect();
                let Some(name) = names.get(*number as usize % names.len().max(1)) else { return true };
                let older = self.known.values(name);
                let older = older.get(*how as usize / 4 % older.len().max(1)).filter(|_| how % 2 == 0);
                let value = older.cloned().unwrap_or_else(|| "v1.AAAA".into());
                self.world.duplicate(name, value, how / 2 % 2 == 0);
            }
            op => return self.world.happens(op),
        }
        true
    }

    /// How many codes were shown, and came again.
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

/// Unlocks with the PIN of whichever of the files opens.
pub(crate) fn unlock(world: &World, known: &Known) -> Result<UnlockedVault, OpenError> {
    let Found::Vault(mut locked) = LockedVault::find(&world.data(), &|| world.connect(), world.clock.clone())? else {
        return Err(OpenError::Damaged("nothing was found beside what is there".into()));
    };
    let headers: Vec<Header> = VAULT_FILES.iter().filter_map(|name| header(&world.read(name)?)).collect();
    if known.forgotten {
        let key = headers
            .iter()
            .find_map(|header| known.key(header))
            .ok_or(OpenError::Recovery(watchword_vault::RecoveryError::None))?;
        return locked.recover(key, &Pin::typed("kancil becak 1"), Kdf::FLOOR).map_err(|refused| refused.why);
    }
    let mut pins: Vec<&str> = headers.iter().filter_map(|header| known.pin(header)).collect();
    pins.dedup();
    let mut why = OpenError::Damaged("no file whose PIN is known".into());
    for pin in pins {
        // Where both records of attempts are lost, there is a wait.
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

fn copy(account: &Account) -> Account {
    let secret = watchword_otp::Secret::new(account.secret.expose().to_vec()).unwrap();
    Account { issuer: account.issuer.clone(), account: account.account.clone(), parameters: account.parameters, secret }
}
