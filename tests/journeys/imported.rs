//! Imports of many accounts: their progress, their report, and undoing them.

use std::{
    fs,
    path::PathBuf,
    thread::sleep,
    time::{Duration, Instant},
};

use data_encoding::BASE32_NOPAD;
use serde_json::{Value, json};
use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{PIN, TOTP, accept_first, choose_file, paste_picture, save_as, see_refusal, set_pin};

/// An entry of Aegis' file, with a name and a seed of its own.
fn entry(number: usize) -> Value {
    let seed = [&number.to_be_bytes()[..], b"kancil di tep"].concat();
    json!({
        "type": "totp", "uuid": "", "issuer": format!("Company {number}"), "name": format!("person{number}@example.org"),
        "note": format!("recovery code {number:05}-kancil"), "groups": ["work"],
        "info": { "secret": BASE32_NOPAD.encode(&seed), "algo": "SHA1", "digits": 6, "period": 30 },
    })
}

/// Writes an unencrypted file of Aegis into the home.
fn aegis(desktop: &Desktop, entries: &[Value]) -> PathBuf {
    let groups = json!([{ "uuid": "work", "name": "Kantor" }, { "uuid": "long", "name": "x".repeat(65) }]);
    let database = json!({ "version": 3, "entries": entries, "groups": groups });
    let vault = json!({ "version": 1, "header": { "slots": null, "params": null }, "db": database });
    let path = desktop.home().join("aegis.json");
    fs::write(&path, vault.to_string()).expect("a file in the home");
    path
}

#[track_caller]
fn import(desktop: &Desktop, window: &Window, path: &std::path::Path) {
    window.press(&["ctrl+o"]);
    choose_file(desktop, window, path);
    window.at("review");
}

#[track_caller]
fn wait_for_rows(window: &Window, count: usize) {
    wait_for("the accounts", 20, || (rows(window) == count).then_some(()));
}

fn rows(window: &Window) -> usize {
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    vault["rows"].as_array().expect("rows").len()
}

#[test]
fn import_is_reported_undone_and_done_again() {
    let desktop = Desktop::new("imported").with_size(320, 480);
    let window = desktop.open();
    set_pin(&window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);

    let mut entries: Vec<Value> = (0..57).map(entry).collect();
    entries[7]["groups"] = json!(["long"]);
    let mut conflict = entry(57);
    (conflict["issuer"], conflict["name"]) = (json!("Example"), json!("ayu@example.org"));
    let mut broken = entry(58);
    broken["info"]["digits"] = json!(11);
    entries.extend([conflict, broken]);
    let path = aegis(&desktop, &entries);
    import(&desktop, &window, &path);
    window.click("accept").at("report");
    assert_eq!(window.texts("[data-list]").len(), 3, "not read, conflict, shortened");
    assert_eq!(window.axe(), Vec::<String>::new());
    window.shoot("report").click("save-report");
    let report = desktop.home().join("report.txt");
    save_as(&desktop, &window, &report);
    wait_for("the report", 10, || report.exists().then_some(()));
    let text = fs::read_to_string(&report).expect("the report");
    assert!(text.starts_with("57 accounts added") && text.contains("aegis.json, no. 59:"), "{text}");
    assert!(text.contains("Example") && text.contains("Company 7") && !text.contains("recovery"), "{text}");
    window.click("close-report").at("codes");

    window.type_text("kantor");
    wait_for("the accounts with the tag", 5, || (window.texts("[data-account]").len() > 2).then_some(()));
    window.press(&["Escape"]).type_text("00042-KANCIL");
    wait_for("the account with the note", 5, || (window.texts("[data-account]").len() == 1).then_some(()));
    assert!(window.see("[data-account]").contains("Company 42"));
    window.shoot("found-by-note").press(&["Escape"]);

    // Offered again by a second import, which brings back nothing new but one account.
    let last = aegis(&desktop, &entries[..57].iter().cloned().chain([entry(60)]).collect::<Vec<_>>());
    import(&desktop, &window, &last);
    window.click("accept").at("report").click("close-report").at("codes");
    window.shoot("undo-offered").press(&["ctrl+z"]);
    wait_for_rows(&window, 58);
    wait_for("the outcome", 5, || window.see("[data-toast]").contains("trash").then_some(()));
    window.shoot("undone");
    import(&desktop, &window, &last);
    window.click("accept").at("report").click("close-report").at("codes");
    wait_for_rows(&window, 59);
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    assert_eq!(vault["trash"], json!([]), "it came back from the trash");
}

#[test]
fn ten_thousand_accounts_are_saved_with_progress_and_cancelled_without_a_trace() {
    let desktop = Desktop::new("ten-thousand");
    let window = desktop.open();
    set_pin(&window);
    let path = aegis(&desktop, &(0..10_000).map(entry).collect::<Vec<_>>());
    import(&desktop, &window, &path);
    let items = || desktop.keyring_items().len();
    let before = items();
    window.click("accept").see("[data-saving]");
    window.shoot("saving").press(&["Escape"]);
    assert!(see_refusal(&window).contains("Nothing was added"));
    assert_eq!((rows(&window), items()), (0, before));

    let begun = Instant::now();
    window.click("accept");
    let mut slowest = Duration::ZERO;
    while window.texts("[data-screen=recovery]").is_empty() {
        let asked = Instant::now();
        window.run("return document.title", &[]);
        slowest = slowest.max(asked.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(120), "it is never saved");
        sleep(Duration::from_millis(50));
    }
    println!("10,000 accounts were saved in {:?}; the page answered within {slowest:?}", begun.elapsed());
    assert_eq!(rows(&window), 10_000);
    window.click("undo");
    wait_for_rows(&window, 0);
    let listed = desktop.watchword(&["--pin-stdin", "list"], &format!("{PIN}\n"));
    assert!(listed.status.success() && listed.stdout.is_empty(), "the command sees the same");
}
