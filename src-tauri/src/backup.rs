//! The commands for writing and checking backups. Rust opens every dialog: no path reaches
//! JavaScript, except to be shown.

use tauri::AppHandle;
use watchword_agent::Face;
use watchword_session::{BackupCheck, Problem, Vault};

use crate::chooser;
use crate::state::{in_session, with_state};
use crate::text::TypedText;

/// Writes a backup to a file that the user chooses. Returns `false` if the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_backup(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        let chosen = chooser::save_file(&app, "save-backup", "watchword-backup.age");
        let Some(path) = chosen else { return Ok(false) };
        state.face().save_backup(path.into())?;
        Ok(true)
    })
    .await
}

/// Writes a backup that a passphrase opens, after the PIN. Returns nothing if the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_passphrase_backup(
    app: AppHandle,
    passphrase: TypedText,
    pin: TypedText,
) -> Result<Option<Vault>, Problem> {
    with_state(app.clone(), move |state| {
        let face = state.face();
        face.allow_passphrase_backup(passphrase.into_inner(), pin.into_inner())?;
        let chosen = chooser::save_file(&app, "passphrase-backup", "watchword-backup-passphrase.age");
        let Some(path) = chosen else {
            face.discard_passphrase_backup()?;
            return Ok(None);
        };
        Ok(Some(face.save_passphrase_backup(path.into())?))
    })
    .await
}

/// Compares the chosen backup with the vault.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_backup(app: AppHandle, key: TypedText) -> Result<BackupCheck, Problem> {
    in_session(app, move |face| face.check_backup(key.into_inner())).await
}

/// Asks for the folder that gets a second copy of every backup. Returns nothing if the user
/// cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_second_folder(app: AppHandle) -> Result<Option<Vault>, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        let Some(folder) = chooser::open_folder(&app, "second-folder") else { return Ok(None) };
        Ok(Some(state.face().set_second_folder(folder.into())?))
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_second_folder(app: AppHandle) -> Result<Vault, Problem> {
    in_session(app, Face::stop_second_folder).await
}

/// Checks that the user still has the recovery key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_recovery_key(app: AppHandle, typed: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.check_recovery_key(typed.into_inner())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn put_off_recovery_key(app: AppHandle) -> Result<Vault, Problem> {
    in_session(app, Face::put_off_recovery_key).await
}
