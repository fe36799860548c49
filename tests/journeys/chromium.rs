//! Signing in to a site in Chromium: a key, three letters, Shift+Enter, in each language.

use std::time::{Duration, Instant};

use watchword_tests::{Desktop, Language, Process, SignIn, soon, target_folder, wait_for};

use crate::palette::{drawn, make_vault, state};
use crate::person::{PIN, todays_code};

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
/// Chromium.
#[track_caller]
fn sign_in(language: Language) {
    let desktop = Desktop::new(&format!("chromium-{}", language.tag))
        .with_preferences(&format!(r#"{{"theme":"light","language":"{}","hotkey":"Ctrl+Alt+W"}}"#, language.tag));
    make_vault(&desktop);
    // As when the user signs in.
    let _agent = Process::start(&mut desktop.command(target_folder().join("watchword-agent")));
    let _site = SignIn::open(desktop.command("chromium"), &desktop.home(), language);
    let display = desktop.display();
    let field = || {
        let title = display.title(display.windows().first()?)?;
        SignIn::field(&title).map(str::to_owned)
    };
    wait_for("the site", 60, || (field()?.is_empty()).then_some(()));
    desktop.shoot("asked-by-the-site");

    press_key(&desktop);
    desktop.shoot("palette");
    display.type_text(PIN);
    display.press(&["Return"]);
    wait_for("the vault to open", 30, || (state(&desktop)["locked"] == false).then_some(()));
    std::thread::sleep(Duration::from_secs(2));
    display.type_text("exa");
    desktop.shoot("three-letters");
    display.press(&["shift+Return"]);
    desktop.shoot("asked-by-the-palette");
    assert_eq!(field().as_deref(), Some(""), "it asks first");
    display.press(&["shift+Return"]);
    see_code(&desktop, field);
    wait_for("the palette to close", 10, || (display.windows().len() == 1).then_some(()));

    display.press(&["ctrl+a", "BackSpace"]);
    wait_for("an empty field", 10, || field()?.is_empty().then_some(()));
    let begun = Instant::now();
    press_key(&desktop);
    display.type_text("exa");
    display.press(&["shift+Return"]);
    see_code(&desktop, field);
    println!("from the key to the code in the field: {:?}", begun.elapsed());
}

/// Waits until the field holds the code of now, or of when the wait began.
#[track_caller]
fn see_code(desktop: &Desktop, field: impl Fn() -> Option<String>) {
    let before = todays_code();
    let is_typed = soon(20, || field().is_some_and(|held| held == before || held == todays_code()));
    desktop.shoot(if is_typed { "typed" } else { "not-typed" });
    assert!(is_typed, "the field holds {:?}", field());
}

/// Presses the palette's keys, and waits until it has been drawn. Whether the keys are taken yet
/// can't be seen, so they are pressed again while nothing opens.
#[track_caller]
fn press_key(desktop: &Desktop) {
    wait_for("the palette", 40, || {
        desktop.display().press(&["ctrl+alt+w"]);
        let opens = soon(15, || desktop.display().windows().len() == 2);
        opens.then_some(())
    });
    drawn(desktop, 2);
}
