//! Guessing PINs, with all means of an attacker who can kill processes, copy files and set clocks.
//!
//! Rolling back both copies of the ledger of attempts together is not detected, because nothing
//! else remembers the count. Rolling back only one is.

use std::{fs, path::PathBuf, thread, time::Duration};

use watchword_tests::{Chance, Event, Task, Time};

use crate::{budget::Budget, diary::Diary, kills::Scene, running::Running};

/// A possible state of the ledger of attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ledger {
    failures: u32,
    boot: u64,
    seconds: u64,
}

impl Ledger {
    /// Returns the seconds until the next attempt is allowed, as the format specifies.
    fn wait(self, now: Time) -> u64 {
        let wait = [0u64, 0, 0, 30, 60, 300, 900].get(self.failures as usize).copied().unwrap_or(3600);
        let since = if self.boot == now.boot { self.seconds } else { 0 };
        wait.saturating_sub(now.seconds - since)
    }

    /// Returns the ledger after an attempt that failed or never reported a result.
    fn spent(self, now: Time) -> Self {
        Self { failures: self.failures + 1, boot: now.boot, seconds: now.seconds }
    }
}

/// One of the two copies of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copy {
    File,
    Keyring,
}

/// An attacker who guesses PINs.
struct Guesser {
    scene: Scene,
    pin: String,
    now: Time,
    /// The possible states of the ledger, more than one after a kill.
    possible: Vec<Ledger>,
    /// Earlier copies, and which of the two was rolled back since the last recorded attempt.
    files: Vec<Vec<u8>>,
    items: Vec<(String, String)>,
    turned_back: Option<Copy>,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    attempts: u32,
    tried: u32,
    killed: u32,
    turned_back: u32,
    right: u32,
}

impl Guesser {
    fn new() -> Self {
        let scene = Scene::new(false);
        let watchword_tests::Key::Pins(pins) = scene.model.pins() else { panic!("a new vault has a PIN") };
        // The vault was created with the machine's clock; the first right PIN switches the ledger
        // to this one.
        let now = Time { boot: 1, seconds: 100, unix: 0 };
        let possible = vec![Ledger { failures: 0, boot: 1, seconds: 100 }];
        let (files, items) = (Vec::new(), Vec::new());
        Self { scene, pin: pins[0].clone(), now, possible, files, items, turned_back: None, counts: Counts::default() }
    }

    fn file(&self) -> PathBuf {
        self.scene.console.data().join("attempts.bin")
    }

    /// Advances the time or reboots the machine, and sets the wall clock to a random time.
    fn let_time_pass(&mut self, chance: &mut Chance) {
        if chance.happens(4) {
            self.now.boot += 1;
            self.now.seconds = chance.below(60);
        } else {
            let wait = self.possible[0].wait(self.now);
            self.now.seconds += match chance.below(10) {
                0..4 => chance.below(5),
                4..7 => chance.below(300),
                // To the last second of the wait, or to its end.
                7 => wait.saturating_sub(1),
                _ => wait,
            };
        }
        self.now.unix = chance.number() >> chance.below(64);
    }

    /// Saves copies for later, restores an earlier one, or deletes one.
    fn turn_back(&mut self, chance: &mut Chance) {
        // A killed attempt may be in only one of the copies, and rolling that one back would not
        // hide an attempt that got a result.
        if self.possible.len() > 1 {
            return;
        }
        if chance.happens(30) && self.turned_back.is_none() {
            self.files.push(fs::read(self.file()).unwrap());
            let items = self.scene.console.keyring_items();
            let item = items.into_iter().find(|item| item.username.ends_with("/attempts")).unwrap();
            self.items.push((item.username, item.value));
        }
        if !chance.happens(25) || self.files.is_empty() {
            return;
        }
        let copy = self.turned_back.unwrap_or(*chance.pick(&[Copy::File, Copy::Keyring]));
        match copy {
            Copy::File if chance.happens(20) => fs::remove_file(self.file()).unwrap_or_default(),
            Copy::File => fs::write(self.file(), chance.pick(&self.files)).unwrap(),
            Copy::Keyring => {
                let (name, mut value) = chance.pick(&self.items).clone();
                if chance.happens(20) {
                    value = "v1.".to_owned();
                }
                let [program, task] = self.scene.console.churn(&Task::PutBack { name, value });
                assert!(self.scene.console.command(&program).arg(task).status().unwrap().success());
            }
        }
        self.turned_back = Some(copy);
        self.counts.turned_back += 1;
    }

    /// Tries a PIN, and sometimes kills the process that tries it.
    fn guess(&mut self, chance: &mut Chance) {
        let right = chance.happens(10);
        let pin = if right { self.pin.clone() } else { format!("{:06}", chance.below(1_000_000)) };
        let diary = Diary::new();
        let task = Task::Guess { time: self.now, pin };
        let mut running = Running::churn(&self.scene.console, &task, &diary);
        let killed = chance.happens(40) && {
            thread::sleep(Duration::from_micros(chance.below(350_000)));
            running.kill()
        };
        if !killed {
            assert!(running.wait().is_some_and(|status| status.success()), "the guess ends");
        }
        let told: Vec<Event> = diary.rest().into_iter().map(|(_, event)| event).collect();
        self.counts.attempts += 1;
        self.counts.killed += u32::from(killed);
        self.judge(&told, right, killed);
    }

    fn judge(&mut self, told: &[Event], right: bool, killed: bool) {
        let Self { now, possible, .. } = self;
        let context = format!("{now:?}, before: {possible:?}, {told:?}");
        if let Some(Event::Throttle(failures, wait)) = told.first() {
            possible.retain(|ledger| ledger.failures == *failures && ledger.wait(*now) == *wait);
            assert!(!possible.is_empty(), "the count or the wait is wrong: {context}");
        }
        match told {
            [_, _, Event::Throttle(failures, wait)] => {
                assert!(!right && possible[0].wait(*now) == 0, "the PIN was wrong, and no wait was left: {context}");
                *possible = vec![possible[0].spent(*now)];
                assert_eq!((*failures, *wait), (possible[0].failures, possible[0].wait(*now)), "{context}");
            }
            [_, _, Event::Waits(wait)] => {
                assert!(*wait > 0 && *wait == possible[0].wait(*now), "{context}");
                return;
            }
            [_, _, Event::Opened(_)] => {
                assert!(right && possible[0].wait(*now) == 0, "the PIN was right, and no wait was left: {context}");
                *possible = vec![Ledger { failures: 0, ..possible[0].spent(*now) }];
                self.counts.right += 1;
            }
            _ => {
                assert!(killed && told.len() <= 2, "{context}");
                let tried: Vec<Ledger> = possible.iter().filter(|ledger| ledger.wait(*now) == 0).copied().collect();
                possible.extend(tried.iter().map(|ledger| ledger.spent(*now)));
                if right {
                    possible.extend(tried.iter().map(|ledger| Ledger { failures: 0, ..ledger.spent(*now) }));
                }
                return;
            }
        }
        self.counts.tried += 1;
        self.turned_back = None;
    }
}

/// Only the right PIN lowers the count, and nothing shortens the wait.
#[test]
fn guessing_neither_lowers_the_count_nor_shortens_the_wait() {
    let (budget, mut chance) = Budget::of("guesses", 15, 10.0);
    let mut guesser = Guesser::new();
    while budget.lasts() {
        guesser.let_time_pass(&mut chance);
        guesser.turn_back(&mut chance);
        guesser.guess(&mut chance);
    }
    let Counts { attempts, tried, killed, turned_back, right } = guesser.counts;
    println!(
        "soak: {attempts} guesses: {tried} tried to the end, {right} of them right, {killed} killed; {turned_back} times a copy was turned back; the count never fell"
    );
    assert!(tried > 0 && killed > 0);
}
