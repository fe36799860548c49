//! The camera: on only while it is looked through, and what it sees is drawn by Rust, never by the
//! page.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, State};
use watchword_session::{Camera, Problem, Review, VaultProblem};

use crate::desk::{Desk, at_desk};
use crate::notice::Notice;
use crate::viewfinder::Viewfinder;

/// Where recordings are, for a build that has no camera to be tested with.
const RECORDINGS: &str = "WATCHWORD_RECORDED_CAMERAS";

#[tauri::command]
#[specta::specta]
pub(crate) async fn cameras(app: AppHandle) -> Result<Vec<Camera>, Problem> {
    at_desk(app, |desk| {
        if !desk.session().is_unlocked() {
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
    let turn = app.state::<Desk>().looking.begin();
    at_desk(app.clone(), move |desk| {
        if !desk.session().is_unlocked() {
            return Err(VaultProblem::Locked.into());
        }
        let on = desk.looking.take_camera();
        if !desk.looking.goes_on(turn) {
            return Ok(None);
        }
        let mut viewfinder = Some(Viewfinder::new(&app));
        let mut told = None;
        let found = watchword_session::look(camera, recordings().as_deref(), |frame, hint| {
            if !desk.looking.goes_on(turn) || desk.shared.is_locked() {
                // The picture before this one may take a while to be read.
                viewfinder = None;
                return false;
            }
            if let Some(viewfinder) = &viewfinder {
                viewfinder.show(frame);
            }
            if told != Some(hint) {
                told = Some(hint);
                desk.tell(Notice::Looking { hint });
            }
            true
        });
        drop((viewfinder, on));
        found?.map(|items| desk.session().take_in(items)).transpose()
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) fn stop_looking(desk: State<'_, Desk>) -> Result<(), Problem> {
    desk.looking.stop();
    Ok(())
}

/// Never of a release.
fn recordings() -> Option<PathBuf> {
    let named = std::env::var_os(RECORDINGS).filter(|_| cfg!(debug_assertions));
    named.map(PathBuf::from)
}
