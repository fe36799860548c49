//! Random histories of vaults: saves, losses, clocks, PINs, recovery keys, crashes, two processes,
//! and the ways back.
//!
//! Two promises. No seed that a page, a vault file or a backup still holds comes out of reach: no
//! operation costs the last thing that holds it, and at the end of a history the ways that are
//! offered lead to each. And no HOTP code is shown twice unless a warning came in between, which
//! the user answered; where the keyring knows of every code that was drawn, not even then.
//!
//! What the design cannot see, and the model does not ask for:
//! - keyring and files rolled back together: no history does that;
//! - the journal rolled back or cut while the keyring's `counters` is missing, rolled back, or
//!   behind because the keyring refused writes: such codes are counted, and come again without a
//!   word;
//! - another vault's directory in this one's place: vaults that a restore has made share accounts,
//!   and none knows of the codes that another gives out;
//! - pages that are lost while a session is open: it read them before, and the page before the lost
//!   one goes with its next save.
//!
//! Accounts in a trash that was emptied need not be held any longer, nor those that the user gave
//! up by continuing from an older copy without them, or by deleting the replaced vault that has
//! them. Seeds in a backup count as held only with a recovery key that was kept.
//!
//! `WATCHWORD_HISTORIES` sets the number of histories; `WATCHWORD_SEED` tries one again.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails here, and says what it did")]

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
/// One history in 30 is that of a vault whose keyring is a file.
const FILES: u64 = 30;
/// Histories that are tried to find the shortest one which fails.
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
    // None of what is to be tried comes by too seldom.
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

/// Lives histories until there are enough of them, or one fails.
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
            // The other thread is not to go on for long.
            next.store(histories, SeqCst);
            resume_unwind(payload)
        });
        add(&mut tally, tried);
    }
}

fn add(tally: &mut Tally, more: Tally) {
    more.into_iter().for_each(|(what, count)| *tally.entry(what).or_default() += count);
}

/// Lives the history of a seed, and if it fails says what is left of it when all that does not
/// matter is left out.
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

/// Leaves out what a history fails without, longer parts first.
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
