//! On sway.

use std::{thread::sleep, time::Duration};

use watchword_tests::{Compositor, Wayland};

use crate::person::{CLIPBOARD_SECONDS, copy, follow, make_vault, open};

#[test]
fn code_is_copied_and_cleared() {
    follow(&Wayland::new(Compositor::Sway, "sway"));
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
