//! The commands of the duplicate finder.

use tauri::AppHandle;
use watchword_session::{DuplicateGroup, Problem, Session, TrashedDuplicates};

use crate::state::in_session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn duplicates(app: AppHandle) -> Result<Vec<DuplicateGroup>, Problem> {
    in_session(app, Session::duplicates).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trash_duplicates(app: AppHandle, ids: Vec<String>) -> Result<TrashedDuplicates, Problem> {
    in_session(app, move |session| session.trash_duplicates(&ids)).await
}
