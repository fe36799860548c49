//! Guessing PINs, with every means that someone has who can kill, copy files, and set clocks.
//!
//! Both copies of the count turned back together cannot be noticed: nothing else remembers it. One alone is.

use std::{fs, path::PathBuf, thread, time::Duration};

use watchword_tests::{Chance, Event, Task, Time};

use crate::{budget::Budget, diary::Diary, kills::Scene, running::Running};

/// What the ledger of attempts may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ledger {
    failures: u32,
    boot: u64,
    seconds: u64,
}

impl Ledger {
    /// The seconds that the next attempt must wait for, as the format says.
    fn wait(self, now: Time) -> u64 {
        let wait = [0u64, 0, 0, 30, 60, 300, 900].get(self.failures as usize).copied().unwrap_or(3600);
        let since = if self.boot == now.boot { self.seconds } else { 0 };
        wait.saturating_sub(now.seconds - since)
    }

    /// After an attempt that failed, or was never heard of again.
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

/// Somebody who guesses.
struct Guesser {
    scene: Scene,
    pin: String,
    now: Time,
    /// What the ledger may say: more than one thing after a kill.
    possible: Vec<Ledger>,
    /// Copies from earlier, and which of the two was turned back since the last attempt that was written down.
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
        // The vault was made by the machine's clock; the first right PIN begins the count by this one.
        let now = Time { boot: 1, seconds: 100, unix: 0 };
        let possible = vec![Ledger { failures: 0, boot: 1, seconds: 100 }];
        let (files, items) = (Vec::new(), Vec::new());
        Self { scene, pin: pins[0].clone(), now, possible, files, items, turned_back: None, counts: Counts::default() }
    }

    fn file(&self) -> PathBuf {
        self.scene.console.data().join("attempts.bin")
    }

    /// Time goes on, the machine is started anew, and somebody sets the wall clock.
    fn let_time_pass(&mut self, chance: &mut Chance) {
        if chance.happens(4) {
            self.now.boot += 1;
            self.now.seconds = chance.below(60);
        } else {
            let wait = self.possible[0].wait(self.now);
            self.now.seconds += match chance.below(10) {
                0..4 => chance.below(5),
                4..7 => chance.below(300),
                // To the last second of the wait, and to its end.
                7 => wait.saturating_sub(1),
                _ => wait,
            };
        }
        self.now.unix = chance.number() >> chance.below(64);
    }

    /// Keeps copies for later, or puts an earlier one back; or takes one away.
    fn turn_back(&mut self, chance: &mut Chance) {
        // What was killed may stand in one copy alone. Turning that one back takes nothing from an attempt that was made.
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

    /// Tries a PIN, and perhaps kills who tries it.
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
            assert!(running.wait().is_some_and(|status| status.success()), "it comes to an end");
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
            assert!(!possible.is_empty(), "the count fell, or the wait is another one: {context}");
        }
        match told {
            [_, _, Event::Throttle(failures, wait)] => {
                assert!(!right && possible[0].wait(*now) == 0, "a wrong PIN, tried in its time: {context}");
                *possible = vec![possible[0].spent(*now)];
                assert_eq!((*failures, *wait), (possible[0].failures, possible[0].wait(*now)), "{context}");
            }
            [_, _, Event::Waits(wait)] => {
                assert!(*wait > 0 && *wait == possible[0].wait(*now), "{context}");
                return;
            }
            [_, _, Event::Opened(_)] => {
                assert!(right && possible[0].wait(*now) == 0, "the right PIN, tried in its time: {context}");
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

/// The count never falls but by the right PIN, and the wait is never shortened.
#[test]
fn guessing_waits() {
    let (budget, mut chance) = Budget::of("guesses", 15, 15.0);
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
