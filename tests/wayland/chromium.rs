//! Signing in to a site in Chromium on sway: a key, three letters, Shift+Enter, in each language.

use std::{thread::sleep, time::Duration};

use watchword_tests::{Compositor, Language, SignIn, Wayland, wait_for};

use crate::palette::{drawn, gone, unlock};
use crate::person::{make_vault, see_code};

#[test]
fn code_is_typed_in_english() {
    sign_in(Language::ENGLISH);
}

#[test]
fn code_is_typed_in_indonesian() {
    sign_in(Language::INDONESIAN);
}

#[test]
fn code_is_typed_in_italian() {
    sign_in(Language::ITALIAN);
}

/// Signs in twice: the first time, Watchword asks for the PIN, and whether it may type into
/// Chromium. sway has no portal for keys, so the user has bound one in sway.
#[track_caller]
fn sign_in(language: Language) {
    let desktop = Wayland::new(Compositor::Sway, &format!("sway-chromium-{}", language.tag));
    desktop.prefer(&format!(r#"{{"theme":"light","language":"{}"}}"#, language.tag));
    make_vault(&desktop);
    let palette = desktop.own_command("watchword").get_program().display().to_string();
    let mut bind = desktop.system_command("swaymsg");
    bind.arg("--socket").arg(desktop.home().join("run/sway.sock"));
    let bound = bind.arg(format!("bindsym Ctrl+Mod1+w exec {palette} palette")).status();
    assert!(bound.is_ok_and(|status| status.success()));
    let mut chromium = desktop.system_command("chromium");
    chromium.arg("--ozone-platform=wayland");
    let _site = SignIn::open(chromium, &desktop.home(), language);
    let field = || desktop.titles().iter().find_map(|title| SignIn::field(title).map(str::to_owned));
    wait_for("the site", 60, || field()?.is_empty().then_some(()));
    sleep(Duration::from_secs(2));
    desktop.shoot("asked-by-the-site");

    desktop.press(&["ctrl+alt+w"]);
    drawn(&desktop, language.palette);
    desktop.shoot("palette");
    unlock(&desktop);
    desktop.type_text("exa").shoot("three-letters").press(&["shift+Return"]);
    sleep(Duration::from_secs(1));
    desktop.shoot("asked-by-the-palette");
    assert_eq!(field().as_deref(), Some(""), "it asks first");
    desktop.press(&["shift+Return"]);
    see_code(20, || field().unwrap_or_default());
    desktop.shoot("typed");
    gone(&desktop, language);

    desktop.press(&["ctrl+a", "BackSpace"]);
    wait_for("an empty field", 10, || field()?.is_empty().then_some(()));
    desktop.press(&["ctrl+alt+w"]);
    drawn(&desktop, language.palette);
    desktop.type_text("exa");
    desktop.press(&["shift+Return"]);
    see_code(20, || field().unwrap_or_default());
    desktop.shoot("typed-again");
}
