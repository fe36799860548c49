//! Unlocking and adding on a real keyring, through the session as the app uses it.

use std::{
    hint::black_box,
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
};

use argon2::{Argon2, Params};
use serde_json::{Value, json};
use watchword_desktop::{config_directory, data_directory};
use watchword_session::{Choice, Directories, Item, Origin, Payload, Session};
use watchword_tests::Desktop;
use watchword_vault::{KeyStore, SystemClock};

use crate::{
    figure::{Figure, Unit},
    table::Table,
    timed::{Timed, Waited},
    times::{median, milliseconds, time},
    vault::{self, PIN},
};

const SIZES: [usize; 3] = [10, 1_000, 10_000];
const ROUNDS: usize = 9;
const AT_ONCE: usize = 1_000;
const LIMIT_MS: f64 = 100.0;
const AT_ONCE_LIMIT_MS: f64 = 1_500.0;

pub(crate) fn measure(table: &mut Table) {
    for accounts in SIZES {
        let desktop = Desktop::new("bench-keyring");
        vault::make_on(vault::itself(&desktop), accounts);
        let mut itself = vault::itself(&desktop);
        itself.args(["on-desktop", "keyring", &accounts.to_string()]).stderr(Stdio::inherit());
        let told = itself.output().expect("this program runs");
        assert!(told.status.success(), "nothing was measured");
        let measured: Value = serde_json::from_slice(&told.stdout).expect("its output in JSON");
        let of = |what: &str, which: &str| measured[what][which].as_f64().expect("a number");
        let figure = |name: String, what: &str, limit: f64| {
            let figure = Figure::new(name, of(what, "all"), Unit::Milliseconds).at_most(limit);
            let beside = format!("the keyring's part, {} writes,", of(what, "writes"));
            figure.beside(beside, of(what, "keyring"), Unit::Milliseconds)
        };
        table.add(figure(format!("unlocking {accounts} accounts, without key derivation"), "unlock", LIMIT_MS).beside(
            "key derivation",
            of("derivation", "all"),
            Unit::Milliseconds,
        ));
        table.add(figure(format!("adding one to {accounts}"), "add", LIMIT_MS));
        table.add(figure(format!("adding {AT_ONCE} at once to {accounts}"), "add_many", AT_ONCE_LIMIT_MS));
    }
}

/// Measures one vault, as a program on the desktop that has the vault.
pub(crate) fn measure_here(accounts: usize) {
    let waited = Arc::new(Mutex::new(Waited::default()));
    let at = waited.clone();
    let keyring = move || Timed::connect(at.clone()).map(|keyring| Arc::new(keyring) as Arc<dyn KeyStore>);
    let directories = data_directory().zip(config_directory());
    let directories = directories.map(|(data, config)| Directories { data, config }).expect("a home");
    let mut session = Session::new(directories, Arc::new(SystemClock), Box::new(keyring));
    let watch = Stopwatch(waited);
    // Derivation and unlocking in turn, so that changes in the machine's speed affect both alike.
    let (mut derivations, mut unlocks) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (derivation, ()) = watch.time(derive);
        let (mut unlock, vault) = watch.time(|| session.unlock(PIN).expect("the PIN is right"));
        assert_eq!(vault.rows.iter().filter(|row| !row.seed_missing).count(), accounts);
        session.lock();
        unlock.all -= derivation.all;
        derivations.push(derivation);
        unlocks.push(unlock);
    }
    session.unlock(PIN).expect("the PIN is right");
    let mut add = |from, count| add(&watch, &mut session, from, count);
    let ones: Vec<Taken> = (0..ROUNDS).map(|round| add(accounts + round, 1)).collect();
    let many = [add(accounts + ROUNDS, AT_ONCE)];
    let measured = json!({
        "derivation": middle(&derivations),
        "unlock": middle(&unlocks),
        "add": middle(&ones),
        "add_many": middle(&many),
    });
    println!("{measured}");
}

/// The time that something took and the keyring's part of it, in milliseconds, and the number of
/// keyring writes.
struct Taken {
    all: f64,
    keyring: f64,
    writes: usize,
}

struct Stopwatch(Arc<Mutex<Waited>>);

impl Stopwatch {
    fn time<T>(&self, work: impl FnOnce() -> T) -> (Taken, T) {
        let waited = || *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = waited();
        let (all, done) = time(work);
        let after = waited();
        let keyring = milliseconds(after.all - before.all);
        (Taken { all: milliseconds(all), keyring, writes: after.writes - before.writes }, done)
    }
}

fn middle(taken: &[Taken]) -> Value {
    let of = |what: fn(&Taken) -> f64| median(taken.iter().map(what));
    json!({ "all": of(|taken| taken.all), "keyring": of(|taken| taken.keyring), "writes": of(|taken| taken.writes as f64) })
}

/// Derives a key as these vaults do from their PIN, at the lowest cost (`Kdf::FLOOR`).
fn derive() {
    let least = Params::new(64 * 1024, 3, 1, Some(32)).expect("valid parameters");
    let mut hash = [0; 32];
    let argon2 = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, least);
    argon2.hash_password_into(black_box(PIN.as_bytes()), &[7; 16], &mut hash).expect("enough memory");
    black_box(hash);
}

/// Adds accounts that were already read, up to the list that contains them.
fn add(watch: &Stopwatch, session: &mut Session, from: usize, count: usize) -> Taken {
    let items = (from..from + count).map(|number| Item {
        origin: Origin::Text,
        place: None,
        part: None,
        read: Ok(Payload::Account(vault::account(number).into())),
    });
    let items: Vec<Item> = items.collect();
    let (taken, _) = watch.time(|| {
        let review = session.take_in(items).expect("the vault is unlocked");
        let all: Vec<Choice> = review.finds.iter().map(|find| Choice::add(find.id)).collect();
        assert_eq!(all.len(), count);
        session.accept(&all).expect("there is room")
    });
    taken
}
