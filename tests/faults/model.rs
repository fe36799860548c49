use std::collections::{HashMap, HashSet, VecDeque};

use watchword_tests::{Chance, Event, Found, Key, Opened, Operation, Outcome, labelled};

use crate::history::{Deed, End, History};

/// The number of recent events to print on a failure.
const REMEMBERED: usize = 120;

/// What a vault must contain, according to all reported events.
pub(crate) struct Model {
    /// The accounts found at the last comparison.
    accounts: Vec<Found>,
    clipboard_seconds: u32,
    /// The possible PINs, one of which is current.
    pins: Vec<String>,
    /// The possible recovery keys, one of which is current; `None` is no recovery key.
    recovery: Vec<Option<String>>,
    history: History,
    /// The ids of deleted accounts, which must never return.
    gone: HashSet<String>,
    /// The counters of all drawn codes, by account id.
    drawn: HashMap<String, HashSet<u64>>,
    /// The churner that may change the PIN and the recovery key, which locks all others.
    leader: u32,
    finding: Vec<Found>,
    /// Whether faults are injected, so that operations may fail.
    faulty: bool,
    recent: VecDeque<(u32, Event)>,
    /// Counts of drawn codes, accepted operations, refusals under faults, and comparisons.
    pub(crate) codes: u64,
    pub(crate) refused: u64,
    pub(crate) accepted: u64,
    pub(crate) compared: u64,
}

impl Model {
    /// Creates the model of a new vault. If faults are injected, operations may fail, and must then
    /// have no effect.
    pub(crate) fn new(pin: &str, faulty: bool) -> Self {
        Self {
            accounts: Vec::new(),
            clipboard_seconds: 30,
            pins: vec![pin.to_owned()],
            recovery: vec![None],
            history: History::default(),
            gone: HashSet::new(),
            drawn: HashMap::new(),
            leader: 0,
            finding: Vec::new(),
            faulty,
            recent: VecDeque::new(),
            codes: 0,
            refused: 0,
            accepted: 0,
            compared: 0,
        }
    }

    /// Sets the leading churner.
    pub(crate) fn led_by(&mut self, who: u32) {
        self.leader = who;
        self.finding.clear();
    }

    /// Returns the possible PINs, one of which opens the vault.
    pub(crate) fn pins(&self) -> Key {
        Key::Pins(self.pins.clone())
    }

    /// Returns a key for the vault: its possible PINs, or now and then the recovery key, with
    /// `new_pin` as the PIN to set.
    pub(crate) fn key(&self, chance: &mut Chance, new_pin: String) -> Key {
        match &self.recovery[..] {
            [Some(key)] if self.is_settled() && chance.happens(5) => Key::Recovery { key: key.clone(), pin: new_pin },
            _ => self.pins(),
        }
    }

    /// Returns whether the PIN is certain. Trying a wrong one costs an attempt.
    pub(crate) fn is_settled(&self) -> bool {
        self.pins.len() == 1
    }

    /// Returns the recovery keys that may be current.
    pub(crate) fn recovery_keys(&self) -> Vec<String> {
        self.recovery.iter().flatten().cloned().collect()
    }

    /// Handles an event, and panics if it must not happen.
    #[track_caller]
    pub(crate) fn take(&mut self, who: u32, event: Event) {
        // A failed comparison prints the found accounts itself.
        if !matches!(event, Event::Found(_)) {
            self.recent.push_back((who, event.clone()));
        }
        if self.recent.len() > REMEMBERED {
            self.recent.pop_front();
        }
        let rekeyed = |deed: &Deed| matches!(deed.operation, Operation::Pin(_) | Operation::RecoveryKey(_));
        let may_lock = who != self.leader && self.history.deeds().any(rekeyed);
        if let Some(wrong) = match &event {
            Event::Found(found) if !found.right => Some("an account has the wrong seed"),
            Event::Opened(opened) if opened.complaint.is_some() => Some("the vault has a warning"),
            Event::Refused(_) if !may_lock && !self.faulty => Some("the vault does not open"),
            // If the vault can't be read again, the session ends and nothing has happened.
            Event::Locked if !may_lock && !self.faulty => Some("the session ended, but nothing had locked it"),
            Event::Failed(why) if why != "no account" && !self.faulty => Some("an operation was refused"),
            Event::NoBackup(_) if !self.faulty => Some("the backup failed"),
            Event::Backup(backed_up, accounts) if backed_up != accounts => Some("the backup has other accounts"),
            _ => None,
        } {
            self.fail(wrong);
        }
        self.refused += u64::from(self.faulty && matches!(event, Event::Failed(_) | Event::Refused(_)));
        if let Some(deed) = self.history.take(who, &event) {
            let wrong = match (&deed.operation, &deed.end) {
                (Operation::Draw(id, label), End::Done(_, Outcome::Drew(counter, code))) => {
                    self.codes += 1;
                    let (first, account) =
                        (self.drawn.entry(id.clone()).or_default().insert(*counter), labelled(label));
                    let right = account.parameters.code(&account.secret, *counter).as_str() == code;
                    let begun = self.accounts.iter().find(|found| found.id == *id).and_then(|found| found.counter);
                    !first || !right || begun.is_some_and(|begun| *counter < begun)
                }
                (Operation::EmptyTrash, End::Done(_, Outcome::Left(left))) => {
                    left.iter().any(|id| self.gone.contains(id))
                }
                (Operation::Pin(pin), End::Done(..)) => {
                    self.pins = vec![pin.clone()];
                    false
                }
                (Operation::RecoveryKey(key), End::Done(..)) => {
                    self.recovery = vec![Some(key.clone())];
                    false
                }
                (Operation::Pin(pin), End::Failed) => {
                    self.pins.retain(|other| other != pin);
                    false
                }
                (Operation::RecoveryKey(key), End::Failed) => {
                    self.recovery.retain(|other| other.as_ref() != Some(key));
                    false
                }
                _ => false,
            };
            self.accepted += u64::from(matches!(deed.end, End::Done(..)));
            if wrong {
                self.fail("a counter repeats, a code is wrong, or an account came back");
            }
        }
        match event {
            Event::Began(Operation::Pin(pin)) => self.pins.push(pin),
            Event::Began(Operation::RecoveryKey(key)) => self.recovery.push(Some(key)),
            Event::Found(found) if who == self.leader => self.finding.push(found),
            Event::Opened(opened) if who == self.leader => self.compare(opened),
            _ => {}
        }
    }

    /// Compares the found accounts with the expected ones. No other process has the vault open.
    #[track_caller]
    fn compare(&mut self, opened: Opened) {
        let found = std::mem::take(&mut self.finding);
        if let Some(wrong) = self.difference(&found, &opened) {
            self.fail(&format!("{wrong}\nfound: {found:#?}\nbefore: {:#?}", self.accounts));
        }
        let lost = |id: &String| !found.iter().any(|found| found.id == *id);
        let known = self.known().into_iter().map(|(account, _)| account.id);
        self.gone.extend(known.filter(lost));
        self.accounts = found;
        self.clipboard_seconds = opened.clipboard_seconds;
        self.pins = vec![opened.pin];
        self.recovery.retain(|key| key.is_some() == opened.recovery);
        self.history.clear();
        self.compared += 1;
    }

    /// Returns the accepted accounts in their first state, each with the moment of its acceptance.
    fn known(&self) -> Vec<(Found, usize)> {
        let added = self.history.deeds().flat_map(|deed| match (&deed.operation, &deed.end) {
            (Operation::Add(labels), End::Done(at, Outcome::Added(ids))) => {
                labels.iter().zip(ids).map(|(label, id)| (new(id, label), *at)).collect()
            }
            _ => Vec::new(),
        });
        self.accounts.iter().map(|account| (account.clone(), 0)).chain(added).collect()
    }

    fn difference(&self, found: &[Found], opened: &Opened) -> Option<String> {
        let known = self.known();
        let seconds = self.history.possible(self.clipboard_seconds, |operation| match operation {
            Operation::ClipboardSeconds(seconds) => Some(*seconds),
            _ => None,
        });
        if !seconds.contains(&opened.clipboard_seconds) {
            return Some(format!("the setting is {}, not one of {seconds:?}", opened.clipboard_seconds));
        }
        if !self.recovery.iter().any(|key| key.is_some() == opened.recovery) {
            return Some("the recovery key is gone, or one exists that was never set".to_owned());
        }
        let ids: HashSet<&String> = found.iter().map(|found| &found.id).collect();
        if ids.len() != found.len() {
            return Some("an account exists twice".to_owned());
        }
        if let Some(back) = found.iter().find(|found| self.gone.contains(&found.id)) {
            return Some(format!("{} came back", back.label));
        }
        let stranger = found.iter().filter(|found| !known.iter().any(|(account, _)| account.id == found.id));
        for stranger in stranger {
            let together = self.history.deeds().find_map(|deed| match (&deed.operation, &deed.end) {
                (Operation::Add(labels), End::Open) if labels.contains(&stranger.label) => Some(labels),
                _ => None,
            });
            let Some(together) = together else { return Some(format!("{} came out of nowhere", stranger.label)) };
            let missing = together.iter().find(|label| !found.iter().any(|found| found.label == **label));
            if let (Some(missing), false) = (missing, self.may_be_emptied()) {
                return Some(format!("{} was added without {missing}", stranger.label));
            }
        }
        known
            .iter()
            .find_map(|(account, since)| {
                let now = found.iter().find(|found| found.id == account.id);
                self.wrong_account(account, *since, now).map(|wrong| format!("{}: {wrong}", account.label))
            })
            .or_else(|| self.wrong_order(found))
    }

    fn may_be_emptied(&self) -> bool {
        self.history.deeds().any(|deed| deed.operation == Operation::EmptyTrash)
    }

    fn wrong_account(&self, before: &Found, since: usize, now: Option<&Found>) -> Option<String> {
        let trashed = self.history.possible(before.trashed, |operation| match operation {
            Operation::Trash(id, trashed) if *id == before.id => Some(*trashed),
            _ => None,
        });
        let was_in_trash = before.trashed
            || self.history.deeds().any(|deed| deed.operation == Operation::Trash(before.id.clone(), true));
        let was_deleted = self.history.deeds().any(|deed| match &deed.end {
            End::Done(_, Outcome::Left(left)) => deed.began > since && !left.contains(&before.id),
            _ => false,
        });
        let Some(now) = now else {
            return (!was_in_trash || !self.may_be_emptied()).then(|| "is lost".to_owned());
        };
        if was_deleted {
            return Some("came back from the trash".to_owned());
        }
        if !trashed.contains(&now.trashed) {
            return Some(format!("in the trash: {}", now.trashed));
        }
        let issuers = self.history.possible(before.issuer.clone(), |operation| match operation {
            Operation::Rename(id, issuer) if *id == before.id => Some(issuer.clone()),
            _ => None,
        });
        if !issuers.contains(&now.issuer) || now.label != before.label {
            return Some(format!("is called {}, not one of {issuers:?}", now.issuer));
        }
        let of_it = |deed: &&Deed| matches!(&deed.operation, Operation::Draw(id, _) if *id == before.id);
        let skipped = self.history.unaccepted().filter(of_it).count() as u64;
        let shown = self.drawn.get(&before.id).and_then(|drawn| drawn.iter().max()).map(|counter| counter + 1);
        let least = before.counter.max(shown);
        let right = match (least, now.counter) {
            (Some(least), Some(counter)) => (least..=least + skipped).contains(&counter),
            (least, counter) => least == counter,
        };
        (!right).then(|| format!("the next counter is {:?}, not {least:?} (+ {skipped})", now.counter))
    }

    /// Checks the order of accounts, if only one process has changed it.
    fn wrong_order(&self, found: &[Found]) -> Option<String> {
        let moves: Vec<&Deed> =
            self.history.deeds().filter(|deed| matches!(deed.operation, Operation::Move(_))).collect();
        let movers: HashSet<u32> = moves.iter().map(|deed| deed.who).collect();
        let made = match moves.last().map(|deed| &deed.end) {
            _ if movers.len() > 1 => return None,
            None => self.accounts.iter().filter(|account| !account.trashed).map(|account| &account.id).collect(),
            Some(End::Done(_, Outcome::Ordered(ids))) => ids.iter().collect::<Vec<_>>(),
            Some(_) => return None,
        };
        let live: Vec<&String> = found.iter().filter(|found| !found.trashed).map(|found| &found.id).collect();
        let now: Vec<_> = live.iter().filter(|id| made.contains(id)).collect();
        let before: Vec<_> = made.iter().filter(|id| live.contains(id)).collect();
        (now != before).then(|| format!("the order is {now:?}, not {before:?}"))
    }

    #[track_caller]
    pub(crate) fn fail(&self, wrong: &str) -> ! {
        for (who, event) in &self.recent {
            println!("{who}: {event:?}");
        }
        panic!("{wrong}");
    }
}

fn new(id: &str, label: &str) -> Found {
    let counter = match labelled(label).parameters.kind() {
        watchword_otp::Kind::Hotp { counter } => Some(counter),
        _ => None,
    };
    Found { id: id.to_owned(), label: label.to_owned(), issuer: "new".to_owned(), trashed: false, counter, right: true }
}
