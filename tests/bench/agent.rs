//! The process that answers commands while no window is open: how fast, and what it takes.

use watchword_tests::{Desktop, Terminal, target_folder};

use crate::{
    figure::{Figure, Unit},
    footprint::Footprint,
    table::Table,
    times::{median, milliseconds, time},
    vault::{self, PIN},
};

const ACCOUNTS: usize = 50;
const CODE_MS: f64 = 30.0;
const MIB: f64 = 20.0;
/// Per cent of a core.
const CPU: f64 = 0.02;
/// Commands that are timed together, and how often.
const COMMANDS: u32 = 10;
const ROUNDS: usize = 5;

pub(crate) fn measure(table: &mut Table) {
    let desktop = Desktop::new("bench-agent");
    vault::make_on(vault::itself(&desktop), ACCOUNTS);
    let name = vault::account(0).issuer;
    let code = format!("{} code '{name}' >/dev/null", target_folder().join("watchword").display());
    let mut terminal = Terminal::open(&desktop);
    terminal.run(&code, Some(PIN));
    // The shell times them, because only commands in its terminal need no PIN.
    let numbers: Vec<String> = (0..COMMANDS).map(|number| number.to_string()).collect();
    let timed = format!("date +%s%N; for n in {}; do {code}; done; date +%s%N", numbers.join(" "));
    let rounds = (0..ROUNDS).map(|_| {
        let shown = terminal.run(&timed, None);
        let times: Vec<u64> = shown.lines().filter_map(|line| line.trim().parse().ok()).collect();
        let [begun, ended] = times[..] else { panic!("{shown}") };
        (ended - begun) as f64 / 1e6 / f64::from(COMMANDS)
    });
    let shared = median(rounds.collect::<Vec<_>>());
    let (alone, _) = time(|| desktop.watchword(&["--pin-stdin", "code", &name], &format!("{PIN}\n")));
    let agent = desktop.agent().expect("an agent").as_raw_nonzero().get().unsigned_abs();
    let footprint = Footprint::of(agent);
    assert_eq!(footprint.processes, 1, "the agent is one process");
    table.add(Figure::new("watchword code, the PIN given before", shared, Unit::Milliseconds).at_most(CODE_MS).beside(
        "with --pin-stdin, which derives the key",
        milliseconds(alone),
        Unit::Milliseconds,
    ));
    table.add(
        Figure::new(format!("memory, {ACCOUNTS} accounts unlocked, no window"), footprint.memory, Unit::Mebibytes)
            .at_most(MIB),
    );
    table.add(Figure::new("CPU, unlocked, no window", footprint.cpu, Unit::Percent).at_most(CPU));
}
