//! A page that isn't ours calls Rust: every command, thousands of times, with arguments that are
//! wrong in every way.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    time::{SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};
use watchword_tests::{Desktop, Window, wait_for};

use crate::{
    at_rest::secrets_in,
    person::{HOTP, PIN, TOTP, unlock},
};

const BINDINGS: &str = include_str!("../../ui/src/lib/bindings.ts");

/// The number of calls in each of the two states, and of calls after which the page reports.
const CALLS: u32 = 2_500;
const BATCH: u32 = 250;

/// The commands that succeed while the vault is locked.
const ANSWERS_LOCKED: &[&str] = &[
    "autostart",
    "opens_account_links",
    "choose_own_backups",
    "status",
    "set_preferences",
    "judge_pin",
    "lock",
    "touched",
    "subscribe",
    "stop_waiting",
    "stop_looking",
    "stop_reading",
    "stop_saving",
    "update_status",
    "open_update_page",
    "dismiss_update",
];
/// The commands that may succeed while the vault is unlocked, with arguments that change nothing.
const ANSWERS_UNLOCKED: &[&str] = &[
    "autostart",
    // They stay off.
    "set_autostart",
    "opens_account_links",
    "set_opens_account_links",
    "status",
    "set_preferences",
    "judge_pin",
    "unlock",
    "recover",
    "vault",
    "touched",
    "subscribe",
    "stop_waiting",
    "stop_looking",
    "stop_reading",
    "stop_saving",
    "codes",
    "search_notes",
    // No account is a duplicate.
    "duplicates",
    "trash_duplicates",
    // If another call has stopped it before it began.
    "look",
    "paste",
    "read_text",
    "review",
    "follow_link",
    // No policy names a folder.
    "provision",
    // No file waits for a password.
    "open_encrypted",
    "skip_encrypted",
    "discard_review",
    "try_typed",
    "discard_recovery_key",
    "choose_own_backups",
    "update_status",
    // There is no page to open.
    "open_update_page",
    "dismiss_update",
];
/// The commands that open a dialog, which waits for the user.
const DIALOGS: &[&str] = &[
    "choose_files",
    "choose_backup",
    "choose_backup_folder",
    "choose_second_folder",
    "save_recovery_key",
    "save_recovery_sheet",
    "save_backup",
];
/// The commands that change the vault without an argument, so that any call is well formed.
const CHANGES: &[&str] =
    &["lock", "empty_trash", "accept_older_copy", "ask_for_pin", "stop_second_folder", "put_off_recovery_key"];

#[test]
fn mutated_arguments_are_refused_and_change_nothing() {
    let desktop = Desktop::new("ipc");
    let recovery_key = make_vault(&desktop);
    let window = desktop.open();
    unlock(&window);
    desktop.clipboard().write("UTF8_STRING", b"nothing that an account is in");
    let seed = seed();
    println!("IPC: mutated with WATCHWORD_SEED={seed}");

    let before = rows(&window);
    let ids: Vec<&str> = before.iter().filter_map(|row| row["id"].as_str()).collect();
    // Renewing the page and quitting would end the flood, and reading the screen hides the window
    // each time.
    let calls = calls(&ids, &[DIALOGS, CHANGES, &["renew", "quit", "read_screen"]].concat());
    let stored = stored(&desktop);
    flood(&desktop, &window, seed, &calls, &ids, ANSWERS_UNLOCKED);
    assert_eq!(rows(&window), before);
    assert_same(&stored, &self::stored(&desktop));
    assert!(attempts(&desktop).1 >= 3, "the wrong PINs were counted");
    waits(&window, |pin| ("show_qr", json!({ "id": ids[0], "pin": pin })));

    well_formed(&desktop, &window, ids[1]);
    dialogs(&desktop, &window);
    let after = rows(&window);

    window.click("lock").at("unlock");
    let stored = self::stored(&desktop);
    let spent = attempts(&desktop);
    flood(
        &desktop,
        &window,
        seed ^ 1,
        &self::calls(&ids, &["choose_backup", "choose_backup_folder", "renew", "quit"]),
        &ids,
        ANSWERS_LOCKED,
    );
    assert_same(&stored, &self::stored(&desktop));
    assert!(attempts(&desktop) >= spent, "the ledger of attempts only grows");
    waits(&window, |pin| ("unlock", json!({ "pin": pin })));

    let recovered = window.invoke("recover", &json!({ "recoveryKey": recovery_key, "freshPin": PIN }));
    assert_eq!(recovered.expect("the recovery key opens")["rows"], json!(after), "nothing was lost");
    assert!(desktop.is_running());
}

/// Creates a vault with a TOTP and an HOTP account, and returns its recovery key.
fn make_vault(desktop: &Desktop) -> String {
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--uri", "-"], TOTP), (&["add", "--uri", "-"], HOTP)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    let owner = desktop.command(env!("CARGO_BIN_EXE_watchword-owner")).args(["recovery-key", PIN]).output();
    String::from_utf8(owner.expect("watchword-owner runs").stdout).expect("text").trim().to_owned()
}

fn seed() -> u32 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").subsec_nanos();
    std::env::var("WATCHWORD_SEED").map_or(now, |seed| seed.parse().expect("a number"))
}

/// Returns each command with well-formed arguments that it must refuse because of their values.
fn calls(ids: &[&str], without: &[&str]) -> Value {
    let commands = BINDINGS.lines().filter_map(|line| line.split_once("__TAURI_INVOKE<"));
    let calls = commands.filter_map(|(parameters, call)| {
        let (_, name) = call.split_once("(\"")?;
        let (name, _) = name.split_once('"')?;
        let (_, parameters) = parameters.split_once('(')?;
        let (parameters, _) = parameters.rsplit_once(')')?;
        let parameters = parameters.split(", ").filter_map(|parameter| parameter.split_once(": "));
        let args: serde_json::Map<_, _> = parameters
            .map(|(parameter, kind)| (parameter.to_owned(), well_formed_but_wrong(parameter, kind, ids)))
            .collect();
        Some((name.to_owned(), args))
    });
    let calls: Vec<(String, _)> = calls.collect();
    assert!(calls.len() > 30 && without.iter().all(|name| calls.iter().any(|(command, _)| command == name)));
    // The window may not call what is the palette's alone: `elsewhere.rs` tries.
    let is_left = |command: &str| !without.contains(&command) && !command.starts_with("palette_");
    let left = calls.into_iter().filter(|(command, _)| is_left(command));
    left.map(|(command, args)| json!({ "command": command, "args": args })).collect()
}

/// Returns a wrong value for a parameter, so that if another value is mutated, this one is still
/// wrong.
fn well_formed_but_wrong(parameter: &str, kind: &str, ids: &[&str]) -> Value {
    match (kind, parameter) {
        ("string" | "string | null", "id") => json!("0b2f1d84-3a53-4a0e-9f55-3b3a7f6d2c11"),
        ("TypedText", "recoveryKey" | "key") => json!(*watchword_vault::RecoveryKey::generate().expose()),
        // Too weak, so refused before the recovery key is tried.
        ("TypedText", "freshPin") => json!("123456"),
        ("TypedText", "fresh") => json!("another PIN entirely"),
        ("TypedText", "text") => json!("https://example.org"),
        ("string" | "TypedText" | "TypedText | null", _) => json!("not what it should be"),
        ("number", _) => json!(1),
        ("boolean", _) => json!(false),
        ("string[]", _) => json!(ids),
        ("Choice[]", _) => json!([{ "id": 0, "action": "add" }, { "id": 7, "action": "replace" }]),
        ("Preferences", _) => json!({ "theme": "dark", "language": "it", "check_for_updates": false }),
        ("Settings", _) => {
            json!({ "lock_after_minutes": 0, "clipboard_seconds": 9, "lock_when_minimised": true, "command_shares": true,
                "tray_copies": true, "stays_open": true, "search_copies": true })
        }
        ("Typed", _) => json!({
            "issuer": "", "account": "", "secret": "not base32!", "kind": "totp", "algorithm": "SHA1", "digits": 11,
            "period": 0, "counter": "-1",
        }),
        ("StoreKind", _) => json!("keyring"),
        ("ExportFormat", _) => json!("uri"),
        ("Permission" | "Permission | null", _) => json!({ "type": "typed", "word": "not the word" }),
        ("Channel<Notice>", _) => json!("__CHANNEL__:1"),
        _ => panic!("{parameter}: {kind} needs a value here that is well formed and refused"),
    }
}

/// Makes the page call the commands, and checks every answer.
fn flood(desktop: &Desktop, window: &Window, seed: u32, calls: &Value, ids: &[&str], answering: &[&str]) {
    let problems = problems();
    let mut kinds = BTreeSet::new();
    for batch in 0..CALLS / BATCH {
        let seed = seed.wrapping_add(batch << 16);
        let arguments = [calls.clone(), json!(ids), json!(seed), json!(BATCH)];
        let answers = window.run_async(include_str!("flood.js"), &arguments);
        for answer in answers.as_array().expect("answers") {
            let [command, how, text] = [0, 1, 2].map(|part| answer[part].as_str().unwrap_or_default());
            assert_eq!(secrets_in(text.as_bytes()), None, "{answer}");
            let said: Value = serde_json::from_str(text).unwrap_or_default();
            let kind = match (how, &said) {
                ("value", _) if answering.contains(&command) => "value",
                ("refused", Value::Object(problem)) if problem.len() <= 4 => {
                    let kind = problem.get("type").and_then(Value::as_str).unwrap_or_default();
                    problems.iter().find(|known| **known == kind).unwrap_or_else(|| panic!("{answer}"))
                }
                // Refused by Tauri, before the command was called.
                ("refused", Value::String(why)) if !why.contains("not allowed") && !why.contains("not found") => {
                    "malformed"
                }
                _ => panic!("{answer}"),
            };
            kinds.insert((command.to_owned(), kind));
        }
    }
    let tried: Vec<&str> = kinds.iter().map(|(command, _)| command.as_str()).collect();
    for call in calls.as_array().expect("calls") {
        assert!(tried.contains(&call["command"].as_str().unwrap_or_default()), "{call} was tried");
    }
    println!("IPC: {CALLS} calls, {} kinds of answers", kinds.len());
    assert!(desktop.is_running());
    let log = desktop.log();
    assert!(!log.contains("panicked"), "{log}");
    assert_eq!(secrets_in(log.as_bytes()), None);
}

/// Returns the types of all problems.
fn problems() -> Vec<&'static str> {
    let types = BINDINGS.split("\nexport type ").filter_map(|declared| declared.split_once("Problem = "));
    let subjects = types.filter(|(name, _)| name.chars().all(char::is_alphabetic)).map(|(_, problems)| problems);
    subjects.flat_map(|problems| problems.split("type: \"").skip(1)).filter_map(|tag| tag.split('"').next()).collect()
}

/// Checks that after many wrong PINs even the right one is refused.
#[track_caller]
fn waits(window: &Window, call: impl Fn(&str) -> (&'static str, Value)) {
    for pin in ["one more, should the wait be over", PIN] {
        let (command, args) = call(pin);
        let refused = window.invoke(command, &args).expect_err("a wait runs");
        assert!(pin != PIN || refused["type"] == "wait", "{refused}");
    }
}

/// Checks that well-formed calls do what they should and nothing else.
fn well_formed(desktop: &Desktop, window: &Window, hotp: &str) {
    let before = (window.invoke("vault", &json!({})).expect("the vault is unlocked"), stored(desktop));
    for _ in 0..3 {
        window.invoke("next_code", &json!({ "id": hotp, "position": 0 })).expect("a code");
    }
    let drawn = (window.invoke("vault", &json!({})).expect("the vault is unlocked"), stored(desktop));
    let mut expected = before.0;
    assert_eq!(expected["rows"][1]["counter"].take(), "7");
    expected["rows"][1]["counter"] = "10".into();
    assert_eq!(drawn.0, expected);
    let changed = drawn.1.iter().filter(|(name, bytes)| before.1.get(*name) != Some(bytes));
    let changed: BTreeSet<&str> = changed.filter_map(|(name, _)| name.rsplit('/').next()).collect();
    assert_eq!(changed, ["counters", "counters.log"].into(), "the keyring's number of draws, and the record");

    expected["settings"]["clipboard_seconds"] = 10.into();
    expected["rows"][1]["issuer"] = "Other".into();
    for (command, args) in [
        ("edit_account", json!({ "id": hotp, "issuer": "Other", "account": "ayu" })),
        ("set_settings", json!({ "settings": expected["settings"] })),
        ("trash", json!({ "id": hotp })),
        ("untrash", json!({ "ids": [hotp] })),
    ] {
        window.invoke(command, &args).unwrap_or_else(|why| panic!("{command}: {why}"));
    }
    let after = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    assert_eq!(
        (&after["rows"], &after["trash"], &after["settings"]),
        (&expected["rows"], &json!([]), &expected["settings"])
    );
}

/// Checks that each call that needs the user's consent opens one dialog, and accepts a refusal.
fn dialogs(desktop: &Desktop, window: &Window) {
    window.invoke("discard_review", &json!({})).expect("the vault is unlocked");
    for command in DIALOGS {
        let ask = "window.answer = null; const tell = (answer) => (window.answer = JSON.stringify(answer ?? null));
            window.__TAURI_INTERNALS__.invoke(arguments[0], { path: '/etc/passwd' }).then(tell, tell)";
        window.run(ask, &[json!(command)]);
        wait_for(command, 10, || (desktop.display().windows().len() == 2).then_some(()));
        window.press(&["Escape"]);
        wait_for("the dialog to close", 10, || (desktop.display().windows().len() == 1).then_some(()));
        let answer = wait_for("the answer", 10, || window.run("return window.answer", &[]).as_str().map(str::to_owned));
        assert!(
            ["null", "false", r#"{"finds":[],"unread":[],"waiting":[],"batch":null}"#].contains(&answer.as_str()),
            "{answer}"
        );
    }
}

#[track_caller]
fn rows(window: &Window) -> Vec<Value> {
    let vault = window.invoke("vault", &json!({})).expect("the vault is unlocked");
    vault["rows"].as_array().expect("rows").clone()
}

/// Returns the vault's files and items, except the attempts.
fn stored(desktop: &Desktop) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(desktop.data())
        .expect("the vault's folder")
        .chain(fs::read_dir(desktop.data().join("backups")).expect("backups"));
    let files = files
        .flatten()
        .filter_map(|file| Some((file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).ok()?)));
    let items = desktop.keyring_items().into_iter().map(|item| (item.username, item.value.into_bytes()));
    files.chain(items).filter(|(name, _)| name != "attempts.bin" && !name.ends_with("/attempts")).collect()
}

#[track_caller]
fn assert_same(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<&String> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert!(changed.is_empty(), "{changed:?} changed");
}

/// Returns the sequence number and the number of failures in the ledger of attempts (`FORMAT.md`,
/// section 8).
fn attempts(desktop: &Desktop) -> (u64, u32) {
    let record = fs::read(desktop.data().join("attempts.bin")).expect("attempts are kept");
    let (sequence, rest) = record.split_first_chunk().expect("a sequence");
    (u64::from_be_bytes(*sequence), u32::from_be_bytes(*rest.first_chunk().expect("failures")))
}
