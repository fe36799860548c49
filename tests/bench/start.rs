//! The time from starting a program to its first frame.

use std::{process::Command, time::Instant};

use watchword_tests::{Desktop, Process};

use crate::{
    app,
    figure::{Figure, Unit},
    onlooker::Onlooker,
    peers::PEERS,
    sway,
    table::Table,
    times::{median, milliseconds},
    vault,
};

const STARTS: usize = 9;
const LIMIT_MS: f64 = 500.0;
const ACCOUNTS: usize = 50;

pub(crate) fn measure(table: &mut Table) {
    let desktop = Desktop::new("bench-start");
    vault::make_on(vault::itself(&desktop), ACCOUNTS);
    let onlooker = Onlooker::at(desktop.display().name());
    let peers: Vec<_> = PEERS.iter().filter(|peer| peer.is_installed(&desktop)).collect();
    peers.iter().for_each(|peer| peer.prepare(&desktop, ACCOUNTS));
    let mut commands = vec![app::command(&desktop)];
    commands.extend(peers.iter().map(|peer| peer.command(&desktop)));
    // In turn, so that changes in the machine's speed affect all programs alike. The first start of
    // each only warms the disk cache.
    let rounds: Vec<Vec<f64>> =
        (0..=STARTS).map(|_| commands.iter_mut().map(|command| first_frame(&onlooker, command)).collect()).collect();
    let of = |program: usize| median(rounds[1..].iter().map(|round| round[program]));
    let mut figure = Figure::new("start to the first frame, warm", of(0), Unit::Milliseconds).at_most(LIMIT_MS);
    for (peer, program) in peers.iter().zip(1..) {
        figure = figure.beside(peer.name, of(program), Unit::Milliseconds);
    }
    // Only one desktop may exist at a time.
    drop((commands, onlooker, desktop));
    figure = figure.beside(
        "on Wayland (sway), checked about every 50 ms,",
        sway::start(ACCOUNTS, STARTS),
        Unit::Milliseconds,
    );
    table.add(figure.noting("each at the screen that asks for the PIN, password or database"));
}

fn first_frame(onlooker: &Onlooker, command: &mut Command) -> f64 {
    let began = Instant::now();
    let process = Process::start(command);
    onlooker.first_frame();
    let took = milliseconds(began.elapsed());
    drop(process);
    onlooker.wait_for_nothing();
    took
}
