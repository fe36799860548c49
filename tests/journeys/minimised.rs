//! A window that starts minimised, as the user has set.

use watchword_tests::{Desktop, wait_for};

use crate::person::TOTP;

const PREFERENCES: &str = r#"{"theme":"light","language":"en","start_minimised":true}"#;

#[test]
fn window_starts_minimised_and_comes_back_on_a_second_start() {
    let desktop = Desktop::new("minimised").with_preferences(PREFERENCES);
    let _app = desktop.open_undriven(&[]);
    let window = desktop.display().windows().remove(0);
    wait_for("the window to be minimised", 10, || desktop.display().is_minimised(&window).then_some(()));
    let _second = desktop.open_undriven(&[]);
    wait_for("the window", 10, || (!desktop.display().is_minimised(&window)).then_some(()));
    let is_drawn = || desktop.display().frame(&window).is_some_and(|frame| frame.is_drawn());
    wait_for("the page", 20, || is_drawn().then_some(()));
}

/// A link asks for the window.
#[test]
fn link_opens_the_window_all_the_same() {
    let desktop = Desktop::new("minimised-link").with_preferences(PREFERENCES);
    let _app = desktop.open_link(TOTP);
    let window = desktop.display().windows().remove(0);
    let is_drawn = || desktop.display().frame(&window).is_some_and(|frame| frame.is_drawn());
    wait_for("the page", 20, || is_drawn().then_some(()));
    assert!(!desktop.display().is_minimised(&window));
}
