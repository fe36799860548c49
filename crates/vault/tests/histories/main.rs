//! Random histories of vaults: saves, losses, clock changes, PINs, recovery keys, crashes, two
//! processes, and everything that the program offers to get seeds back.
//!
//! Two invariants hold. No seed that a page, a vault file or a backup still holds becomes
//! unreachable: no operation destroys the last copy of it, and at the end of a history what the
//! program offers gets each one back. And no HOTP code is shown twice unless the user accepted a
//! warning in between; where the keyring knows every code that was given out, not even then.
//!
//! What the design cannot detect, and the model does not require:
//! - keyring and files rolled back together: no history does that;
//! - the journal rolled back or cut while the keyring's `counters` is missing, rolled back, out of
//!   reach because the keyring doesn't answer, or behind because it refused writes: the tally
//!   counts such codes, which repeat without a warning;
//! - another vault's directory in place of this one: restored vaults share accounts, and none knows
//!   which codes another gives out;
//! - pages lost while a session is open: the session has read them already, and its next save
//!   deletes the page before the lost one.
//!
//! Nothing has to hold accounts that were in an emptied trash, nor those that the user gave up by
//! continuing from an older copy without them or by deleting the replaced vault that had them.
//! Seeds in a backup count as held only if the user kept its recovery key.
//!
//! `WATCHWORD_HISTORIES` sets the number of histories; `WATCHWORD_SEED` repeats one.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails here, and prints what it did")]

#[path = "../common/mod.rs"]
mod common;

mod act;
mod beginning;
mod codes;
mod happens;
mod known;
mod op;
mod run;
mod settle;
mod ways;
mod world;

use std::collections::BTreeMap;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread;

use op::{Op, history};
use run::{History, Outcome};
use watchword_vault::StoreKind;

const THREADS: usize = 2;
/// One history in this many has a vault whose keyring is a file.
const FILES: u64 = 30;
/// The most histories that are run to shrink a failing one.
const MAX_SHRINKS: usize = 120;

type Tally = BTreeMap<&'static str, usize>;

#[test]
fn histories_lose_no_seed_and_repeat_no_code() {
    let number = |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().expect("a number"));
    if let Some(seed) = number("WATCHWORD_SEED") {
        return drop(try_seed(seed));
    }
    let histories = number("WATCHWORD_HISTORIES").unwrap_or(300);
    let (next, mut tally) = (AtomicU64::new(0), Tally::new());
    thread::scope(|scope| {
        let threads = [(); THREADS].map(|()| scope.spawn(|| live_some(&next, histories)));
        for thread in threads {
            add(&mut tally, thread.join().unwrap_or_else(|payload| resume_unwind(payload)));
        }
    });
    println!("{histories} histories: {tally:#?}");
    // Everything under test happens often enough.
    for (what, in_a_thousand) in [
        ("added", 2000),
        ("codes", 1500),
        ("drawn though the keyring fails", 100),
        ("deaths", 100),
        ("adopted", 100),
        ("mended from a backup", 20),
        ("recovered", 80),
        ("restored", 80),
        ("restored at the end", 100),
        ("opened a replaced vault", 10),
    ] {
        let times = tally.get(what).copied().unwrap_or_default() as u64;
        assert!(histories < 300 || times >= histories * in_a_thousand / 1000, "{what}: {times} times");
    }
}

/// Runs histories until `histories` of them have started, or one fails.
fn live_some(next: &AtomicU64, histories: u64) -> Tally {
    let mut tally = Tally::new();
    loop {
        let seed = next.fetch_add(1, SeqCst);
        if seed >= histories {
            return tally;
        }
        if seed > 0 && seed.is_multiple_of(1000) {
            println!("{seed} histories");
        }
        let tried = catch_unwind(|| try_seed(seed)).unwrap_or_else(|payload| {
            // Stops the other thread soon.
            next.store(histories, SeqCst);
            resume_unwind(payload)
        });
        add(&mut tally, tried);
    }
}

fn add(tally: &mut Tally, more: Tally) {
    more.into_iter().for_each(|(what, count)| *tally.entry(what).or_default() += count);
}

/// Runs the history of a seed. If it fails, shrinks it and panics with the steps that remain.
fn try_seed(seed: u64) -> Tally {
    let kind = if seed % FILES == FILES - 1 { StoreKind::File } else { StoreKind::Keyring };
    let forgotten = seed % 7 == 6;
    let ops = history(seed);
    let mut tally = Tally::new();
    let Err(wrong) = live(kind, forgotten, &ops, &mut tally) else { return tally };
    println!("WATCHWORD_SEED={seed}: {wrong}");
    let (ops, wrong) = shrink(kind, forgotten, ops, wrong);
    panic!("WATCHWORD_SEED={seed}: {wrong}\n{kind:?}, PIN forgotten in the end: {forgotten}\n{ops:#?}");
}

fn live(kind: StoreKind, forgotten: bool, ops: &[Op], tally: &mut Tally) -> Outcome {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let mut history = History::new(kind);
        for (number, op) in ops.iter().enumerate() {
            history.live(op).map_err(|wrong| format!("at {number}, {op:?}: {wrong}"))?;
        }
        history.known.forgotten = forgotten;
        history.settle()?;
        *tally = history.tally;
        Ok(())
    }));
    lived.unwrap_or_else(|payload| {
        let said = payload.downcast_ref::<String>().cloned();
        Err(said.or_else(|| payload.downcast_ref::<&str>().map(|said| (*said).to_owned())).unwrap_or_default())
    })
}

/// Removes steps without which a history still fails, longer runs of steps first.
fn shrink(kind: StoreKind, forgotten: bool, mut ops: Vec<Op>, mut wrong: String) -> (Vec<Op>, String) {
    let (mut length, mut tried) = (ops.len() / 2, 0);
    while length > 0 {
        let mut start = 0;
        while start < ops.len() && tried < MAX_SHRINKS {
            let mut fewer = ops.clone();
            fewer.drain(start..(start + length).min(ops.len()));
            tried += 1;
            match live(kind, forgotten, &fewer, &mut Tally::new()) {
                Err(why) => (ops, wrong) = (fewer, why),
                Ok(()) => start += length,
            }
        }
        length /= 2;
    }
    (ops, wrong)
}
