//! The process that holds the session: started by the session bus, by a window, and over SSH.

use rustix::process::{Signal, kill_process};
use watchword_tests::{Desktop, Process, Terminal, target_folder, wait_for};

use crate::at_hand::{run, see_code};
use crate::person::{PIN, SEED, unlock};

/// What has the session's environment can open a window there.
#[test]
fn session_bus_starts_the_agent_on_the_desktop_even_over_ssh() {
    let desktop = Desktop::new("activation").with_agent_on_the_bus();
    make_vault(&desktop, &[]);
    let mut elsewhere = over_ssh(&desktop);
    see_code(&mut elsewhere, Some(PIN));
    see_code(&mut elsewhere, None);
    assert!(desktop.agent().is_none(), "no face has started it");
    see_palette(&desktop, &mut elsewhere, 1);

    // The bus starts one for the user's own vault only.
    let other = desktop.home().join("other");
    make_vault(&desktop, &["--vault", &other.display().to_string()]);
    assert!(run(&mut elsewhere, &format!("code --vault {} example", other.display()), Some(PIN)).contains("status 0"));
    see_code(&mut elsewhere, None);
}

/// Without a service on the bus, the command's own environment is all there is.
#[test]
fn agent_of_a_session_over_ssh_makes_way_for_the_desktop() {
    let desktop = Desktop::new("activation-ssh");
    make_vault(&desktop, &[]);
    let mut elsewhere = over_ssh(&desktop);
    assert!(run(&mut elsewhere, "palette", None).contains("status 1"), "there is no display");
    let first = desktop.agent().expect("an agent");
    // As at sign-in.
    let at_sign_in = Process::start(&mut desktop.command(target_folder().join("watchword-agent")));
    wait_for("its end", 10, || (desktop.agent() != Some(first)).then_some(()));
    // Asked in between, the command starts another one, which makes way too.
    wait_for("the desktop", 10, || run(&mut elsewhere, "palette", None).contains("status 0").then_some(()));
    wait_for("the palette", 20, || (desktop.display().windows().len() == 1).then_some(()));
    drop(at_sign_in);
    wait_for("the palette's end", 10, || desktop.display().windows().is_empty().then_some(()));

    see_code(&mut elsewhere, Some(PIN));
    let second = desktop.agent().expect("an agent");
    let window = desktop.open();
    unlock(&window);
    see_code(&mut elsewhere, None);
    assert_eq!(desktop.agent(), Some(second), "nobody loses an open vault");
    window.press(&["ctrl+l"]).at("unlock");
    wait_for("another agent", 10, || desktop.agent().filter(|agent| *agent != second));
    unlock(&window);
    see_palette(&desktop, &mut elsewhere, 2);
    let _ = kill_process(desktop.agent().expect("an agent"), Signal::TERM);
}

fn make_vault(desktop: &Desktop, place: &[&str]) {
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--issuer", "Example"], SEED)] {
        let made = desktop.watchword(&[&["--pin-stdin"], place, arguments].concat(), &format!("{PIN}\n{input}\n"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}

/// A terminal with the session's bus and without its display.
#[track_caller]
fn over_ssh(desktop: &Desktop) -> Terminal {
    let mut terminal = Terminal::open(desktop);
    terminal.run("unset DISPLAY", None);
    terminal
}

/// Opens the palette, as one more window.
#[track_caller]
fn see_palette(desktop: &Desktop, terminal: &mut Terminal, windows: usize) {
    assert!(run(terminal, "palette", None).contains("status 0"));
    wait_for("the palette", 20, || (desktop.display().windows().len() == windows).then_some(()));
}
