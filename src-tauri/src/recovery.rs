//! The commands for the recovery key and for backups. Rust shows the key as an image, copies it and
//! saves it: its text never reaches JavaScript.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
#[cfg(target_os = "linux")]
use tauri::Manager as _;
use watchword_agent::Face;
#[cfg(not(target_os = "linux"))]
use watchword_session::SystemProblem;
use watchword_session::{
    BackupSource, CopiedKey, FoundBackup, Permission, Problem, Restored, RestoredSeeds, StoreKind, Vault,
};

use crate::chooser;
use crate::edit::data_url;
#[cfg(target_os = "linux")]
use crate::print;
#[cfg(target_os = "linux")]
use crate::state::AppState;
use crate::state::{in_session, with_state};
use crate::text::TypedText;
use crate::window;

/// A new recovery key for the user to write down.
#[derive(Serialize, Type)]
pub(crate) struct RecoveryPicture {
    /// A `data` URL of a PNG: the key in groups of four characters, and as a QR code.
    picture: String,
    /// Number of groups in the key.
    groups: u32,
    /// Whether it can be printed from here.
    prints: bool,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn new_recovery_key(app: AppHandle, pin: TypedText) -> Result<RecoveryPicture, Problem> {
    in_session(app, move |face| {
        let made = face.new_recovery_key(pin.into_inner())?;
        let prints = cfg!(target_os = "linux");
        Ok(RecoveryPicture { picture: data_url(&made.picture), groups: made.groups, prints })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_recovery_key(app: AppHandle) -> Result<CopiedKey, Problem> {
    with_state(app, |state| {
        let copy = state.face().copy_recovery_key()?;
        Ok(CopiedKey { clears_in_seconds: state.copy(&copy)? })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recovery_key(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        let chosen = chooser::save_file(&app, "recovery-save", "watchword-recovery-key.txt");
        let Some(path) = chosen else { return Ok(false) };
        state.face().save_recovery_key(path.into())?;
        Ok(true)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recovery_sheet(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        let chosen = chooser::save_file(&app, "recovery-pdf", "watchword-recovery-key.pdf");
        let Some(path) = chosen else { return Ok(false) };
        state.face().save_recovery_sheet(path.into(), window::language())?;
        Ok(true)
    })
    .await
}

/// Prints the recovery sheet. Returns `false` if the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_recovery_sheet(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        // Before the dialog opens in vain.
        let title = state.face().recovery_sheet(window::language())?.title().to_owned();
        #[cfg(target_os = "linux")]
        return print::print(&app.clone(), title, move || {
            app.state::<AppState>().face().recovery_sheet(window::language()).ok()
        });
        #[cfg(not(target_os = "linux"))]
        {
            drop(title);
            Err(SystemProblem::PrintFailed.into())
        }
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn confirm_recovery_key(app: AppHandle, last_group: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.confirm_recovery_key(last_group.into_inner())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_recovery_key(app: AppHandle) -> Result<(), Problem> {
    in_session(app, Face::discard_recovery_key).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn recover(app: AppHandle, recovery_key: TypedText, fresh_pin: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.recover(recovery_key.into_inner(), fresh_pin.into_inner())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_backup(app: AppHandle) -> Result<Option<BackupSource>, Problem> {
    choose(app, chooser::open_file, "choose-backup").await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_backup_folder(app: AppHandle) -> Result<Option<BackupSource>, Problem> {
    choose(app, chooser::open_folder, "choose-backup-folder").await
}

async fn choose(
    app: AppHandle,
    dialog: fn(&AppHandle, &str) -> Option<PathBuf>,
    title: &'static str,
) -> Result<Option<BackupSource>, Problem> {
    with_state(app.clone(), move |state| {
        Ok(dialog(&app, title).map(|path| state.face().choose_backup(path.into())).transpose()?)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_own_backups(app: AppHandle) -> Result<Option<BackupSource>, Problem> {
    in_session(app, Face::choose_own_backups).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_backup(app: AppHandle, key: TypedText) -> Result<FoundBackup, Problem> {
    in_session(app, move |face| face.open_backup(key.into_inner())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    app: AppHandle,
    key: TypedText,
    pin: TypedText,
    store: StoreKind,
    permission: Option<Permission>,
) -> Result<Restored, Problem> {
    in_session(app, move |face| face.restore_backup(key.into_inner(), pin.into_inner(), store, permission)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn start_over(
    app: AppHandle,
    pin: TypedText,
    store: StoreKind,
    permission: Permission,
) -> Result<Vault, Problem> {
    in_session(app, move |face| face.start_over(pin.into_inner(), store, permission)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_replaced_vault(app: AppHandle, name: String) -> Result<Vault, Problem> {
    in_session(app, move |face| face.delete_replaced_vault(name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_missing_seeds(app: AppHandle, key: TypedText) -> Result<RestoredSeeds, Problem> {
    in_session(app, move |face| face.restore_missing_seeds(key.into_inner())).await
}
