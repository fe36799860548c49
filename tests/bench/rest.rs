//! Memory and CPU use of a program without input.

use std::{thread::sleep, time::Duration};

use watchword_tests::{Desktop, Process};

use crate::{
    app::App,
    figure::{Figure, Unit},
    footprint::Footprint,
    onlooker::Onlooker,
    peers::PEERS,
    sway,
    table::Table,
    vault,
};

const ACCOUNTS: usize = 50;
const IN_VIEW_MIB: f64 = 220.0;
const HIDDEN_MIB: f64 = 140.0;
const IN_VIEW_CPU: f64 = 1.0;
/// Per cent of a core; hardly more than nothing.
const HIDDEN_CPU: f64 = 0.04;

pub(crate) fn measure(table: &mut Table) {
    let desktop = Desktop::new("bench-rest");
    vault::make_on(vault::itself(&desktop), ACCOUNTS);
    let onlooker = Onlooker::at(desktop.display().name());
    let app = App::start(&desktop, &onlooker);
    app.unlock();
    app.shoot("in-view");
    let in_view = Footprint::of(app.process.id());
    // A code in the clipboard keeps the process running after its window is closed.
    app.copy();
    app.close();
    let hidden = Footprint::of(app.process.id());
    assert!(hidden.processes > 0, "the code in the clipboard keeps the app");
    drop(app);
    let peers: Vec<_> = PEERS.iter().filter(|peer| peer.is_installed(&desktop)).collect();
    let beside: Vec<_> = peers
        .iter()
        .map(|peer| {
            peer.prepare(&desktop, ACCOUNTS);
            onlooker.wait_for_nothing();
            let process = Process::start(&mut peer.command(&desktop));
            onlooker.first_frame();
            sleep(Duration::from_secs(3));
            peer.unlock(&desktop);
            sleep(Duration::from_secs(8));
            desktop.display().shoot("root", &desktop.pictures().join(format!("{}.png", peer.name)));
            let footprint = Footprint::of(process.id());
            (format!("{} {}", peer.name, peer.at_rest()), footprint)
        })
        .collect();

    // Only one desktop may exist at a time.
    drop(desktop);
    let on_sway = sway::at_rest(ACCOUNTS);
    let processes = |found: &Footprint| format!("{} processes", found.processes);
    let mut memory = Figure::new(
        format!("memory, {ACCOUNTS} accounts open, {}", processes(&in_view)),
        in_view.memory,
        Unit::Mebibytes,
    )
    .at_most(IN_VIEW_MIB)
    .beside(format!("on Wayland (sway), {},", processes(&on_sway)), on_sway.memory, Unit::Mebibytes);
    let mut cpu = Figure::new(format!("CPU, {ACCOUNTS} accounts open"), in_view.cpu, Unit::Percent)
        .at_most(IN_VIEW_CPU)
        .beside("on Wayland (sway)", on_sway.cpu, Unit::Percent);
    for (name, footprint) in beside {
        memory = memory.beside(name.clone(), footprint.memory, Unit::Mebibytes);
        cpu = cpu.beside(name, footprint.cpu, Unit::Percent);
    }
    table.add(memory);
    table.add(
        Figure::new(format!("memory, locked and hidden, {}", processes(&hidden)), hidden.memory, Unit::Mebibytes)
            .at_most(HIDDEN_MIB)
            .noting("the window closed while a copied code waits to be cleared"),
    );
    table.add(cpu);
    table.add(Figure::new("CPU, locked and hidden", hidden.cpu, Unit::Percent).at_most(HIDDEN_CPU));
}
