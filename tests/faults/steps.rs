//! Kills and disk errors at every step of every kind of change.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use watchword_otp::Kind;
use watchword_tests::{Chance, Change, Event, Task, labelled};

use crate::{
    budget::Budget,
    diary::Diary,
    kills::Scene,
    running::Running,
    strace::{Fault, Step, can_trace, read_record, record},
};

const CHANGES: [Change; 6] =
    [Change::Open, Change::Add, Change::Draw, Change::EmptyTrash, Change::Pin, Change::RecoveryKey];

/// The accounts that exist before a change: one to be moved to the trash, and one with a counter.
fn labels() -> Vec<String> {
    let with = |hotp: bool| {
        let is_hotp = |label: &String| matches!(labelled(label).parameters.kind(), Kind::Hotp { .. });
        (0..).map(|number| format!("base-{number}")).find(|label| is_hotp(label) == hotp).unwrap()
    };
    vec![with(false), with(true)]
}

impl Scene {
    /// Makes a change, from the same initial state every time. Returns the churner's exit code, or
    /// `None` if it was killed.
    pub(crate) fn once(&mut self, change: Change, fault: Option<(&Step, Fault)>) -> Option<i32> {
        let (diary, who) = (Diary::new(), self.next());
        self.model.led_by(who);
        let task = Task::Once { who, key: self.model.pins(), labels: labels(), change };
        let command = match fault {
            Some((step, fault)) => step.strike(&self.console, &task, fault),
            None => record(&self.console, &task),
        };
        let mut churner = Running::start(command, &diary);
        let Some(status) = churner.wait() else { self.model.fail("it hangs") };
        self.take(diary);
        status.code()
    }

    /// Returns the steps of each change, with those that only read a file last.
    fn steps(&mut self, chance: &mut Chance) -> Vec<(Change, Step)> {
        let mut steps = Vec::new();
        for change in CHANGES {
            assert_eq!(self.once(change, None), Some(0), "{change:?} without a fault");
            let data = self.console.data().display().to_string();
            steps.extend(Step::of(&read_record(&self.console), &data).into_iter().map(|step| (change, step)));
        }
        self.clear();
        chance.shuffle(&mut steps);
        steps.sort_by_key(|(_, step)| step.only_reads);
        let renamed = |change: Change, name: &str| {
            let mut of_it = steps.iter().filter(|(other, _)| *other == change).map(|(_, step)| step);
            of_it.any(|step| step.call.starts_with("rename") && step.words.contains(name))
        };
        assert!(renamed(Change::Add, "/vault.bin\"") && renamed(Change::Add, "/pages.new\""), "a save is among them");
        steps
    }
}

/// Returns a text with the number of steps by change and system call.
fn told(struck: &[&(Change, Step)]) -> String {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (change, step) in struck {
        *counts.entry(format!("{change:?} {}", step.call)).or_default() += 1;
    }
    counts.iter().map(|(step, count)| format!("{count} × {step}")).collect::<Vec<_>>().join(", ")
}

/// A kill leaves the old state or the new one, and the next saves remove its leftovers.
#[test]
fn kill_at_any_step_leaves_the_old_state_or_the_new() {
    if !can_trace() {
        return;
    }
    let mut scene = Scene::new(false);
    let (budget, mut chance) = Budget::of("kills at every step", 25, 15.0);
    let steps = scene.steps(&mut chance);
    let mut struck = Vec::new();
    for step_of in steps.iter().take_while(|_| budget.lasts()) {
        let (change, step) = step_of;
        let killed = scene.once(*change, Some((step, Fault::Kill))).is_none();
        scene.clear();
        if killed {
            struck.push(step_of);
        }
    }
    println!("soak: killed at {} of {} steps, nothing lost: {}", struck.len(), steps.len(), told(&struck));
    assert!(!struck.is_empty());
}

/// A power cut can undo a rename that the disk has not confirmed, and then the old pages are
/// needed.
#[test]
fn failed_directory_sync_keeps_the_old_pages() {
    if !can_trace() {
        return;
    }
    let mut scene = Scene::new(true);
    assert_eq!(scene.once(Change::Pin, None), Some(0), "the accounts are added");
    assert_eq!(scene.once(Change::Pin, None), Some(0), "the steps are recorded");
    let data = scene.console.data().display().to_string();
    let steps = Step::of(&read_record(&scene.console), &data);
    let committed =
        steps.iter().position(|step| step.call.starts_with("rename") && step.words.contains("/vault.bin\""));
    let mut later = steps.iter().skip(committed.expect("vault.bin is renamed"));
    let sync = later.find(|step| step.call == "fsync" && step.words.contains("<…>")).expect("the directory is synced");
    let pages = |scene: &Scene| -> BTreeSet<String> {
        scene.console.keyring_names().into_iter().filter(|name| name.starts_with("seeds/")).collect()
    };
    let before = pages(&scene);
    assert_eq!(
        scene.once(Change::Pin, Some((sync, Fault::Error("EIO")))),
        Some(0),
        "the save succeeds despite the error"
    );
    assert!(!before.is_empty() && pages(&scene).is_superset(&before), "the old pages are kept");
    scene.clear();
}

/// After a kill while a vault is created, the next attempt creates it or finds it, without a wait
/// and without a warning.
#[test]
fn vault_can_be_created_after_a_kill_during_creation() {
    if !can_trace() {
        return;
    }
    let (budget, mut chance) = Budget::of("kills while a vault is made", 10, 5.0);
    let mut scene = Scene::new(false);
    let (data, diary) = (scene.console.data(), Diary::new());
    fs::remove_dir_all(&data).unwrap();
    let made = Running::start(record(&scene.console, &scene.making()), &diary).wait();
    assert!(made.is_some_and(|status| status.success()), "the vault is created");
    let mut steps = Step::of(&read_record(&scene.console), &data.display().to_string());
    chance.shuffle(&mut steps);
    steps.sort_by_key(|step| step.only_reads);
    let mut killed = 0;
    for step in steps.iter().take_while(|_| budget.lasts()) {
        fs::remove_dir_all(&data).unwrap();
        let making = step.strike(&scene.console, &scene.making(), Fault::Kill);
        killed += u32::from(Running::start(making, &Diary::new()).wait().is_some_and(|status| !status.success()));
        let was_there = data.join("vault.bin").exists();
        if !scene.make() && !was_there {
            scene.model.fail(&format!("the vault can't be created after {step:?}"));
        }
        let (diary, who) = (Diary::new(), scene.next());
        scene.model.led_by(who);
        let task = Task::Clear { who, key: scene.model.pins(), recovery: Vec::new() };
        let opened = Running::churn(&scene.console, &task, &diary).wait();
        let told = diary.rest();
        let waited = told.iter().any(|(_, event)| matches!(event, Event::Waits(_)));
        if waited || !opened.is_some_and(|status| status.success()) {
            scene.model.fail(&format!("the vault does not open at once after {step:?}: {told:?}"));
        }
    }
    println!(
        "soak: killed at {killed} of {} steps of making a vault; each was made or there the next time",
        steps.len()
    );
    assert!(killed > 0);
}

/// An error is reported and leaves the old state, or the change succeeds despite it.
#[test]
fn error_at_any_step_is_reported_or_harmless() {
    if !can_trace() {
        return;
    }
    let (budget, mut chance) = Budget::of("errors at every step", 20, 10.0);
    let mut scene = Scene::new(true);
    let steps = scene.steps(&mut chance);
    let mut struck = Vec::new();
    for step_of in steps.iter().take_while(|_| budget.lasts()) {
        let (change, step) = step_of;
        let fault = match step.call.as_str() {
            "sendmsg" => Fault::Error("EPIPE"),
            _ if step.in_vault => Fault::Error(if chance.happens(50) { "ENOSPC" } else { "EIO" }),
            // The D-Bus library wakes its threads by writing; that can't fail like a disk.
            _ => continue,
        };
        let code = scene.once(*change, Some((step, fault)));
        if !matches!(code, Some(0 | 1)) {
            scene.model.fail(&format!("the churner ended with {code:?} after {fault:?} at {step:?}"));
        }
        scene.clear();
        struck.push(step_of);
    }
    println!(
        "soak: failed at {} of {} steps, {} changes refused, nothing lost: {}",
        struck.len(),
        steps.len(),
        scene.model.refused,
        told(&struck)
    );
    assert!(!struck.is_empty());
}
