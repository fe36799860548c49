//! The camera: on only while it is looked through, and what it sees is drawn by Rust, never by the
//! page.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, State};
use watchword_session::{CameraView, Problem, Review, VaultProblem};

use crate::notice::Notice;
use crate::state::{AppState, with_state};
use crate::viewfinder::Viewfinder;

/// Where recordings are, for a build that has no camera to be tested with.
const RECORDINGS: &str = "WATCHWORD_RECORDED_CAMERAS";

#[tauri::command]
#[specta::specta]
pub(crate) async fn cameras(app: AppHandle) -> Result<Vec<CameraView>, Problem> {
    with_state(app, |state| {
        if !state.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        watchword_session::cameras(recordings().as_deref())
    })
    .await
}

/// Looks until there is a code; nothing where it was stopped before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look(app: AppHandle, camera: u32) -> Result<Option<Review>, Problem> {
    // Before the session is waited for: what stops it meanwhile is to count.
    let turn = app.state::<AppState>().looking.begin();
    with_state(app.clone(), move |state| {
        if !state.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        let on = state.looking.take_camera();
        if !state.looking.goes_on(turn) {
            return Ok(None);
        }
        let mut viewfinder = Some(Viewfinder::new(&app));
        let mut told = None;
        let found = watchword_session::look(camera, recordings().as_deref(), |frame, hint| {
            if !state.looking.goes_on(turn) || state.shared.is_locked() {
                // The picture before this one may take a while to be read.
                viewfinder = None;
                return false;
            }
            if let Some(viewfinder) = &viewfinder {
                viewfinder.show(frame);
            }
            if told != Some(hint) {
                told = Some(hint);
                state.tell(Notice::Looking { hint });
            }
            true
        });
        drop((viewfinder, on));
        found?.map(|items| state.session().take_in(items)).transpose()
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) fn stop_looking(state: State<'_, AppState>) -> Result<(), Problem> {
    state.looking.stop();
    Ok(())
}

/// Never of a release.
fn recordings() -> Option<PathBuf> {
    let named = std::env::var_os(RECORDINGS).filter(|_| cfg!(debug_assertions));
    named.map(PathBuf::from)
}
