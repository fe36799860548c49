use std::fs;

use watchword_tests::{Chance, Change, Event, Key, Operation, Outcome, labelled};
use watchword_vault::{Backup, CodeError, EditError, Entry, Kdf, Pin, RecoveryKey, Settings, UnlockedVault};

use crate::{opening, teller::Teller};

/// The number of accounts from which on no more are added.
const CROWD: usize = 40;

/// An open vault, and the churner that changes it.
struct Churner {
    teller: Teller,
    vault: UnlockedVault,
    pin: String,
    /// How many names this churner has given, to number the next one.
    named: u32,
}

/// The reason why an operation was refused.
enum Failure {
    Locked,
    Other(String),
}

/// Changes the vault at random, until killed or locked.
pub(crate) fn churn(teller: Teller, key: &Key, seed: u64, leads: bool) -> Option<()> {
    let mut churner = Churner::open(teller, key)?;
    churner.report();
    let mut chance = Chance::new(seed);
    loop {
        for operation in churner.next(&mut chance, leads) {
            churner.run(operation)?;
        }
    }
}

/// Adds the accounts that are missing, and makes one change.
pub(crate) fn once(teller: Teller, key: &Key, labels: &[String], change: Change) -> Option<()> {
    if change == Change::Open {
        teller.tell(Event::Marked);
        return Churner::open(teller, key).map(drop);
    }
    let mut churner = Churner::open(teller, key)?;
    let missing = |label: &&String| !churner.vault.entries().any(|entry| entry.account == **label);
    let missing: Vec<String> = labels.iter().filter(missing).cloned().collect();
    if !missing.is_empty() {
        churner.run(Operation::Add(missing))?;
    }
    if change == Change::EmptyTrash {
        let id = churner.vault.entries().next()?.id.to_string();
        churner.run(Operation::Trash(id, true))?;
    }
    let operation = match change {
        Change::Open => return None,
        Change::Add => Operation::Add(vec![churner.name()]),
        Change::Draw => churner.draw(&mut Chance::new(0))?,
        Change::EmptyTrash => Operation::EmptyTrash,
        Change::Pin => Operation::Pin(churner.new_pin()),
        Change::RecoveryKey => Operation::RecoveryKey(RecoveryKey::generate().expose().to_string()),
    };
    churner.teller.tell(Event::Marked);
    churner.run(operation)
}

/// Deletes everything. Two saves after the trash was emptied, no page may remain.
pub(crate) fn clear(teller: Teller, key: &Key, recovery: &[String]) -> Option<()> {
    let mut churner = Churner::open(teller, key)?;
    churner.report();
    churner.run(Operation::ClipboardSeconds(10))?;
    if churner.vault.has_recovery() {
        churner.tell_backup(recovery);
    }
    for id in Churner::ids(churner.vault.entries()) {
        churner.run(Operation::Trash(id, true))?;
    }
    churner.run(Operation::EmptyTrash)?;
    churner.run(Operation::ClipboardSeconds(20))
}

impl Churner {
    fn open(teller: Teller, key: &Key) -> Option<Self> {
        let (vault, pin) = opening::open(&teller, key)?;
        Some(Self { teller, vault, pin, named: 0 })
    }

    fn report(&self) {
        opening::report(&self.teller, &self.vault, &self.pin);
    }

    fn tell_backup(&self, recovery: &[String]) {
        let bytes = self.vault.newest_backup().and_then(|(file, _)| fs::read(file).ok()).unwrap_or_default();
        let keys = recovery.iter().filter_map(|key| RecoveryKey::parse(key).ok());
        let backup = keys.filter_map(|key| Backup::open(&bytes, &key).ok()).next();
        let accounts = self.vault.entries().chain(self.vault.trashed()).count();
        self.teller.tell(Event::Backup(backup.map_or(0, |backup| backup.len()), accounts));
    }

    /// Returns a name that no other churner gives.
    fn name(&mut self) -> String {
        self.named += 1;
        format!("{}-{}", self.teller.who(), self.named)
    }

    fn new_pin(&mut self) -> String {
        format!("kucing hitam {}", self.name())
    }

    /// Chooses the next operations. Codes are drawn several in a row, because that is fast.
    fn next(&mut self, chance: &mut Chance, leads: bool) -> Vec<Operation> {
        let crowded = self.vault.entries().chain(self.vault.trashed()).count() >= CROWD;
        let (live, trash) = (Self::ids(self.vault.entries()), Self::ids(self.vault.trashed()));
        let one = match chance.below(100) {
            0..25 => return (0..=chance.below(20)).filter_map(|_| self.draw(chance)).collect(),
            25..55 if !crowded => Operation::Add((0..=chance.below(3)).map(|_| self.name()).collect()),
            25..65 if !live.is_empty() => Operation::Rename(chance.pick(&live).clone(), self.name()),
            65..77 if !live.is_empty() => Operation::Trash(chance.pick(&live).clone(), true),
            77..81 if !trash.is_empty() => Operation::Trash(chance.pick(&trash).clone(), false),
            81..87 => Operation::EmptyTrash,
            87..91 if !live.is_empty() => Operation::Move(chance.pick(&live).clone()),
            91..94 => Operation::ClipboardSeconds(10 + chance.below(290) as u32),
            94..97 if leads => Operation::Pin(self.new_pin()),
            97.. if leads => Operation::RecoveryKey(RecoveryKey::generate().expose().to_string()),
            _ => Operation::EmptyTrash,
        };
        vec![one]
    }

    /// Returns an operation that draws the code of any HOTP account.
    fn draw(&self, chance: &mut Chance) -> Option<Operation> {
        let hotp: Vec<&Entry> = self.vault.entries().filter(|entry| self.vault.counter(entry.id).is_some()).collect();
        let entry = (!hotp.is_empty()).then(|| chance.pick(&hotp))?;
        Some(Operation::Draw(entry.id.to_string(), entry.account.clone()))
    }

    /// Performs an operation, and reports its start and its end. Returns `None` if the vault has
    /// locked.
    fn run(&mut self, operation: Operation) -> Option<()> {
        self.teller.tell(Event::Began(operation.clone()));
        match self.perform(&operation) {
            Ok(outcome) => self.teller.tell(Event::Done(outcome)),
            Err(Failure::Locked) => {
                self.teller.tell(Event::Locked);
                return None;
            }
            Err(Failure::Other(why)) => self.teller.tell(Event::Failed(why)),
        }
        Some(())
    }

    fn perform(&mut self, operation: &Operation) -> Result<Outcome, Failure> {
        let id = |id: &str| {
            let entry = self.vault.entries().chain(self.vault.trashed()).find(|entry| entry.id.to_string() == id);
            entry.map(|entry| entry.id).ok_or_else(|| Failure::Other("no account".to_owned()))
        };
        match operation {
            Operation::Add(labels) => {
                let accounts: Vec<_> = labels.iter().map(|label| labelled(label)).collect();
                let ids = self.vault.add(&accounts)?;
                return Ok(Outcome::Added(ids.iter().map(ToString::to_string).collect()));
            }
            Operation::Draw(account, _) => {
                let id = id(account)?;
                let code = self.vault.next_code(id)?;
                let counter = self.vault.counter(id).map_or(0, |next| next - 1);
                return Ok(Outcome::Drew(counter, code.as_str().to_owned()));
            }
            Operation::Rename(account, issuer) => {
                let id = id(account)?;
                let label = self.vault.entry(id).map(|entry| entry.account.clone()).unwrap_or_default();
                self.vault.rename(id, issuer, &label)?;
            }
            Operation::Trash(account, true) => self.vault.trash(id(account)?)?,
            Operation::Trash(account, false) => self.vault.untrash(id(account)?)?,
            Operation::EmptyTrash => {
                self.vault.empty_trash()?;
                return Ok(Outcome::Left(Self::ids(self.vault.entries().chain(self.vault.trashed()))));
            }
            Operation::Move(account) => {
                let (id, end) = (id(account)?, self.vault.entries().count());
                self.vault.move_to(id, end / 2)?;
                return Ok(Outcome::Ordered(Self::ids(self.vault.entries())));
            }
            Operation::ClipboardSeconds(seconds) => {
                self.vault.set_settings(Settings { clipboard_seconds: *seconds, ..self.vault.settings() })?;
            }
            Operation::Pin(pin) => {
                let proof = self.vault.confirm_pin(&Pin::typed(&self.pin))?;
                self.vault.change_pin(&proof, &Pin::typed(pin), Kdf::FLOOR)?;
                self.pin.clone_from(pin);
            }
            Operation::RecoveryKey(key) => {
                let key = RecoveryKey::parse(key).map_err(|error| Failure::Other(error.to_string()))?;
                let proof = self.vault.confirm_pin(&Pin::typed(&self.pin))?;
                self.vault.set_recovery_key(&proof, &key)?;
            }
        }
        if let Some(warning) = self.vault.backup_warning() {
            self.teller.tell(Event::NoBackup(warning.to_string()));
        }
        Ok(Outcome::AsAsked)
    }

    /// Returns the ids of entries.
    fn ids<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<String> {
        entries.map(|entry| entry.id.to_string()).collect()
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Locked => Self::Locked,
            // A fixed text without the account's id, which a campaign accepts: another churner may
            // have deleted the account.
            EditError::NotFound(_) => Self::Other("no account".to_owned()),
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<CodeError> for Failure {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::Locked => Self::Locked,
            CodeError::NotFound(_) => Self::Other("no account".to_owned()),
            other => Self::Other(other.to_string()),
        }
    }
}
