//! The commands for the recovery key and for backups. Rust shows the key as an image, copies it and
//! saves it: its text never reaches JavaScript.

use std::path::PathBuf;

use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
#[cfg(target_os = "linux")]
use tauri::Manager as _;
#[cfg(not(target_os = "linux"))]
use watchword_session::SystemProblem;
use watchword_session::{
    BackupSource, CopiedKey, FoundBackup, Permission, Problem, Restored, RestoredSeeds, Session, StoreKind, Vault,
    VaultProblem,
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
    in_session(app, move |session| {
        let made = session.new_recovery_key(&pin)?;
        let prints = cfg!(target_os = "linux");
        Ok(RecoveryPicture { picture: data_url(&made.picture), groups: made.groups, prints })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_recovery_key(app: AppHandle) -> Result<CopiedKey, Problem> {
    with_state(app, |state| {
        let copy = state.session().copy_recovery_key()?;
        Ok(CopiedKey { clears_in_seconds: state.copy(&copy)? })
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recovery_key(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        if !state.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        let chosen = chooser::save_file(&app, "recovery-save", "watchword-recovery-key.txt");
        let Some(path) = chosen else { return Ok(false) };
        state.session().save_recovery_key(&path)?;
        Ok(true)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recovery_sheet(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        if !state.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        let chosen = chooser::save_file(&app, "recovery-pdf", "watchword-recovery-key.pdf");
        let Some(path) = chosen else { return Ok(false) };
        state.session().save_recovery_sheet(&path, &window::words())?;
        Ok(true)
    })
    .await
}

/// Prints the recovery sheet. Returns `false` if the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn print_recovery_sheet(app: AppHandle) -> Result<bool, Problem> {
    with_state(app.clone(), move |state| {
        let words = window::words();
        // Before the dialog opens in vain.
        let title = state.session().recovery_sheet(&words)?.title().to_owned();
        #[cfg(target_os = "linux")]
        return print::print(&app.clone(), title, move || {
            app.state::<AppState>().session().recovery_sheet(&window::words()).ok()
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
    in_session(app, move |session| session.confirm_recovery_key(&last_group)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn discard_recovery_key(app: AppHandle) -> Result<(), Problem> {
    in_session(app, Session::discard_recovery_key).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn recover(app: AppHandle, recovery_key: TypedText, fresh_pin: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |session| session.recover(&recovery_key, &fresh_pin)).await
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
        dialog(&app, title).map(|path| state.session().choose_backup(&path)).transpose()
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_own_backups(app: AppHandle) -> Result<Option<BackupSource>, Problem> {
    in_session(app, |session| Ok(session.choose_own_backups())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_backup(app: AppHandle, key: TypedText) -> Result<FoundBackup, Problem> {
    in_session(app, move |session| session.open_backup(&key)).await
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
    in_session(app, move |session| session.restore_backup(&key, &pin, store, permission.as_ref())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn start_over(
    app: AppHandle,
    pin: TypedText,
    store: StoreKind,
    permission: Permission,
) -> Result<Vault, Problem> {
    in_session(app, move |session| session.start_over(&pin, store, &permission)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_replaced_vault(app: AppHandle, name: String) -> Result<Vault, Problem> {
    in_session(app, move |session| session.delete_replaced_vault(&name)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_missing_seeds(app: AppHandle, key: TypedText) -> Result<RestoredSeeds, Problem> {
    in_session(app, move |session| session.restore_missing_seeds(&key)).await
}
