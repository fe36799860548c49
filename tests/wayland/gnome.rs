//! Journeys on GNOME Shell.

use std::{fs, thread::sleep, time::Duration};

use watchword_tests::{Compositor, Page, SERVICE, Wayland, qr_picture, wait_for};

use crate::person::{OTHER, PIN, TITLE, accept_other, copy, follow, make_vault, open, see_minimised};

/// The password of the login keyring.
const KEYRING_PASSWORD: &str = "login";

#[test]
fn code_is_copied_and_cleared() {
    follow(&Wayland::new(Compositor::Gnome { with_x11: true }, "gnome"));
}

#[test]
fn window_starts_minimised() {
    see_minimised(&Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-minimised"));
}

/// On GNOME no protocol lets a program without the focus set the clipboard, and here X11 is missing
/// as a fallback.
#[test]
fn code_is_copied_and_cleared_without_x11() {
    follow(&Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-without-x11"));
}

/// The shell asks for the keyring's password, and the right one leads to the codes.
#[test]
fn keyring_asks_in_the_shell() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: true }, "gnome-keyring-asks");
    make_vault(&desktop);
    let _opened = open(&desktop, &[]);
    desktop.lock_keyring();
    desktop.type_text(PIN).press(&["Return"]);
    wait_for("the shell's question", 20, || desktop.asks().then_some(()));
    // The prompt fades in.
    sleep(Duration::from_millis(500));
    desktop.shoot("asked");
    desktop.type_text(KEYRING_PASSWORD).press(&["Return"]);
    wait_for("the answer", 20, || (!desktop.asks()).then_some(()));
    copy(&desktop);
    desktop.shoot("answered");
}

#[test]
fn screen_is_read_when_allowed() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-screen-allowed");
    let (page, _shelf) = read_screen(&desktop);
    desktop.shoot("asked").press(&["Tab", "Return"]);
    page.see("[data-screen='review'] [name^='find-']");
    desktop.shoot("read");
}

/// The file dialog is GNOME's own, and fits on the screen.
#[test]
fn file_is_chosen() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-file");
    make_vault(&desktop);
    let file = desktop.home().join("code.png");
    fs::write(&file, qr_picture(OTHER)).expect("a file in the home");
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    let dialog = (0..4).find_map(|_| {
        // On a busy machine the page may miss the key, so press it again.
        desktop.press(&["ctrl+o"]);
        sleep(Duration::from_secs(4));
        desktop.focused().filter(|pane| pane.app_id != SERVICE)
    });
    let dialog = dialog.expect("a dialog");
    desktop.shoot("dialog");
    assert!(dialog.area.height < 900 && dialog.area.width < 1280, "{dialog:?}");
    // A slash opens a field for a path; keys typed meanwhile are lost.
    desktop.type_text("/");
    sleep(Duration::from_secs(1));
    desktop.type_text(file.display().to_string().trim_start_matches('/')).press(&["Return"]);
    wait_for("the dialog to close", 20, || desktop.focused().filter(|pane| pane.app_id == SERVICE));
    accept_other(&desktop);
}

/// The app reports a refusal, and names where to change it, because GNOME remembers it.
#[test]
fn refusal_to_read_the_screen_is_reported() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-screen-denied");
    let (page, _shelf) = read_screen(&desktop);
    desktop.shoot("asked").press(&["Return"]);
    let told = page.see("[data-screen='review'] .unread li p");
    desktop.shoot("refused");
    assert!(told.contains("privacy settings"), "{told}");
}

/// Starts reading a screen with another account's QR code, up to the shell's prompt.
#[track_caller]
fn read_screen(desktop: &Wayland) -> (Page, impl Sized + use<>) {
    make_vault(desktop);
    let shelf = desktop.shelf(&[("image/png", &qr_picture(OTHER))]);
    let page = desktop.open_driven();
    page.see("[data-screen='unlock']");
    desktop.focus(TITLE);
    desktop.type_text(PIN).press(&["Return"]);
    page.see("[data-screen='codes']");
    desktop.press(&["ctrl+r"]);
    wait_for("the shell's question", 20, || desktop.asks().then_some(()));
    // It fades in.
    sleep(Duration::from_millis(500));
    (page, shelf)
}
