//! The window is drawn, whatever the environment says about drawing.

use watchword_tests::{Compositor, DRAWING, Wayland};

use crate::person::open;

#[test]
fn window_is_drawn_in_every_environment() {
    let desktop = Wayland::new(Compositor::Sway, "sway-drawing");
    for variables in DRAWING {
        println!("{variables:?}");
        let opened = open(&desktop, variables);
        desktop.shoot("drawn");
        drop(opened);
    }
}
