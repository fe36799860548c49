//! The window is drawn on X11, whatever the environment says about drawing. The app runs without
//! WebDriver, whose page is drawn differently.

use std::{thread::sleep, time::Duration};

use watchword_tests::{DRAWING, Desktop, wait_for};

#[test]
fn window_is_drawn_in_every_environment() {
    let desktop = Desktop::new("drawing");
    for variables in DRAWING {
        println!("{variables:?}");
        let app = desktop.open_undriven(variables);
        let window = desktop.display().windows().remove(0);
        wait_for("a page", 20, || desktop.display().frame(&window)?.is_drawn().then_some(()));
        drop(app);
        wait_for("the window to close", 10, || desktop.display().windows().is_empty().then_some(()));
        sleep(Duration::from_millis(300));
    }
}
