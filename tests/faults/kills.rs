//! Kills at random moments.

use std::{collections::BTreeSet, fs, thread, time::Duration};

use watchword_tests::{Chance, Console, Event, Task};

use crate::{budget::Budget, diary::Diary, model::Model, running::Running};

/// Rounds until the vault is emptied and the keyring is checked for leftovers.
const ROUNDS: u32 = 25;
const PATIENCE: Duration = Duration::from_secs(120);
/// The first PIN of every vault.
const PIN: &str = "kucing hitam 0";

/// A vault on its own keyring, and a model of what it must contain.
pub(crate) struct Scene {
    pub(crate) console: Console,
    pub(crate) model: Model,
    /// The number of churners so far; each has its own number.
    churners: u32,
}

impl Scene {
    pub(crate) fn new(faulty: bool) -> Self {
        Self::on(Console::new(true), faulty)
    }

    fn on(console: Console, faulty: bool) -> Self {
        let mut scene = Self { console, model: Model::new(PIN, faulty), churners: 0 };
        assert!(scene.make(), "the vault is created");
        scene
    }

    /// Creates the vault if there is none.
    pub(crate) fn make(&mut self) -> bool {
        let diary = Diary::new();
        let status = Running::churn(&self.console, &self.making(), &diary).wait();
        status.is_some_and(|status| status.success())
    }

    /// Returns the task that creates the vault.
    pub(crate) fn making(&self) -> Task {
        Task::Make { pin: PIN.to_owned(), in_file: !self.console.has_keyring() }
    }

    /// Returns the number of the next churner.
    pub(crate) fn next(&mut self) -> u32 {
        self.churners += 1;
        self.churners
    }

    /// Handles events until the churner has opened the vault.
    fn wait_until_open(&mut self, diary: &Diary, churner: u32) {
        loop {
            let Some((who, event)) = diary.next(PATIENCE) else {
                self.model.fail("the churner does not open the vault")
            };
            let open = who == churner && matches!(event, Event::Opened(_));
            self.model.take(who, event);
            if open {
                return;
            }
        }
    }

    pub(crate) fn take(&mut self, diary: Diary) {
        for (who, event) in diary.rest() {
            self.model.take(who, event);
        }
    }

    /// Compares the vault with the model, deletes everything, and checks that nothing remains.
    pub(crate) fn clear(&mut self) {
        let (diary, who) = (Diary::new(), self.next());
        self.model.led_by(who);
        let task = Task::Clear { who, key: self.model.pins(), recovery: self.model.recovery_keys() };
        let mut churner = Running::churn(&self.console, &task, &diary);
        let status = churner.wait();
        self.take(diary);
        if !status.is_some_and(|status| status.success()) {
            self.model.fail("the churner does not end");
        }
        let names = self.console.keyring_names();
        let kinds: BTreeSet<&str> = names.iter().map(|name| name.split('/').next().unwrap_or(name)).collect();
        if names.len() != 4 || kinds != BTreeSet::from(["attempts", "counters", "device-key", "head"]) {
            self.model.fail(&format!("left behind in the keyring: {names:?}"));
        }
        let known = [
            "attempts.bin",
            "backups",
            "counters.log",
            "keyring.bin",
            "lock",
            "lock.next",
            "vault.bin",
            "vault.bin.copy",
            "vault.bin.previous",
        ];
        // The next write of a file replaces its unfinished version. These were not written since.
        let unfinished = ["counters.log.new", "pages.new.new"];
        let may_stay = |name: &str| known.contains(&name) || unfinished.contains(&name) || name.ends_with(".age");
        let data = self.console.data();
        let folders = [Some(data.clone()), Some(data.join("backups")).filter(|backups| backups.exists())];
        let files = folders.into_iter().flatten().flat_map(|folder| fs::read_dir(folder).unwrap());
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let strange: Vec<String> = names.filter(|name| !may_stay(name)).collect();
        if !strange.is_empty() {
            self.model.fail(&format!("left behind on the disk: {strange:?}"));
        }
    }

    /// Runs one, two or three churners and kills them. Returns the number of kills.
    fn round(&mut self, chance: &mut Chance) -> u32 {
        let (diary, leader) = (Diary::new(), self.next());
        self.model.led_by(leader);
        let may_die_early = self.model.is_settled();
        let key = self.model.key(chance, format!("kucing hitam {leader}"));
        let task = Task::Churn { who: leader, key, seed: chance.number(), leads: true };
        let mut churners = vec![Running::churn(&self.console, &task, &diary)];
        if may_die_early && chance.happens(10) {
            pause(chance, 400);
        } else {
            self.wait_until_open(&diary, leader);
            for _ in 0..*chance.pick(&[0, 1, 1, 2]) {
                let who = self.next();
                let task = Task::Churn { who, key: self.model.pins(), seed: chance.number(), leads: false };
                churners.push(Running::churn(&self.console, &task, &diary));
                pause(chance, 300);
            }
            pause(chance, 600);
        }
        chance.shuffle(&mut churners);
        let mut kills = 0;
        for churner in &mut churners {
            kills += u32::from(churner.kill());
            if chance.happens(50) {
                // The remaining churner finds what the killed one has left.
                pause(chance, 200);
            }
        }
        drop(churners);
        self.take(diary);
        kills
    }
}

fn pause(chance: &mut Chance, milliseconds: u64) {
    thread::sleep(Duration::from_micros(chance.below(milliseconds * 1000)));
}

/// At whatever moment a process is killed, and even if another one is changing the same vault:
/// accepted changes persist, deleted accounts don't return, no counter repeats, and nothing is left
/// behind.
#[test]
fn kills_at_random_moments_lose_nothing() {
    let (budget, chance) = Budget::of("random kills", 20, 25.0);
    kill(Scene::new(false), &budget, chance);
}

/// The same with the file store in place of a keyring.
#[test]
fn kills_without_a_keyring_lose_nothing() {
    let (budget, chance) = Budget::of("random kills without a keyring", 12, 15.0);
    kill(Scene::on(Console::new(false), false), &budget, chance);
}

fn kill(mut scene: Scene, budget: &Budget, mut chance: Chance) {
    let (mut kills, mut rounds) = (0, 0);
    while budget.lasts() {
        kills += scene.round(&mut chance);
        rounds += 1;
        if rounds % ROUNDS == 0 {
            scene.clear();
        }
    }
    scene.clear();
    let Model { codes, accepted, compared, .. } = &scene.model;
    println!(
        "soak: {kills} random kills; {accepted} changes accepted, {codes} codes drawn, {compared} times compared, nothing lost"
    );
    assert!(kills > 0 && *codes > 0);
}
