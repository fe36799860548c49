//! The commands for newer versions. The window says that there is one, and the app opens its page
//! if the user asks for it.

use std::thread;

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, State};
use watchword_session::{Problem, UpdateProblem};

use crate::browser;
use crate::newer::Updates;
use crate::state::{AppState, with_state};

/// What the window knows about newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub(crate) struct UpdateStatus {
    /// Whether this build can ask at all. If not, there is no setting for it.
    included: bool,
    /// The newer version that was found, unless the user has dismissed it.
    newer: Option<String>,
}

/// Asks at the start and then once a day, while the user wants that.
pub(crate) fn watch(app: AppHandle) {
    if app.state::<AppState>().updates.is_included() {
        thread::spawn(move || app.state::<AppState>().updates.watch());
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) fn update_status(state: State<'_, AppState>) -> Result<UpdateStatus, Problem> {
    Ok(status(&state.updates))
}

/// Asks now, and shows a version that was dismissed again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check_for_updates(app: AppHandle) -> Result<UpdateStatus, Problem> {
    with_state(app, |state| {
        state.updates.check()?;
        Ok(status(&state.updates))
    })
    .await
}

/// Opens the page of the version that was found. The window learns its address only if no browser
/// opens it, so that the user can open it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_update_page(app: AppHandle) -> Result<(), Problem> {
    let window = app.clone();
    with_state(app, move |state| match state.updates.newer() {
        Some(newer) if !browser::open(&window, &newer.page) => Err(UpdateProblem::Page { page: newer.page }.into()),
        _ => Ok(()),
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) fn dismiss_update(state: State<'_, AppState>) -> Result<UpdateStatus, Problem> {
    state.updates.dismiss();
    Ok(status(&state.updates))
}

fn status(updates: &Updates) -> UpdateStatus {
    UpdateStatus { included: updates.is_included(), newer: updates.newer().map(|newer| newer.version) }
}
