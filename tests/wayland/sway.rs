//! Journeys on sway.

use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use watchword_tests::{Compositor, Wayland, qr_picture};

use crate::person::{
    CLIPBOARD_SECONDS, OTHER, PIN, START_MINIMISED, copy, follow, make_vault, open, soon_accepted, todays_code,
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
