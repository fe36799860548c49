//! The palette: on sway, and the steps for other desktops.

use std::{fs, path::PathBuf, thread::sleep, time::Duration};

use watchword_tests::{Compositor, Language, Process, Wayland, soon, wait_for};

use crate::person::{PIN, make_vault, see_code};
use crate::status::state;

/// The title of the form in which a code is wanted.
pub(crate) const FORM: &str = "Form";

#[test]
fn palette_copies_a_code() {
    let desktop = Wayland::new(Compositor::Sway, "sway-palette");
    make_vault(&desktop);
    // GTK's fields miss Ctrl+V on wtype's keyboards: `wl-paste` pastes instead.
    copy_codes(&desktop, || {});
}

/// sway tells which window had the focus, and takes a virtual keyboard.
#[test]
fn palette_types_a_code() {
    let desktop = Wayland::new(Compositor::Sway, "sway-palette-types");
    desktop.prefer(r#"{"theme":"dark","language":"it"}"#);
    make_vault(&desktop);
    let form = Form::open(&desktop);
    open_palette(&desktop, Language::ITALIAN);
    unlock(&desktop);
    desktop.type_text("exa").press(&["shift+Return"]).shoot("asks");
    desktop.press(&["shift+Return"]);
    see_code(20, || form.text());
    desktop.shoot("typed");
}

/// Copies a code and pastes it into another program's form.
#[track_caller]
pub(crate) fn copy_and_paste(desktop: &Wayland) {
    make_vault(desktop);
    // Long enough to paste on a busy machine.
    assert!(desktop.run("watchword-owner", &["clear-after", "25", PIN], "").status.success());
    let form = Form::open(desktop);
    copy_codes(desktop, || {
        desktop.focus(FORM);
        let copied = desktop.copied_text();
        // On a busy machine the form may miss a key.
        wait_for("the code in the form", 15, || {
            desktop.press(&["ctrl+a", "ctrl+v"]);
            soon(1, || form.text() == copied).then_some(())
        });
        desktop.shoot("pasted");
    });
}

/// Copies a code twice, first with the PIN; `paste` does something with it, and it is cleared in
/// time.
#[track_caller]
fn copy_codes(desktop: &Wayland, paste: impl Fn()) {
    for is_first in [true, false] {
        open_palette(desktop, Language::ENGLISH);
        if is_first {
            desktop.shoot("locked");
            unlock(desktop);
        }
        desktop.type_text("exa").shoot("found").press(&["Return"]);
        gone(desktop, Language::ENGLISH);
        see_code(5, || desktop.copied_text());
        paste();
        assert!(desktop.soon_copied(30, str::is_empty), "{:?}", desktop.copied_text());
    }
}

/// Opens the palette by the command that a user binds to keys, and waits until it has been drawn.
#[track_caller]
pub(crate) fn open_palette(desktop: &Wayland, language: Language) {
    let opened = desktop.run("watchword", &["palette"], "");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    drawn(desktop, language.palette);
}

/// Types the PIN into the palette, and waits until it shows the accounts.
#[track_caller]
pub(crate) fn unlock(desktop: &Wayland) {
    desktop.type_text(PIN).press(&["Return"]);
    wait_for("the vault to open", 20, || (state(desktop)["locked"] == false).then_some(()));
    sleep(Duration::from_secs(2));
}

/// Waits until the palette has closed.
#[track_caller]
pub(crate) fn gone(desktop: &Wayland, language: Language) {
    wait_for("the palette's end", 30, || desktop.window(language.palette).is_none().then_some(()));
}

/// Waits until the palette has been drawn and has the focus, which no user should have to give it.
#[track_caller]
pub(crate) fn drawn(desktop: &Wayland, title: &str) {
    wait_for("the palette", 30, || desktop.frame().part(desktop.window(title)?.area).is_drawn().then_some(()));
    wait_for("the palette's focus", 5, || desktop.window(title)?.focused.then_some(()));
    sleep(Duration::from_secs(1));
}

/// Another program's form, with one field.
pub(crate) struct Form {
    file: PathBuf,
    _process: Process,
}

impl Form {
    /// Opens it with the focus.
    #[track_caller]
    pub(crate) fn open(desktop: &Wayland) -> Self {
        let file = desktop.home().join("typed.txt");
        let process = Process::start(desktop.own_command("watchword-form").arg(&file));
        wait_for("the form", 20, || desktop.window(FORM));
        desktop.focus(FORM);
        Self { file, _process: process }
    }

    /// What its field holds, with a line feed once Enter was pressed.
    pub(crate) fn text(&self) -> String {
        fs::read_to_string(&self.file).unwrap_or_default()
    }
}
