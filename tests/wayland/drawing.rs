//! That the window is drawn, whatever the environment says about drawing.

use watchword_tests::{Compositor, DRAWING, Wayland};

use crate::person::open;

#[test]
fn drawn_whatever_the_environment_says() {
    let desktop = Wayland::new(Compositor::Sway, "sway-drawing");
    for variables in DRAWING {
        println!("{variables:?}");
        let opened = open(&desktop, variables);
        desktop.shoot("drawn");
        drop(opened);
    }
}
