//! The commands of the duplicate finder.

use tauri::AppHandle;
use watchword_agent::Face;
use watchword_session::{DuplicateGroup, Problem, TrashedDuplicates};

use crate::state::in_session;

#[tauri::command]
#[specta::specta]
pub(crate) async fn duplicates(app: AppHandle) -> Result<Vec<DuplicateGroup>, Problem> {
    in_session(app, Face::duplicates).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trash_duplicates(app: AppHandle, ids: Vec<String>) -> Result<TrashedDuplicates, Problem> {
    in_session(app, move |face| face.trash_duplicates(ids)).await
}
