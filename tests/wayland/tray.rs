//! The tray: on sway, whose panel is waybar, and the steps for other desktops.

use std::{fs, thread::sleep, time::Duration};

use watchword_tests::{Compositor, Language, Process, Wayland, wait_for};

use crate::palette::{gone, open_palette, unlock};
use crate::person::{PIN, TITLE, make_vault, open};
use crate::status::state;

const PANEL: &str = r#"{"layer": "top", "height": 28, "modules-right": ["tray"], "tray": {"icon-size": 22}}"#;

#[test]
fn vault_stays_in_the_tray() {
    let desktop = Wayland::new(Compositor::Sway, "sway-tray");
    let _panel = panel(&desktop);
    stay_in_the_tray(&desktop);
}

/// Any program can write the preference that shows the tray, and click there: the window that this
/// opens asks for the PIN unless the vault itself says otherwise.
#[test]
fn window_from_the_tray_asks_for_the_pin_unless_the_vault_stays_open() {
    let desktop = Wayland::new(Compositor::Sway, "sway-tray-pin");
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(&desktop);
    let _panel = panel(&desktop);
    let opened = open(&desktop, &[]);
    desktop.close(TITLE);
    open_palette(&desktop, Language::ENGLISH);
    unlock(&desktop);
    desktop.press(&["Escape"]);
    gone(&desktop, Language::ENGLISH);

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

#[test]
fn window_says_once_that_there_is_no_tray() {
    be_told_of_no_tray(&Wayland::new(Compositor::Sway, "sway-no-tray"));
}

/// Closing the window leaves the vault unlocked in the tray, with no web view, and a click brings
/// it back as it was.
#[track_caller]
pub(crate) fn stay_in_the_tray(desktop: &Wayland) {
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(desktop);
    assert!(desktop.run("watchword-owner", &["stay-open", PIN], "").status.success());
    let opened = open(desktop, &[]);
    opened.unlock(desktop);
    let item = wait_for("the icon", 20, || item(desktop));
    desktop.close(TITLE);
    assert_eq!(state(desktop)["locked"], false, "it stays as it was");
    wait_for("the web view's end", 10, || (!has_web_view(desktop)).then_some(()));
    desktop.shoot("in-the-tray");

    activate(desktop, &item);
    wait_for("the window", 20, || desktop.window(TITLE));
    let has_codes = || desktop.frame().part(opened.page).difference(&opened.locked) > 0.01;
    wait_for("the codes", 20, || has_codes().then_some(()));
    sleep(Duration::from_secs(1));
    assert!(has_codes(), "no PIN is asked for");
    desktop.shoot("back");

    desktop.focus(TITLE);
    desktop.press(&["ctrl+l"]);
    wait_for("the lock", 10, || (state(desktop)["locked"] == true).then_some(()));
}

/// Where there is no tray, the user is told once; then closing locks and quits.
#[track_caller]
pub(crate) fn be_told_of_no_tray(desktop: &Wayland) {
    desktop.prefer(r#"{"theme":"light","language":"en","keep_in_tray":true}"#);
    make_vault(desktop);
    let opened = open(desktop, &[]);
    opened.unlock(desktop);
    desktop.ask_to_close(TITLE);
    sleep(Duration::from_secs(2));
    assert!(desktop.window(TITLE).is_some(), "it is told first");
    desktop.shoot("told");
    desktop.close(TITLE);
    wait_for("the lock", 10, || (state(desktop)["locked"] == true).then_some(()));
}

/// Starts the panel.
pub(crate) fn panel(desktop: &Wayland) -> Process {
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
