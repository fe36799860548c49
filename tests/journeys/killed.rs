//! The real app, the agent that holds its session, and the real command work on one vault, and are
//! killed at random moments.
//! `WATCHWORD_ROUNDS` sets the number of rounds.

use std::{
    collections::BTreeSet,
    env,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind},
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
    thread::{scope, sleep},
    time::Duration,
};

use rustix::process::{Signal, kill_process};
use serde_json::{Value, json};
use watchword_tests::{Chance, Desktop, Terminal, Window, oath_hotp, target_folder};

use crate::person::{HOTP, PIN, SEED, unlock};

const FIRST_COUNTER: u64 = 7;

/// What the user has been shown: the accounts that were added and the codes.
#[derive(Default)]
struct Told {
    added: Vec<String>,
    codes: Vec<String>,
    /// Refusals for any other reason than that the other program was using the vault.
    refused: Vec<Value>,
}

#[test]
fn kills_lose_nothing_reported_and_repeat_no_code() {
    let rounds = rounds();
    let desktop = Desktop::new("killed");
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--uri", "-"], HOTP)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let told = Mutex::new(Told::default());
    let mut chance = Chance::new(u64::from(std::process::id()));
    for round in 0..rounds {
        let window = desktop.open();
        unlock(&window);
        let moment = Duration::from_millis(500 + chance.below(2500));
        // Every other time, the agent goes first: for the window, that locks the vault.
        let agent = desktop.agent().filter(|_| chance.below(2) == 0);
        let later = Duration::from_millis(if agent.is_some() { 500 } else { 0 });
        let mut killer = desktop.killer(moment + later);
        let account = command_account(round);
        let mut command = |arguments: &[&str]| {
            let mut command = desktop.command("timeout");
            command.args(["--signal=KILL", &format!("{}", 0.4 + chance.below(1500) as f64 / 1000.0)]);
            command.arg(desktop.watchword_command().get_program()).arg("--pin-stdin").args(arguments);
            command
        };
        let (code, add) = (command(&["code", "Bank"]), command(&["add", "--account", &account]));
        let told = &told;
        scope(|threads| {
            threads.spawn(move || killer.status());
            threads.spawn(move || {
                sleep(moment);
                agent.map(|agent| kill_process(agent, Signal::KILL))
            });
            threads.spawn(move || terminal(code, add, round, told));
            // WebDriver panics once the app is gone.
            let _ = catch_unwind(AssertUnwindSafe(|| app(&window, round, told)));
        });
        drop(window);
        look(&desktop, &told.lock().unwrap_or_else(PoisonError::into_inner));
    }
    let told = told.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("{rounds} times killed; {} accounts told, {} codes", told.added.len(), told.codes.len());
    assert!(!told.added.is_empty() && !told.codes.is_empty());
    assert!(told.refused.is_empty(), "{:?}", told.refused);
}

/// Whenever the agent is killed, its next one goes on with the counter, and asks for the PIN.
#[test]
fn killed_agent_repeats_no_code() {
    const CODES_A_ROUND: u64 = 4;
    let rounds = rounds() * 4;
    let desktop = Desktop::new("killed-agent");
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--uri", "-"], HOTP)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let expected = oath_hotp(SEED, 6, FIRST_COUNTER, rounds * CODES_A_ROUND as u32 * 2);
    let (mut terminal, mut chance) = (Terminal::open(&desktop), Chance::new(u64::from(std::process::id())));
    let code = format!("{} code bank", target_folder().join("watchword").display());
    let (mut shown, mut kills, mut next) = (0, 0, 0);
    for _ in 0..rounds {
        let moment = Duration::from_millis(chance.below(CODES_A_ROUND * 60));
        let agent = desktop.agent();
        let killed = scope(|threads| {
            let killer = threads.spawn(move || {
                sleep(moment);
                agent.is_some_and(|agent| kill_process(agent, Signal::KILL).is_ok())
            });
            for _ in 0..CODES_A_ROUND {
                let said = terminal.run(&code, Some(PIN));
                let Some(found) = said.lines().map(str::trim).find(|line| expected.iter().any(|code| code == line))
                else {
                    continue;
                };
                let at = expected.iter().skip(next).position(|code| code == found);
                next += 1 + at.unwrap_or_else(|| panic!("{found} was shown before: {said}"));
                shown += 1;
            }
            killer.join().expect("it panics nowhere")
        });
        kills += u32::from(killed);
    }
    println!("the agent was killed {kills} times; {shown} codes were shown");
    assert!(kills > 0 && shown > rounds);
}

fn rounds() -> u32 {
    env::var("WATCHWORD_ROUNDS").map_or(4, |rounds| rounds.parse().expect("a number"))
}

fn command_account(round: u32) -> String {
    format!("command-{round}")
}

/// Returns a different seed for each account, in base32, because the same seed would be a
/// duplicate.
fn seed(whose: char, round: u32, number: u32) -> String {
    let digit = |value: u32| char::from(b'A' + (value % 16) as u8);
    let own: String = [round / 16, round, number / 16, number].map(digit).iter().collect();
    format!("KR4F6C3YOVLHCQ2I{whose}{own}AAA")
}

/// Adds accounts and draws codes in the window, until it or the agent is killed.
fn app(window: &Window, round: u32, told: &Mutex<Told>) {
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    let bank =
        vault["rows"].as_array().into_iter().flatten().find(|row| row["issuer"] == "Bank").expect("the account exists");
    for number in 0.. {
        let account = format!("app-{round}-{number}");
        let typed = json!({ "issuer": "", "account": account, "secret": seed('A', round, number), "kind": "totp", "algorithm": "SHA1",
            "digits": 6, "period": 30, "counter": "0" });
        match window.invoke("add_typed", &json!({ "typed": typed })) {
            Ok(_) => told.lock().expect("no poisoned lock").added.push(account),
            Err(why) if why["type"] == "busy" => {}
            // The agent was killed.
            Err(why) if why["type"] == "locked" => return,
            Err(why) => told.lock().expect("no poisoned lock").refused.push(why),
        }
        if let Ok(code) = window.invoke("next_code", &json!({ "id": bank["id"] })) {
            told.lock().expect("no poisoned lock").codes.push(code["code"].as_str().expect("a code").to_owned());
        }
    }
}

/// Draws a code and adds an account with the command, which may be killed at any time.
fn terminal(mut code: Command, mut add: Command, round: u32, told: &Mutex<Told>) {
    // A printed code was seen, even if the command was killed afterwards.
    let (_, printed) = run(&mut code, &format!("{PIN}\n"));
    let printed = String::from_utf8_lossy(&printed).trim().to_owned();
    if !printed.is_empty() {
        told.lock().expect("no poisoned lock").codes.push(printed);
    }
    if run(&mut add, &format!("{PIN}\n{}\n", seed('C', round, 0))).0 {
        told.lock().expect("no poisoned lock").added.push(command_account(round));
    }
}

fn run(command: &mut Command, input: &str) -> (bool, Vec<u8>) {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("timeout runs");
    // If killed early, it reads nothing.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    (output.status.success(), output.stdout)
}

/// Checks that every reported account exists once, and that no two codes have the same counter.
fn look(desktop: &Desktop, told: &Told) {
    let listed = desktop.watchword(&["--pin-stdin", "--json", "list"], &format!("{PIN}\n"));
    assert!(listed.status.success(), "the vault opens: {}", String::from_utf8_lossy(&listed.stderr));
    let listed: Value = serde_json::from_slice(&listed.stdout).expect("a list");
    let accounts: Vec<&str> =
        listed.as_array().into_iter().flatten().filter_map(|account| account["account"].as_str()).collect();
    for account in &told.added {
        assert_eq!(accounts.iter().filter(|other| *other == account).count(), 1, "{account} exists once");
    }
    let known = oath_hotp(SEED, 6, FIRST_COUNTER, 1000);
    let counters: BTreeSet<usize> =
        told.codes.iter().filter_map(|code| known.iter().position(|known| known == code)).collect();
    assert_eq!(counters.len(), told.codes.len(), "no counter repeats, and each code is right: {:?}", told.codes);
}
