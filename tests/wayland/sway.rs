//! Journeys on sway.

use std::{
    io::Write as _,
    iter::repeat_n,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use watchword_tests::{Compositor, Process, Scene, Wayland, qr_picture, record_camera, wait_for};

use crate::person::{
    CLIPBOARD_SECONDS, OTHER, PIN, START_MINIMISED, accept_other, copy, drop_file, follow, make_vault, open, see_code,
    soon_accepted, todays_code,
};

#[test]
fn code_is_copied_and_cleared() {
    follow(&Wayland::new(Compositor::Sway, "sway"));
}

/// sway can't minimise, so the window is in sight.
#[test]
fn window_that_is_to_start_minimised_opens() {
    let desktop = Wayland::new(Compositor::Sway, "sway-minimised");
    desktop.prefer(START_MINIMISED);
    open(&desktop, &[]);
}

#[test]
fn other_text_is_left_alone() {
    let desktop = Wayland::new(Compositor::Sway, "sway-other-text");
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    copy(&desktop);
    let copied = desktop.system_command("wl-copy").arg("another program's text").status();
    assert!(copied.is_ok_and(|status| status.success()));
    sleep(Duration::from_secs(CLIPBOARD_SECONDS + 2));
    assert_eq!(desktop.copied_text(), "another program's text");
}

/// An image that another program has copied is read from the clipboard.
#[test]
fn image_is_pasted() {
    let desktop = Wayland::new(Compositor::Sway, "sway-paste");
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    // A busy machine may miss the key, or draw a notice that looks as different from the list as
    // the review does: Return then copies a code over the image, and only starting again helps.
    let added = (0..5).any(|_| {
        give_image(&desktop);
        desktop.press(&["ctrl+v"]);
        sleep(Duration::from_secs(3));
        soon_accepted(&desktop, 10)
    });
    assert!(added, "the clipboard holds {:?}", desktop.copied_text());
}

/// Puts the image of another site's QR code into the clipboard.
#[track_caller]
fn give_image(desktop: &Wayland) {
    let given = start(desktop.system_command("wl-copy").args(["--type", "image/png"]), &qr_picture(OTHER)).wait();
    assert!(given.is_ok_and(|status| status.success()));
}

/// A file dropped from another program is read.
#[test]
fn file_is_dropped() {
    let desktop = Wayland::new(Compositor::Sway, "sway-drop");
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    let _file_manager = drop_file(&desktop);
    accept_other(&desktop);
}

/// GTK draws what the camera sees above the page until a code is held up.
#[test]
fn code_held_up_to_a_camera_is_read() {
    let desktop = Wayland::new(Compositor::Sway, "sway-camera");
    make_vault(&desktop);
    let cameras = desktop.home().join("cameras");
    let scenes: Vec<Scene<'_>> = repeat_n(Scene::Room, 80).chain([Scene::Code(OTHER)]).collect();
    record_camera(&cameras, "Front", &scenes);
    let opened = open(&desktop, &[("WATCHWORD_RECORDED_CAMERAS", &cameras.display().to_string())]);
    opened.unlock(&desktop);
    desktop.press(&["ctrl+k"]);
    let room = || desktop.frame().share(Scene::WALL);
    wait_for("the room in the viewfinder", 20, || (room() > 0.1).then_some(()));
    desktop.shoot("viewfinder");
    wait_for("the code", 40, || (room() == 0.0).then_some(()));
    accept_other(&desktop);
}

/// `watchword` alone in a terminal: the PIN, three letters, and Enter copies; Escape leaves and
/// clears.
#[test]
fn live_list_in_a_terminal_copies() {
    let desktop = Wayland::new(Compositor::Sway, "sway-live-list");
    make_vault(&desktop);
    let list = desktop.own_command("watchword").get_program().to_owned();
    let _terminal = Process::start(desktop.system_command("foot").arg("--app-id=terminal").arg(list));
    let terminal = wait_for("the terminal", 20, || desktop.focused().filter(|pane| pane.app_id == "terminal"));
    let asks = desktop.drawn(terminal.area);
    desktop.shoot("asks").type_text(PIN).press(&["Return"]);
    // The list has a line for each account, and one for the keys.
    let has_list = || desktop.frame().part(terminal.area).difference(&asks) > 0.01;
    wait_for("the list", 20, || has_list().then_some(()));
    desktop.shoot("list").type_text("exa").press(&["Return"]);
    see_code(10, || desktop.copied_text());
    assert_eq!(desktop.copied("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    desktop.shoot("copied");
    desktop.press(&["Escape", "Escape"]);
    wait_for("the terminal's end", 20, || desktop.focused().is_none().then_some(()));
    assert_eq!(desktop.copied_text(), "");
}

/// `watchword copy` waits while the code is in the clipboard, and Ctrl+C clears it at once.
#[test]
fn command_copies_and_clears() {
    let desktop = Wayland::new(Compositor::Sway, "sway-command");
    make_vault(&desktop);
    let mut copying = desktop.own_command("watchword");
    let mut copying = start(copying.args(["--pin-stdin", "copy", "Example"]), format!("{PIN}\n").as_bytes());
    assert!(desktop.soon_copied(20, |text| text == todays_code()), "{:?}", desktop.copied_text());
    assert_eq!(desktop.copied("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    let id = copying.id().try_into().ok().and_then(Pid::from_raw).expect("a process id");
    kill_process(id, Signal::INT).expect("the command still waits");
    assert!(desktop.soon_copied(5, str::is_empty), "{:?} is still there", desktop.copied_text());
    assert!(copying.wait().is_ok_and(|status| status.success()));
}

/// Starts a program and writes all of its input.
#[track_caller]
fn start(command: &mut Command, input: &[u8]) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(input).expect("the program reads its input");
    child
}
