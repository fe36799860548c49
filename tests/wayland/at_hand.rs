//! The tray and the palette on sway, whose panel is waybar.

use std::{fs, process::Command, thread::sleep, time::Duration};

use serde_json::Value;
use watchword_tests::{Compositor, Process, Wayland, soon, wait_for};

use crate::person::{PIN, TITLE, make_vault, open, todays_code};

const PANEL: &str = r#"{"layer": "top", "height": 28, "modules-right": ["tray"], "tray": {"icon-size": 22}}"#;
const ITALIAN_PALETTE: &str = "Palette di Watchword";
const PALETTE: &str = "Watchword’s palette";

/// Closing the window leaves the vault unlocked in the tray, with no web view, and a click brings
/// it back as it was.
#[test]
fn vault_stays_in_the_tray() {
    let desktop = Wayland::new(Compositor::Sway, "sway-tray");
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(&desktop);
    assert!(desktop.run("watchword-owner", &["stay-open", PIN], "").status.success());
    let _panel = panel(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    let item = wait_for("the icon", 20, || item(&desktop));
    close(&desktop);
    assert_eq!(state(&desktop)["locked"], false, "it stays as it was");
    wait_for("the web view's end", 10, || (!has_web_view(&desktop)).then_some(()));
    desktop.shoot("in-the-tray");

    activate(&desktop, &item);
    wait_for("the window", 20, || desktop.window(TITLE));
    let has_codes = || desktop.frame().part(opened.page).difference(&opened.locked) > 0.01;
    wait_for("the codes", 20, || has_codes().then_some(()));
    sleep(Duration::from_secs(1));
    assert!(has_codes(), "no PIN is asked for");
    desktop.shoot("back");

    desktop.press(&["ctrl+l"]);
    wait_for("the lock", 10, || (state(&desktop)["locked"] == true).then_some(()));
}

/// Any program can write the preference that shows the tray, and click there: the window that this
/// opens asks for the PIN unless the vault itself says otherwise.
#[test]
fn window_from_the_tray_asks_for_the_pin_unless_the_vault_stays_open() {
    let desktop = Wayland::new(Compositor::Sway, "sway-tray-pin");
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(&desktop);
    let _panel = panel(&desktop);
    let _keyboard = Process::start(desktop.system_command("wtype").args(["-s", "600000", "-k", "F12"]));
    let opened = open(&desktop, &[]);
    close(&desktop);
    assert!(desktop.run("watchword", &["palette"], "").status.success());
    drawn(&desktop, PALETTE);
    desktop.type_text(PIN).press(&["Return"]);
    wait_for("the vault to open", 20, || (state(&desktop)["locked"] == false).then_some(()));
    desktop.press(&["Escape"]);
    wait_for("the palette's end", 10, || desktop.window(PALETTE).is_none().then_some(()));

    activate(&desktop, &wait_for("the icon", 20, || item(&desktop)));
    wait_for("the window", 20, || desktop.window(TITLE));
    desktop.focus(TITLE);
    wait_for("the question for the PIN", 20, || opened.shows_lock(&desktop).then_some(()));
    assert_eq!(state(&desktop)["locked"], false, "others may use it");
    sleep(Duration::from_secs(1));
    assert!(opened.shows_lock(&desktop), "it stays with the question");
    desktop.shoot("asks");
    opened.unlock(&desktop);
}

/// Where there is no tray, the user is told once; then closing locks and quits.
#[test]
fn window_says_once_that_there_is_no_tray() {
    let desktop = Wayland::new(Compositor::Sway, "sway-no-tray");
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    order(&desktop, &format!("[title=\"{TITLE}\"] kill"));
    sleep(Duration::from_secs(2));
    assert!(desktop.window(TITLE).is_some(), "it is told first");
    desktop.shoot("told");
    close(&desktop);
    wait_for("the lock", 10, || (state(&desktop)["locked"] == true).then_some(()));
}

#[test]
fn palette_copies_a_code() {
    let desktop = Wayland::new(Compositor::Sway, "sway-palette");
    make_vault(&desktop);
    // A seat without a keyboard gives nobody the focus, and each text is typed by a keyboard of its
    // own: this one stays, like a real one.
    let _keyboard = Process::start(desktop.system_command("wtype").args(["-s", "600000", "-k", "F12"]));
    for pin in [Some(PIN), None] {
        let opened = desktop.run("watchword", &["palette"], "");
        assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
        drawn(&desktop, PALETTE);
        if let Some(pin) = pin {
            desktop.shoot("locked").type_text(pin).press(&["Return"]);
            wait_for("the vault to open", 20, || (state(&desktop)["locked"] == false).then_some(()));
            sleep(Duration::from_secs(2));
        }
        desktop.type_text("exa").shoot("found").press(&["Return"]);
        wait_for("the palette's end", 10, || desktop.window(PALETTE).is_none().then_some(()));
        assert!(desktop.soon_copied(5, |text| text == todays_code()), "{:?}", desktop.copied_text());
        assert!(desktop.soon_copied(15, str::is_empty), "{:?}", desktop.copied_text());
    }
}

/// sway tells which window had the focus, and takes a virtual keyboard.
#[test]
fn palette_types_a_code() {
    let desktop = Wayland::new(Compositor::Sway, "sway-palette-types");
    desktop.prefer(r#"{"theme":"dark","language":"it"}"#);
    make_vault(&desktop);
    let _keyboard = Process::start(desktop.system_command("wtype").args(["-s", "600000", "-k", "F12"]));
    let file = desktop.home().join("typed.txt");
    let _form = Process::start(desktop.own_command("watchword-form").arg(&file));
    wait_for("the form", 20, || desktop.window("Form"));
    desktop.focus("Form");
    assert!(desktop.run("watchword", &["palette"], "").status.success());
    drawn(&desktop, ITALIAN_PALETTE);
    desktop.type_text(PIN).press(&["Return"]);
    wait_for("the vault to open", 20, || (state(&desktop)["locked"] == false).then_some(()));
    sleep(Duration::from_secs(2));
    desktop.type_text("exa").press(&["shift+Return"]).shoot("asks");
    // Like a real keyboard, this one is still there while the code is typed.
    let again = ["-s", "500", "-M", "shift", "-k", "Return", "-m", "shift", "-s", "10000"];
    let _pressed = Process::start(desktop.system_command("wtype").args(again));
    let typed = || fs::read_to_string(&file).unwrap_or_default();
    wait_for("the code", 20, || (typed() == todays_code()).then_some(()));
    desktop.shoot("typed");
}

/// Waits until the palette has been drawn, and gives it the focus.
#[track_caller]
fn drawn(desktop: &Wayland, title: &str) {
    wait_for("the palette", 30, || desktop.frame().part(desktop.window(title)?.area).is_drawn().then_some(()));
    desktop.focus(title);
    sleep(Duration::from_secs(1));
}

/// Starts the panel.
fn panel(desktop: &Wayland) -> Process {
    let [config, style] = ["waybar", "style.css"].map(|name| desktop.home().join(name));
    fs::write(&config, PANEL).expect("a file in the home");
    fs::write(&style, "window#waybar { background: #222222; }").expect("a file in the home");
    Process::start(desktop.system_command("waybar").arg("--config").arg(config).arg("--style").arg(style))
}

/// The tray's icon on the bus, once a panel has taken it: the name of its owner.
fn item(desktop: &Wayland) -> Option<String> {
    let mut ask = desktop.system_command("gdbus");
    ask.args(["call", "--session", "--dest", "org.kde.StatusNotifierWatcher"]);
    ask.args(["--object-path", "/StatusNotifierWatcher", "--method", "org.freedesktop.DBus.Properties.Get"]);
    let told = ask.args(["org.kde.StatusNotifierWatcher", "RegisteredStatusNotifierItems"]).output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    Some(told.split_once(":1.")?.1.split_once(['/', '\''])?.0).map(|number| format!(":1.{number}"))
}

/// Clicks the icon.
#[track_caller]
fn activate(desktop: &Wayland, item: &str) {
    let mut click = desktop.system_command("gdbus");
    click.args(["call", "--session", "--dest", item, "--object-path", "/StatusNotifierItem"]);
    let clicked = click.args(["--method", "org.kde.StatusNotifierItem.Activate", "0", "0"]).status();
    assert!(clicked.is_ok_and(|status| status.success()));
}

fn order(desktop: &Wayland, order: &str) {
    let mut message: Command = desktop.system_command("swaymsg");
    message.env("SWAYSOCK", desktop.home().join("run/sway.sock")).arg(order);
    let _ = message.output();
}

/// Closes the window.
#[track_caller]
fn close(desktop: &Wayland) {
    let closed = soon(20, || {
        order(desktop, &format!("[title=\"{TITLE}\"] kill"));
        desktop.window(TITLE).is_none()
    });
    assert!(closed, "the window closes");
}

/// Whether a process of WebKit belongs to this desktop.
fn has_web_view(desktop: &Wayland) -> bool {
    let home = desktop.home().display().to_string();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten().map(|process| process.path());
    processes.into_iter().any(|process| {
        let read = |file: &str| fs::read(process.join(file)).unwrap_or_default();
        let has = |text: Vec<u8>, what: &str| text.windows(what.len()).any(|part| part == what.as_bytes());
        has(read("cmdline"), "WebKit") && has(read("environ"), &home)
    })
}

fn state(desktop: &Wayland) -> Value {
    let status = desktop.run("watchword", &["status", "--json"], "");
    serde_json::from_slice(&status.stdout).expect("JSON")
}
