//! Lists the commands that the window may call: what is not listed here and in the capability does not exist for it.

const COMMANDS: &[&str] = &[
    "status",
    "set_preferences",
    "judge_pin",
    "create",
    "unlock",
    "lock",
    "vault",
    "touched",
    "codes",
    "next_code",
    "copy_code",
    "choose_files",
    "read_screen",
    "paste",
    "read_text",
    "stop_reading",
    "review",
    "discard_review",
    "accept",
    "try_typed",
    "add_typed",
    "edit_account",
    "move_account",
    "trash",
    "untrash",
    "empty_trash",
    "show_qr",
    "set_settings",
    "change_pin",
    "new_recovery_key",
    "copy_recovery_key",
    "save_recovery_key",
    "confirm_recovery_key",
    "discard_recovery_key",
    "recover",
    "choose_backup",
    "restore_backup",
    "mend",
    "save_backup",
    "stop_waiting",
    "adopt",
    "renew",
    "subscribe",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .unwrap_or_else(|error| panic!("the app's build: {error:#}"));
}
