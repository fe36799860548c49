//! The calls that the window may make, without Tauri, dialogs and the clipboard. The input is JSON:
//! `[["command", {"argument": …}], …]`.
//!
//! A wait is always active, so that no PIN costs a key derivation: every PIN must be refused.

use std::sync::{LazyLock, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use watchword_session::{Choice, Permission, Problem, Session, Source};
use zeroize::Zeroizing;

use super::machine::{Machine, SEED, attempts};

static OPEN: LazyLock<Mutex<(Machine, Session)>> = LazyLock::new(|| {
    let machine = Machine::new();
    let session = machine.session();
    Mutex::new((machine, session))
});

/// The most calls made for one input: more would find nothing new.
const MAX_CALLS: usize = 8;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(calls) = serde_json::from_slice::<Vec<(String, Value)>>(bytes) else { return };
    let (machine, session) = &mut *OPEN.lock().unwrap();
    machine.reset();
    // Seven failures, the last of them now.
    let seven = [&[0; 8][..], &7_u32.to_be_bytes(), &[1; 16], &1_000_u64.to_be_bytes()].concat();
    machine.write("attempts.bin", &attempts(&seven));
    session.refresh().unwrap();
    session.discard_review().unwrap();
    for (command, args) in calls.iter().take(MAX_CALLS) {
        let Some(answer) = call(session, command, args) else { continue };
        let lower = answer.to_lowercase();
        for secret in [HEXLOWER.encode(SEED), BASE32_NOPAD.encode(SEED), BASE64.encode(SEED)] {
            assert!(!lower.contains(&secret.to_lowercase()), "{command} reveals the seed");
        }
        assert!(session.is_unlocked(), "{command} locked the session");
    }
    let vault = session.vault().unwrap();
    assert!((10..=300).contains(&vault.settings.clipboard_seconds));
    assert!(vault.rows.iter().chain(&vault.trash).all(|row| row.issuer.chars().count() <= 256));
}

/// Deserializes one argument as Tauri does; `None` if it is missing or malformed.
fn argument<T: DeserializeOwned>(args: &Value, name: &str) -> Option<T> {
    serde_json::from_value(args.get(name)?.clone()).ok()
}

/// Makes a call and returns the answer as JSON, as the window would get it. `None` if the command
/// is unknown or its arguments are malformed.
fn call(session: &mut Session, command: &str, args: &Value) -> Option<String> {
    let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let text = |name| argument::<String>(args, name);
    Some(match command {
        "status" => json(Ok(session.status())),
        "set_preferences" => {
            let preferences = argument(args, "preferences")?;
            let set = session.set_preferences(&preferences);
            if let Ok(status) = &set {
                assert_eq!(status.preferences, preferences, "preferences that were set are read back");
            }
            json(set)
        }
        "judge_pin" => json(Ok(session.judge_pin(&text("pin")?, argument(args, "store")?))),
        "create" => refused(session.create(&text("pin")?, argument(args, "store")?)),
        "vault" => json(session.vault()),
        "set_settings" => json(session.set_settings(argument(args, "settings")?)),
        "change_pin" => refused(session.change_pin(&text("current")?, &text("fresh")?)),
        "codes" => json(session.codes(&argument::<Vec<String>>(args, "ids")?, now)),
        "next_code" => json(session.next_code(&text("id")?, None)),
        "read_text" => {
            let text = Zeroizing::new(text("text")?);
            json(session.take_in(Source::Text(text).read(|| true)))
        }
        "review" => json(session.review()),
        "skip_encrypted" => json(session.skip_encrypted(argument(args, "id")?)),
        "discard_review" => json(session.discard_review()),
        "accept" => json(session.accept(&argument::<Vec<Choice>>(args, "choices")?)),
        "undo_import" => json(session.undo_import()),
        "search_notes" => json(session.search_notes(&text("query")?)),
        "try_typed" => json(session.try_typed(&argument(args, "typed")?, now)),
        "add_typed" => json(session.add_typed(&argument(args, "typed")?)),
        "edit_account" => json(session.edit_account(&text("id")?, &text("issuer")?, &text("account")?)),
        "move_account" => json(session.move_account(&text("id")?, argument(args, "position")?)),
        "trash" => json(session.trash(&text("id")?)),
        "untrash" => json(session.untrash(&argument::<Vec<String>>(args, "ids")?)),
        "empty_trash" => json(session.empty_trash()),
        "duplicates" => json(session.duplicates()),
        "trash_duplicates" => json(session.trash_duplicates(&argument::<Vec<String>>(args, "ids")?)),
        "show_qr" => refused(session.account_qr(&text("id")?, &text("pin")?)),
        "new_recovery_key" => refused(session.new_recovery_key(&text("pin")?)),
        "confirm_recovery_key" => refused(session.confirm_recovery_key(&text("lastGroup")?)),
        "discard_recovery_key" => json(session.discard_recovery_key()),
        "export_accounts" => {
            let (password, pin) = (text("password")?, text("pin")?);
            refused(session.allow_export(argument(args, "format")?, None, &password, &pin))
        }
        "restore_backup" => {
            let permission = argument::<Permission>(args, "permission");
            let (key, pin, store) = (text("recoveryKey")?, text("pin")?, argument(args, "store")?);
            refused(session.restore_backup(&key, &pin, store, permission.as_ref()))
        }
        "delete_replaced_vault" => refused(session.delete_replaced_vault(&text("name")?)),
        "restore_missing_seeds" => refused(session.restore_missing_seeds(&text("recoveryKey")?)),
        "accept_older_copy" => json(session.accept_older_copy()),
        _ => return None,
    })
}

fn json(answer: Result<impl Serialize, Problem>) -> String {
    match answer {
        Ok(value) => serde_json::to_string(&value),
        Err(problem) => serde_json::to_string(&problem),
    }
    .unwrap()
}

/// The answer to a call that must be refused during a wait, whatever its arguments.
fn refused<T>(answer: Result<T, Problem>) -> String {
    json(Err::<(), _>(answer.map(|_| ()).expect_err("the call must be refused")))
}
