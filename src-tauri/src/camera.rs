//! The camera: on only while the user scans. Rust draws what it sees, never the page.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, State};
use watchword_session::{CameraView, Problem, Review};

use crate::notice::Notice;
use crate::state::{AppState, with_state};
use crate::viewfinder::Viewfinder;

/// The variable that names a folder of recordings, for tests on computers without a camera.
const RECORDINGS: &str = "WATCHWORD_RECORDED_CAMERAS";

#[tauri::command]
#[specta::specta]
pub(crate) async fn cameras(app: AppHandle) -> Result<Vec<CameraView>, Problem> {
    with_state(app, |state| {
        state.require_unlocked()?;
        watchword_session::cameras(recordings().as_deref())
    })
    .await
}

/// Looks through a camera until it sees a QR code. Returns nothing if it was stopped first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look(app: AppHandle, camera: u32) -> Result<Option<Review>, Problem> {
    // Taken before waiting for the session, so that a stop in the meantime counts.
    let turn = app.state::<AppState>().looking.begin();
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        state.require_allowed(|policy| policy.camera_allowed)?;
        let on = state.looking.take_camera();
        if !state.looking.goes_on(turn) {
            return Ok(None);
        }
        let mut viewfinder = Some(Viewfinder::new(&app));
        let mut told = None;
        let found = watchword_session::look(camera, recordings().as_deref(), |frame, hint| {
            if !state.looking.goes_on(turn) || state.is_locked() {
                // Hidden now, since reading the previous frame may take a while.
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
        found?.map(|items| state.take_in(items)).transpose()
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) fn stop_looking(state: State<'_, AppState>) -> Result<(), Problem> {
    state.looking.stop();
    Ok(())
}

/// The folder of recordings; always `None` in a release build.
fn recordings() -> Option<PathBuf> {
    let named = std::env::var_os(RECORDINGS).filter(|_| cfg!(debug_assertions));
    named.map(PathBuf::from)
}
