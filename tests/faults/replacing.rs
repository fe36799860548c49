//! Kills while a vault is replaced by one from a backup.

use std::{
    fs,
    path::{Path, PathBuf},
};

use watchword_tests::{Change, Event, Key, Task};

use crate::{
    budget::Budget,
    diary::Diary,
    kills::Scene,
    running::Running,
    strace::{Fault, Step, can_trace, read_record, record},
};

const FRESH_PIN: &str = "rusa hitam 0";

/// Either the old vault is complete, or the new one is and the old one is complete in a folder of
/// its own. The app never shows Welcome, and never mixes the two vaults.
#[test]
fn killed_replacement_leaves_one_complete_vault() {
    if !can_trace() {
        return;
    }
    let (budget, mut chance) = Budget::of("kills while a vault is replaced", 20, 5.0);
    let mut scene = Scene::new(false);
    for change in [Change::Draw, Change::RecoveryKey] {
        assert_eq!(scene.once(change, None), Some(0), "{change:?}");
    }
    let (data, kept) = (scene.console.data(), tempfile::tempdir().unwrap());
    copy(&data, kept.path());
    let Key::Pins(mut pins) = scene.model.pins() else { panic!("a new vault has a PIN") };
    pins.push(FRESH_PIN.to_owned());
    let task = Task::Replace {
        backup: newest(&kept.path().join("backups")),
        recovery: scene.model.recovery_keys().last().unwrap().clone(),
        pin: FRESH_PIN.to_owned(),
    };
    let replaced = Running::start(record(&scene.console, &task), &Diary::new()).wait();
    assert!(replaced.is_some_and(|status| status.success()), "the vault is replaced");
    let mut steps = Step::of(&read_record(&scene.console), &data.display().to_string());
    for name in ["replaced-1/vault.bin\"", "incoming/vault.bin\"", "replacing\""] {
        assert!(
            steps.iter().any(|step| step.call.starts_with("rename") && step.words.contains(name)),
            "{name} is renamed"
        );
    }
    chance.shuffle(&mut steps);
    steps.sort_by_key(|step| step.only_reads);
    let (mut killed, mut new) = (0, 0);
    for step in steps.iter().take_while(|_| budget.lasts()) {
        fs::remove_dir_all(&data).unwrap();
        copy(kept.path(), &data);
        let mut replacing = Running::start(step.strike(&scene.console, &task, Fault::Kill), &Diary::new());
        killed += u32::from(replacing.wait().is_some_and(|status| !status.success()));
        new += u32::from(is_new_and_whole(&scene, &pins, kept.path(), step));
    }
    println!(
        "soak: killed at {killed} of {} steps of replacing a vault; {new} times the new one was there",
        steps.len()
    );
    assert!(killed > 0);
}

/// Returns whether the new vault opens. Otherwise the old one must open.
fn is_new_and_whole(scene: &Scene, pins: &[String], kept: &Path, step: &Step) -> bool {
    let diary = Diary::new();
    let opened = Running::churn(&scene.console, &Task::Tell { key: Key::Pins(pins.to_vec()) }, &diary).wait();
    let told: Vec<Event> = diary.rest().into_iter().map(|(_, event)| event).collect();
    let context = format!("after {step:?}: {told:?}");
    assert!(opened.is_some_and(|status| status.success()), "{context}");
    let accounts = told.iter().filter(|event| matches!(event, Event::Found(found) if found.right)).count();
    assert_eq!(accounts, 2, "every account's codes are right {context}");
    let Some(Event::Opened(opened)) = told.last() else { panic!("the vault does not open {context}") };
    assert_eq!(opened.complaint, None, "{context}");
    let data = scene.console.data();
    let is_new = opened.pin == FRESH_PIN;
    assert!(
        !data.join("incoming").exists() && !data.join("replacing").exists(),
        "no unfinished replacement remains {context}"
    );
    let aside = data.join("replaced-1");
    assert_eq!(aside.exists(), is_new, "{context}");
    if is_new {
        for name in ["vault.bin", "vault.bin.copy", "vault.bin.previous", "counters.log"] {
            assert_eq!(fs::read(aside.join(name)).unwrap(), fs::read(kept.join(name)).unwrap(), "{name} {context}");
        }
    }
    is_new
}

fn newest(backups: &Path) -> PathBuf {
    fs::read_dir(backups).unwrap().flatten().map(|entry| entry.path()).max().unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
