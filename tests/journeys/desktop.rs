//! The test desktop itself works, which all other journeys rely on.

use std::{thread::sleep, time::Duration};

use watchword_tests::{Desktop, Provider, SERVICE, Window, qr_picture, wait_for};

use crate::person::{set_pin, unlock};

/// The keyring keeps its items, even across a sign-out.
#[test]
fn keyring_keeps_items() {
    let mut desktop = Desktop::new("desktop-keyring");
    assert!(desktop.keyring_items().is_empty());
    let store = ["-c", "printf v1.AAAA | secret-tool store --label=x service \"$0\" username uuid/head", SERVICE];
    assert!(desktop.command("sh").args(store).status().is_ok_and(|status| status.success()));
    desktop.sign_in_again();
    let items = desktop.keyring_items();
    assert_eq!(items.len(), 1);
    assert_eq!((items[0].username.as_str(), items[0].value.as_str()), ("uuid/head", "v1.AAAA"));
}

/// The clipboard passes text and images between programs.
#[test]
fn clipboard_passes_text_and_images() {
    let desktop = Desktop::new("desktop-clipboard");
    let clipboard = desktop.clipboard();
    assert_eq!(clipboard.text(), "");
    clipboard.write("UTF8_STRING", "a watchword".as_bytes());
    assert_eq!(clipboard.text(), "a watchword");
    clipboard.write("image/png", &qr_picture("a watchword"));
    assert!(clipboard.read("TARGETS").is_some_and(|targets| targets.contains("image/png")));
}

/// The window's class is the name of its desktop file, by which the desktop finds its name and
/// icon.
#[test]
fn window_class_is_the_name_of_the_desktop_file() {
    let desktop = Desktop::new("desktop-class");
    let _app = desktop.open_undriven(&[]);
    let class = wait_for("the window's class", 10, || desktop.display().class(desktop.display().windows().first()?));
    assert_eq!(class, format!("\"{SERVICE}\", \"{SERVICE}\""));
}

/// The app locks when the session locks and when the computer goes to sleep, but not when it
/// unlocks or wakes up.
#[test]
fn locks_with_the_session() {
    let desktop = Desktop::new("away");
    let window = desktop.open();
    set_pin(&window);
    for signal in [
        "org.freedesktop.ScreenSaver.ActiveChanged",
        "org.gnome.ScreenSaver.ActiveChanged",
        "org.cinnamon.ScreenSaver.ActiveChanged",
        "org.mate.ScreenSaver.ActiveChanged",
        "org.xfce.ScreenSaver.ActiveChanged",
    ] {
        desktop.signal(signal, "boolean:false");
        sleep(Duration::from_millis(500));
        window.at("codes");
        desktop.signal(signal, "boolean:true");
        unlock(&window);
    }
}

/// While a save waits for a keyring prompt that nobody answers, the vault still locks, in every
/// way.
#[test]
fn locks_while_the_keyring_asks() {
    type Leave = fn(&Desktop, &Window<'_>);
    let ways: [Leave; 2] = [
        |desktop, _| desktop.signal("org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"),
        |_, window| {
            window.press(&["ctrl+l"]);
        },
    ];
    for leave in ways {
        let desktop = Desktop::with_lone_keyring("away-keyring-asks", Provider::Gnome);
        let window = desktop.open();
        set_pin(&window);
        let _asking = desktop.keyring_asks_in_vain();
        window.click("settings").at("settings").choose("clipboard-seconds", "10");
        window.see("[data-keyring-waits]");
        leave(&desktop, &window);
        window.at("unlock");
    }
}
