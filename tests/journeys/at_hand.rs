//! One unlocked session for the window and for commands in terminals.

use rustix::process::{Signal, kill_process};
use serde_json::Value;
use watchword_tests::{Desktop, Terminal, oath_hotp, target_folder, wait_for};

use crate::person::{HOTP, PIN, SEED, TOTP, accept_first, begin, paste_picture, unlock};

#[test]
fn pin_is_given_once_in_the_window_and_once_in_each_terminal() {
    let desktop = Desktop::new("at-hand");
    let window = desktop.open();
    begin(&desktop, &window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    let [mut one, mut other] = [Terminal::open(&desktop), Terminal::open(&desktop)];
    for terminal in [&mut one, &mut other] {
        see_code(terminal, Some(PIN));
        see_code(terminal, None);
        assert!(run(terminal, "list", None).contains("Example"));
        assert!(run(terminal, "verify example 000000", None).contains("status 1"));
    }
    assert_eq!(status(&mut one), ["false", "\"window\"", "\"agent\""]);

    window.press(&["ctrl+l"]).at("unlock");
    assert_eq!(status(&mut one), ["true", "null", "\"agent\""]);
    see_code(&mut other, Some(PIN));
    assert_eq!(status(&mut other), ["false", "\"command\"", "\"agent\""]);
    // The PIN that was given in a terminal opens neither another one nor the window.
    see_code(&mut one, Some(PIN));
    window.at("unlock");
    unlock(&window);
    see_code(&mut one, None);

    assert!(run(&mut one, "lock", None).contains("Locked."));
    window.at("unlock");
    unlock(&window);
    window.click("settings").at("settings").click_on("[name=command-shares]");
    window.see("[name=command-shares]:not(:checked)");
    window.shoot("not-shared");
    for _ in 0..2 {
        see_code(&mut one, Some(PIN));
    }
}

#[test]
fn terminal_is_served_with_and_without_a_window() {
    let desktop = Desktop::new("at-hand-alone");
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--issuer", "Example"], SEED)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}\n"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let mut terminal = Terminal::open(&desktop);
    assert_eq!(status(&mut terminal), ["true", "null", "null"], "nothing is started for this");
    see_code(&mut terminal, Some(PIN));
    see_code(&mut terminal, None);
    assert_eq!(status(&mut terminal), ["false", "\"command\"", "\"agent\""]);

    // Killed, it has nothing that anyone would miss.
    let _ = kill_process(desktop.agent().expect("an agent"), Signal::KILL);
    wait_for("the agent's end", 10, || desktop.agent().is_none().then_some(()));
    see_code(&mut terminal, Some(PIN));
    see_code(&mut terminal, None);

    let window = desktop.open();
    window.at("unlock");
    see_code(&mut terminal, None);
    unlock(&window);
    assert_eq!(status(&mut terminal), ["false", "\"command\"", "\"agent\""]);
    window.close();
    assert_eq!(status(&mut terminal), ["true", "null", "\"agent\""], "the window locks as it closes");
    see_code(&mut terminal, Some(PIN));
}

/// A process that doesn't answer whether there is a tray keeps no window open.
#[test]
fn window_closes_while_the_agent_is_stopped() {
    let desktop =
        Desktop::new("at-hand-stopped").with_preferences(r#"{"theme":"dark","language":null,"keep_in_tray":true}"#);
    let window = desktop.open();
    begin(&desktop, &window);
    let agent = desktop.agent().expect("an agent");
    let _ = kill_process(agent, Signal::STOP);
    window.close();
    let _ = kill_process(agent, Signal::KILL);
}

/// `watchword` alone: search, Enter copies, and nothing stays on the terminal.
#[test]
fn list_in_a_terminal_copies_codes_and_leaves_none_behind() {
    let desktop = Desktop::new("at-hand-list");
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--uri", "-"], TOTP), (&["add", "--uri", "-"], HOTP)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}\n"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let mut terminal = Terminal::open(&desktop);
    terminal.clear();
    terminal.type_line(&format!("{}; echo status $?", target_folder().join("watchword").display()));
    terminal.see("PIN");
    terminal.type_line(PIN);
    for text in ["Example: ayu@example.org", "Bank:", "Enter: next code"] {
        terminal.see(text);
    }
    terminal.press("ban");
    terminal.press("\r");
    let code = oath_hotp(SEED, 6, 7, 1).remove(0);
    let shown = format!("{} {}", &code[..3], &code[3..]);
    terminal.see(&shown);
    assert_eq!(desktop.clipboard().text(), code);
    // Escape clears the search, and then leaves.
    terminal.press("\x1b");
    terminal.see("Example");
    std::thread::sleep(std::time::Duration::from_millis(300));
    terminal.press("\x1b");
    terminal.see("status 0");
    assert_eq!(desktop.clipboard().text(), "", "it is cleared at once");
    let all = terminal.clear();
    let (before, page) = all.split_once("\x1b[?1049h").expect("a page of its own");
    let (page, after) = page.split_once("\x1b[?1049l").expect("the page's end");
    assert!(page.contains(&shown) && !before.contains(&shown) && !after.contains(&shown));
    assert!(!run(&mut terminal, "list", None).contains(&code));
}

/// Settings: keys that open the palette in any program are pressed to be chosen, and the window
/// says what became of them and of the tray, of which this desktop has none.
#[test]
fn what_is_at_hand_is_chosen_in_settings() {
    let preferences = r#"{"theme":"dark","language":"id"}"#;
    let desktop = Desktop::new("at-hand-settings").with_size(320, 640).with_preferences(preferences);
    let window = desktop.open();
    begin(&desktop, &window);
    window.click("settings").at("settings").click_on("[name=keep-in-tray]").see("[name=tray-copies]:checked");
    window.see("[data-tray=false]");
    window.click("hotkey").shoot("press").press(&["ctrl+alt+w"]).see("[data-hotkey=bound]");
    window.click("lock-hotkey").press(&["ctrl+alt+l"]).see("[data-action=lock-hotkey-clear]");
    window.shoot("bound").click_on("[name=enter-after-code]").see("[name=enter-after-code]:checked");
    window.click_on("[name=search-copies]").see("[name=search-copies]:checked");
    window.click_on("[name=autostart]").see("[name=autostart]:checked");
    window.shoot("all-on");

    window.press(&["ctrl+alt+w"]);
    wait_for("the palette", 20, || (desktop.display().windows().len() == 2).then_some(()));
    window.press(&["ctrl+alt+w"]);
    wait_for("the palette's end", 20, || (desktop.display().windows().len() == 1).then_some(()));
    window.click("hotkey-clear").see("[data-action=lock-hotkey-clear]");
    wait_for("no keys", 10, || window.texts("[data-action=hotkey-clear]").is_empty().then_some(()));
    window.press(&["ctrl+alt+l"]);
    wait_for("the app to quit", 20, || (!desktop.is_running()).then_some(()));
}

/// Runs `watchword` in a terminal.
#[track_caller]
pub(crate) fn run(terminal: &mut Terminal, arguments: &str, pin: Option<&str>) -> String {
    let shown = terminal.run(&format!("{} {arguments}", target_folder().join("watchword").display()), pin);
    assert_eq!(shown.contains("PIN"), pin.is_some(), "{shown}");
    shown
}

#[track_caller]
pub(crate) fn see_code(terminal: &mut Terminal, pin: Option<&str>) {
    let shown = run(terminal, "code example", pin);
    let is_code = |line: &str| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit());
    assert!(shown.lines().any(|line| is_code(line.trim())), "{shown}");
}

/// Returns what `watchword status` says: whether it's locked, by what it was unlocked, and what
/// answers.
#[track_caller]
fn status(terminal: &mut Terminal) -> [String; 3] {
    let shown = run(terminal, "status --json", None);
    let json = shown.lines().find(|line| line.starts_with('{')).unwrap_or_else(|| panic!("{shown}"));
    let status: Value = serde_json::from_str(json.trim()).expect("JSON");
    ["locked", "by", "held_by"].map(|name| status[name].to_string())
}
