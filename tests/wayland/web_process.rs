//! The process that draws the page dies while the window is visible.

use std::{
    fs,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use watchword_tests::{Compositor, Undriven, Wayland, process_tree, wait_for};

use crate::person::{copy, make_vault, open};

const ROUNDS: u32 = 3;
const SECOND: Duration = Duration::from_secs(1);

/// Each time the app locks and draws its page again, within a second.
#[test]
fn page_comes_back_locked() {
    let desktop = Wayland::new(Compositor::Sway, "sway-web-process");
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    let took = (0..ROUNDS).map(|_| {
        opened.unlock(&desktop);
        let killed = Instant::now();
        kill_process(web_process(&opened.app), Signal::KILL).expect("the process existed");
        wait_for("the page to come back locked", 20, || {
            // Capturing the screen takes time, too.
            let looked = killed.elapsed();
            opened.shows_lock(&desktop).then_some(looked)
        })
    });
    let took: Vec<_> = took.collect();
    println!("the page came back after {took:?}; the app had taken {:?} to start", opened.took);
    opened.unlock(&desktop);
    copy(&desktop);
    // On two idle cores it takes half a second. A busy machine takes longer, but also takes longer
    // to start the app, and isn't that slow each time.
    let limit = SECOND.max(2 * opened.took);
    assert!(took.iter().any(|took| *took <= limit), "{took:?}");
}

fn web_process(app: &Undriven) -> Pid {
    let name = |id: &u32| fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
    let found = process_tree(app.id()).into_iter().find(|id| name(id).contains("WebKitWebProcess"));
    found.and_then(|id| Pid::from_raw(id.try_into().ok()?)).expect("a process draws the page")
}
