//! The commands for opening `otpauth:` links of other programs, which the user turns on: on Linux,
//! where the packages leave that to them. Elsewhere, the installer asks.

use tauri::AppHandle;
use watchword_session::{Problem, SystemProblem};

use crate::state::with_state;

/// Whether the system opens these links with Watchword; nothing where that can't be chosen here.
#[tauri::command]
#[specta::specta]
pub(crate) async fn opens_account_links(app: AppHandle) -> Result<Option<bool>, Problem> {
    with_state(app.clone(), move |_| Ok(is_on(&app))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_opens_account_links(app: AppHandle, on: bool) -> Result<(), Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        set(&app, on);
        // The user may have chosen another program for the current desktop alone.
        if is_on(&app) == Some(on) { Ok(()) } else { Err(SystemProblem::NoAccountLinks.into()) }
    })
    .await
}

#[cfg(target_os = "linux")]
fn is_on(app: &AppHandle) -> Option<bool> {
    handler(app)?.is_on().ok()
}

#[cfg(target_os = "linux")]
fn set(app: &AppHandle, on: bool) {
    let _ = handler(app).map(|handler| if on { handler.turn_on() } else { handler.turn_off() });
}

#[cfg(target_os = "linux")]
fn handler(app: &AppHandle) -> Option<watchword_desktop::LinkHandler> {
    Some(watchword_desktop::LinkHandler {
        id: app.config().identifier.clone(),
        name: "Watchword".into(),
        program: std::env::current_exe().ok()?,
        scheme: "otpauth".into(),
    })
}

#[cfg(not(target_os = "linux"))]
fn is_on(_: &AppHandle) -> Option<bool> {
    None
}

#[cfg(not(target_os = "linux"))]
fn set(_: &AppHandle, _: bool) {}
