//! An export of 60 accounts into a vault that has some of them, and the duplicates that follow.

use std::fs;

use serde_json::json;
use watchword_exchange::{Content, Export, Imported};
use watchword_otp::{Account, Parameters, Secret};
use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{accept_first, choose_file, set_pin};

const COUNT: usize = 60;
const PASSWORD: &str = "becak di pasar";

/// One of the accounts in the export: every tenth has two groups and a note.
fn account(number: usize) -> Imported {
    let account = Account {
        issuer: format!("Company {number}"),
        account: "ayu@example.org".into(),
        parameters: Parameters::default(),
        secret: Secret::new(format!("the secret of number {number}").into_bytes()).expect("a secret"),
    };
    let has_more = number % 10 == 1;
    let groups = if has_more { vec!["Work".into(), "Two words".into()] } else { Vec::new() };
    let note = if has_more { "recovery codes: 1234" } else { "" };
    Imported { groups, note: note.to_owned().into(), ..account.into() }
}

fn aegis() -> Vec<u8> {
    let accounts: Vec<Imported> = (1..=COUNT).map(account).collect();
    // A test needs no randomness.
    let written = Export::AegisEncrypted(PASSWORD).write(&accounts, &mut |bytes| bytes.fill(7));
    match written.content {
        Content::File(file) => file.to_vec(),
        Content::QrCodes(_) => panic!("a file"),
    }
}

/// Adds the first two accounts of the export, and the third with another secret.
fn vault_with_three(desktop: &Desktop, window: &Window) {
    set_pin(window);
    let mut accounts = [account(1), account(2), account(3)].map(|imported| imported.account);
    accounts[2].secret = account(99).account.secret;
    let links: Vec<String> = accounts.iter().map(|account| watchword_exchange::to_uri(account).to_string()).collect();
    window.click("add").at("add");
    desktop.clipboard().write("UTF8_STRING", links.join("\n").as_bytes());
    window.press(&["ctrl+v"]).at("review");
    accept_first(window);
}

fn open_export(desktop: &Desktop, window: &Window) {
    let path = desktop.home().join("aegis-backup-20261126-a-rather-long-name.json");
    fs::write(&path, aegis()).expect("a file in the home");
    window.click("add").at("add").press(&["ctrl+o"]);
    choose_file(desktop, window, &path);
    window.see("dialog [name=file-password]");
    window.type_text(PASSWORD).press(&["Return"]);
    wait_for("the accounts", 30, || (!window.texts(".find").is_empty()).then_some(()));
}

/// Waits until the review shows a number of accounts.
#[track_caller]
fn shown(window: &Window, count: usize) {
    let script = "return document.querySelector('[data-screen=review] li')?.ariaSetSize ?? '0'";
    wait_for("the accounts", 10, || (window.run(script, &[]) == json!(count.to_string())).then_some(()));
}

/// The texts of elements, without the marks that isolate numbers in a sentence.
fn texts(window: &Window, css: &str) -> Vec<String> {
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "").trim().to_owned();
    window.texts(css).into_iter().map(plain).collect()
}

/// Waits until the button says what it does.
#[track_caller]
fn says(window: &Window, text: &str) {
    wait_for(text, 5, || (texts(window, "[data-action=accept]") == [text]).then_some(()));
}

/// The issuers in the list, or those in the trash.
fn issuers(window: &Window, list: &str) -> Vec<String> {
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    let rows = vault[list].as_array().into_iter().flatten();
    rows.filter_map(|row| row["issuer"].as_str().map(str::to_owned)).collect()
}

/// Waits until the row at a place, from 1, has the focus.
#[track_caller]
fn focused(window: &Window, place: usize) {
    let script = "return document.activeElement.closest('li')?.ariaPosInSet";
    wait_for("the focus", 5, || (window.run(script, &[]) == json!(place.to_string())).then_some(()));
}

/// Chooses to replace the account of the same name, and shows all accounts again.
fn replace_conflict(window: &Window) {
    window.see("[name^=resolve-]");
    let name = window.run("return document.querySelector('[name^=resolve-]').name", &[]);
    window.choose(name.as_str().expect("a name"), "replace").shoot("replace");
    window.press(&["Escape"]);
    shown(window, COUNT);
    says(window, "Add 58 accounts");
}

#[test]
fn large_export_is_searched_filtered_and_its_conflict_resolved() {
    let desktop = Desktop::new("review");
    let window = desktop.open();
    vault_with_three(&desktop, &window);
    window.record_ipc();
    open_export(&desktop, &window);
    shown(&window, COUNT);
    window.shoot("all");
    let recorded = window.recorded_ipc();
    assert!(recorded.contains("has_note") && !recorded.contains("recovery codes"), "the note stays in Rust");
    says(&window, "Add 57 accounts");
    let filters = ["All (60)", "New (57)", "Already added (2)", "Same name (1)"];
    assert_eq!(texts(&window, "[name=sort] option"), filters);

    // By keyboard: letters search, Enter ticks, arrows move, Esc shows all again.
    window.type_text("work 41");
    shown(&window, 1);
    window.shoot("searched").press(&["Return"]);
    wait_for("the tick to go", 5, || window.texts("[name^=find-]:checked").is_empty().then_some(()));
    says(&window, "Add 56 accounts");
    window.press(&["Return", "Escape"]);
    shown(&window, COUNT);
    window.press(&["End"]);
    focused(&window, COUNT);
    window.press(&["space", "space", "Home"]);
    focused(&window, 1);
    says(&window, "Add 57 accounts");

    // None and all of those shown.
    window.choose("sort", "new");
    shown(&window, 57);
    window.click_on("[name=select-shown]");
    assert_eq!(window.run("return document.querySelector('[data-action=accept]').disabled", &[]), true);
    window.click_on("[name=select-shown]").choose("sort", "same-name");
    shown(&window, 1);
    window.shoot("conflict").click_on("[name^=find-]").shoot("keep-both");
    assert_eq!(window.see("[name^=resolve-]"), "keep");
    assert_eq!(texts(&window, ".find .second"), ["ayu@example.org (2)"], "the name that it gets");
    replace_conflict(&window);
    window.resize(320, 480).shoot("narrow").click("accept").at("report").shoot("report");
    let lists =
        ["report-replaced", "report-already"].map(|list| texts(&window, &format!("[data-list={list}]")).concat());
    assert!(lists[0].contains("Company 3") && lists[1].contains("Company 1"), "{lists:?}");

    // Undone, and done again.
    window.press(&["ctrl+z"]).at("codes");
    wait_for("the old list", 10, || {
        (issuers(&window, "rows") == ["Company 1", "Company 2", "Company 3"]).then_some(())
    });
    assert_eq!(issuers(&window, "trash").len(), 58, "no secret is lost");
    window.shoot("undone").resize(400, 680);
    open_export(&desktop, &window);
    window.choose("sort", "same-name");
    shown(&window, 1);
    window.click_on("[name^=find-]");
    replace_conflict(&window);
    window.click("accept").at("report").click("close-report").at("codes").see("[data-account]");

    let expected: Vec<String> = (1..=COUNT).map(|number| format!("Company {number}")).collect();
    assert_eq!(issuers(&window, "rows"), expected, "the new account is in the place of the old one");
    assert_eq!(issuers(&window, "trash"), ["Company 3"]);
}

/// The duplicate finder, in the smallest window.
#[test]
fn duplicates_are_trashed_and_restored_in_indonesian() {
    let preferences = r#"{"theme":"dark","language":"id"}"#;
    let desktop = Desktop::new("duplicates").with_size(320, 480).with_preferences(preferences);
    let window = desktop.open();
    vault_with_three(&desktop, &window);
    open_duplicates(&window);
    window.see("[data-screen=duplicates] strong");
    window.shoot("none").press(&["Escape", "Escape"]).at("codes");

    // Two accounts with the same secret, and one whose name is taken.
    let named = |number: usize, issuer: &str| Account { issuer: issuer.into(), ..account(number).account };
    let accounts = [named(50, "Becak"), named(50, "Andong"), account(3).account];
    let links = accounts.map(|account| watchword_exchange::to_uri(&account).to_string());
    desktop.clipboard().write("UTF8_STRING", links.join("\n").as_bytes());
    window.press(&["ctrl+v"]).at("review").click_on("li:nth-child(2) input").click_on("li:nth-child(3) input");
    window.see("[name^=resolve-]");
    window.shoot("review").click("accept").at("codes").type_text("(2)").press(&["F2"]).at("edit");
    window.fill("account", "ayu@example.org").click("save").at("codes").press(&["Escape"]);

    open_duplicates(&window);
    groups(&window, 2);
    window.shoot("found").click("trash-duplicates");
    groups(&window, 1);
    window.shoot("trashed").press(&["ctrl+z"]);
    groups(&window, 2);
    window.click("trash-duplicates");
    groups(&window, 1);
    window.click_on("li:nth-child(2) input").shoot("same-name").click("trash-duplicates");
    groups(&window, 0);
    window.see("[data-screen=duplicates] strong");
    assert_eq!(issuers(&window, "rows"), ["Company 1", "Company 2", "Becak", "Company 3"]);
    assert_eq!(issuers(&window, "trash"), ["Company 3", "Andong"]);
}

fn open_duplicates(window: &Window) {
    window.click("settings").at("settings").click("open-duplicates").at("duplicates");
}

/// Waits until the finder shows a number of groups.
#[track_caller]
fn groups(window: &Window, count: usize) {
    let heading = "[data-screen=duplicates] h2";
    wait_for("the groups", 20, || (window.texts(heading).len() == count).then_some(()));
}
