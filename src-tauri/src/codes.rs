//! The commands that show, generate and copy codes. JavaScript names accounts by id.

use std::time::SystemTime;

use tauri::AppHandle;
use watchword_session::{CodeView, Codes, Copied, Problem};

use crate::state::{in_session, with_state};

#[tauri::command]
#[specta::specta]
pub(crate) async fn codes(app: AppHandle, ids: Vec<String>) -> Result<Codes, Problem> {
    in_session(app, move |session| session.codes(&ids, SystemTime::now())).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn next_code(app: AppHandle, id: String) -> Result<CodeView, Problem> {
    in_session(app, move |session| session.next_code(&id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_code(app: AppHandle, id: String) -> Result<Copied, Problem> {
    with_state(app, move |state| {
        let (copy, code) = state.session().copy_code(&id, SystemTime::now())?;
        Ok(Copied { clears_in_seconds: state.copy(&copy)?, code })
    })
    .await
}
