//! The commands for the vault as a whole: status, PIN, settings.

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _, State, WebviewWindow};
use watchword_agent::Face;
use watchword_session::{PinVerdict, Preferences, Problem, Settings, Status, StoreKind, Vault};

use crate::lifecycle;
use crate::notice::Notice;
use crate::state::{AppState, in_session, with_state};
use crate::text::TypedText;

#[tauri::command]
#[specta::specta]
pub(crate) async fn status(app: AppHandle) -> Result<Status, Problem> {
    in_session(app, Face::status).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_preferences(app: AppHandle, preferences: Preferences) -> Result<Status, Problem> {
    with_state(app, move |state| {
        let status = state.face().set_preferences(preferences)?;
        state.updates.set_wanted(status.preferences.check_for_updates);
        Ok(status)
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn judge_pin(app: AppHandle, pin: TypedText, store: StoreKind) -> Result<PinVerdict, Problem> {
    in_session(app, move |face| face.judge_pin(pin.into_inner(), store)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create(app: AppHandle, pin: TypedText, store: StoreKind) -> Result<Vault, Problem> {
    in_session(app, move |face| face.create(pin.into_inner(), store)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock(app: AppHandle, pin: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.unlock(pin.into_inner())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn lock(app: AppHandle) -> Result<(), Problem> {
    with_state(app, |state| {
        state.lock();
        Ok(())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn vault(app: AppHandle) -> Result<Vault, Problem> {
    in_session(app, Face::vault).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn touched(app: AppHandle) -> Result<(), Problem> {
    with_state(app, |state| {
        state.touched();
        Ok(())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_settings(app: AppHandle, settings: Settings) -> Result<Vault, Problem> {
    in_session(app, move |face| face.set_settings(settings)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_pin(app: AppHandle, current: TypedText, fresh: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.change_pin(current.into_inner(), fresh.into_inner())).await
}

/// Cancels the wait for the keyring.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_waiting(app: AppHandle) -> Result<(), Problem> {
    with_state(app, |state| Ok(state.face_now().map_or(Ok(()), |face| face.stop_waiting())?)).await
}

/// Continues from an older copy of the vault, or without its lost record of counters.
#[tauri::command]
#[specta::specta]
pub(crate) async fn accept_older_copy(app: AppHandle) -> Result<Vault, Problem> {
    in_session(app, Face::accept_older_copy).await
}

/// Replaces the page by a new one, after it has locked.
#[tauri::command]
#[specta::specta]
pub(crate) fn renew(window: WebviewWindow, state: State<'_, AppState>) -> Result<(), Problem> {
    state.looking.stop();
    lifecycle::renew(&window);
    Ok(())
}

/// Closes the window, after the user was told that there is no tray to stay in.
#[tauri::command]
#[specta::specta]
pub(crate) fn quit(window: WebviewWindow) -> Result<(), Problem> {
    lifecycle::close(window.app_handle());
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) fn subscribe(state: State<'_, AppState>, channel: Channel<Notice>) -> Result<(), Problem> {
    state.listen(channel);
    Ok(())
}
