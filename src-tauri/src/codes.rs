//! The commands for codes: show, draw, copy. JavaScript sends ids.

use std::time::SystemTime;

use tauri::AppHandle;
use watchword_session::{CodeView, Codes, Copied, Problem};

use crate::desk::{at_desk, in_session};

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
    at_desk(app, move |desk| {
        let (copy, code) = desk.session().copy_code(&id, SystemTime::now())?;
        Ok(Copied { clears_in_seconds: desk.copy(&copy)?, code })
    })
    .await
}
