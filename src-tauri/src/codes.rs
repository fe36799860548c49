//! The commands that find accounts, and show, generate and copy their codes. JavaScript names
//! accounts by id.

use tauri::AppHandle;
use watchword_session::{CodeView, Codes, Copied, Problem};

use crate::state::{in_session, with_state};

#[tauri::command]
#[specta::specta]
pub(crate) async fn codes(app: AppHandle, ids: Vec<String>) -> Result<Codes, Problem> {
    in_session(app, move |face| face.codes(ids)).await
}

/// The accounts that a query finds by their note: the window knows no note.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_notes(app: AppHandle, query: String) -> Result<Vec<String>, Problem> {
    in_session(app, move |face| face.search_notes(query)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn next_code(app: AppHandle, id: String) -> Result<CodeView, Problem> {
    in_session(app, move |face| face.next_code(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_code(app: AppHandle, id: String) -> Result<Copied, Problem> {
    with_state(app, move |state| {
        let (copy, code) = state.face().copy_code(id)?;
        Ok(Copied { clears_in_seconds: state.copy(&copy)?, code })
    })
    .await
}
