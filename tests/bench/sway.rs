//! The app on a Wayland desktop, for comparison with X11.

use std::{thread::sleep, time::Instant};

use watchword_tests::{Area, Compositor, Wayland, wait_for};

use crate::{
    app::SETTLING,
    footprint::Footprint,
    times::{median, milliseconds},
    vault::{self, PIN},
};

/// The part of the screen that is compared. sway shows only the app.
const SCREEN: Area = Area { x: 10, y: 60, width: 1260, height: 830 };

fn desktop(name: &str, accounts: usize) -> Wayland {
    let desktop = Wayland::new(Compositor::Sway, name);
    vault::make_on(desktop.own_command("watchword-bench"), accounts);
    desktop
}

/// Returns the median time from starting the app to its first frame, in milliseconds. One more
/// start before the measured ones warms the disk cache.
pub(crate) fn start(accounts: usize, starts: usize) -> f64 {
    let desktop = desktop("bench-start-sway", accounts);
    let first_frame = || {
        let began = Instant::now();
        let app = desktop.open(&[]);
        while !desktop.frame().part(SCREEN).is_drawn() {}
        let took = milliseconds(began.elapsed());
        drop(app);
        wait_for("an empty screen", 10, || (!desktop.frame().part(SCREEN).is_drawn()).then_some(()));
        took
    };
    first_frame();
    median((0..starts).map(|_| first_frame()))
}

/// Measures the app with its vault open and without input.
pub(crate) fn at_rest(accounts: usize) -> Footprint {
    let desktop = desktop("bench-rest-sway", accounts);
    let app = desktop.open(&[]);
    let locked = desktop.drawn(SCREEN);
    sleep(SETTLING);
    desktop.type_text(PIN).press(&["Return"]);
    wait_for("the codes", 20, || (desktop.frame().part(SCREEN).difference(&locked) > 0.01).then_some(()));
    sleep(SETTLING);
    desktop.shoot("in-view");
    // Only the app may be working meanwhile, so no frame is captured.
    let footprint = Footprint::of(app.id());
    assert!(footprint.processes > 1 && footprint.memory > 0.0, "the app has ended");
    footprint
}
