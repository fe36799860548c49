//! Journeys on GNOME Shell.

use std::{fs, thread::sleep, time::Duration};

use image::Rgb;
use watchword_tests::{Compositor, Language, Page, SERVICE, Wayland, qr_picture, wait_for};

use crate::palette::{Form, copy_and_paste, gone, open_palette, unlock};
use crate::person::{OTHER, PIN, TITLE, accept_other, copy, follow, make_vault, open, see_code, see_minimised};
use crate::tray::be_told_of_no_tray;

/// The title of the window in which the portal asks whether a program may type.
const QUESTION: &str = "Remote desktop";
/// The colour of what is wrong, in the light theme.
const BAD: Rgb<u8> = Rgb([0xa8, 0x23, 0x1b]);

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

/// GNOME Shell has no tray without its extension.
#[test]
fn window_says_once_that_there_is_no_tray() {
    be_told_of_no_tray(&Wayland::new(Compositor::Gnome { with_x11: true }, "gnome-no-tray"));
}

#[test]
fn palette_copies_a_code() {
    copy_and_paste(&Wayland::new(Compositor::Gnome { with_x11: true }, "gnome-palette"));
}

#[test]
fn palette_copies_a_code_without_x11() {
    copy_and_paste(&Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-palette-without-x11"));
}

/// The portal asks whether Watchword may type. GNOME 43's asks each time.
#[test]
fn palette_types_a_code_when_allowed() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-palette-types");
    let form = ask_to_type(&desktop);
    // To the switch in its row, and past Cancel to the button that agrees.
    desktop.press(&["Tab", " "]).shoot("allowed").press(&["Tab", "Tab", "Return"]);
    gone(&desktop, Language::ENGLISH);
    see_code(10, || form.text());
    desktop.shoot("typed");
}

/// The palette comes back and says that it may not type.
#[test]
fn refusal_to_type_is_reported() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: false }, "gnome-palette-refused");
    let form = ask_to_type(&desktop);
    let palette = desktop.window(Language::ENGLISH.palette).expect("the palette").area;
    let waiting = desktop.frame().part(palette);
    desktop.press(&["Escape"]);
    wait_for("the question's end", 10, || desktop.window(QUESTION).is_none().then_some(()));
    wait_for("the reason", 10, || (desktop.frame().part(palette).share(BAD) > 0.0).then_some(()));
    assert_eq!(waiting.share(BAD), 0.0, "nothing was wrong before");
    desktop.shoot("refused");
    desktop.press(&["Return"]);
    see_code(5, || desktop.copied_text());
    assert_eq!(form.text(), "");
}

/// The overview finds an account by the keyword and a part of its name, and copies its code.
#[test]
fn search_of_the_shell_copies_a_code() {
    let desktop = Wayland::new(Compositor::Gnome { with_x11: true }, "gnome-search");
    make_vault(&desktop);
    assert!(desktop.run("watchword-owner", &["stay-open", PIN], "").status.success());
    open_palette(&desktop, Language::ENGLISH);
    unlock(&desktop);
    desktop.press(&["Escape"]);
    // The key of the overview, which takes what is typed then.
    desktop.press(&["super"]);
    sleep(Duration::from_secs(2));
    desktop.shoot("overview").type_text("otp exa");
    sleep(Duration::from_secs(2));
    desktop.shoot("found").press(&["Return"]);
    see_code(5, || desktop.copied_text());
    desktop.shoot("copied");
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

/// Asks the palette to type a code into another program's form, up to the portal's question.
#[track_caller]
fn ask_to_type(desktop: &Wayland) -> Form {
    make_vault(desktop);
    let form = Form::open(desktop);
    open_palette(desktop, Language::ENGLISH);
    unlock(desktop);
    desktop.type_text("exa").press(&["shift+Return"]);
    wait_for("the portal's question", 30, || desktop.window(QUESTION)?.focused.then_some(()));
    // It fades in.
    sleep(Duration::from_secs(1));
    desktop.shoot("asked");
    form
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
