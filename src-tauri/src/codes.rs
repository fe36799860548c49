//! The commands that find accounts, and show, generate and copy their codes. JavaScript names
//! accounts by id.

use tauri::AppHandle;
use watchword_session::{CodeView, Codes, Copied, Problem, Vault};

use crate::state::{in_session, with_state};
use crate::text::TypedText;

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
pub(crate) async fn next_code(app: AppHandle, id: String, pin: Option<TypedText>) -> Result<CodeView, Problem> {
    in_session(app, move |face| face.next_code(id, pin.map(TypedText::into_inner))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_code(app: AppHandle, id: String, pin: Option<TypedText>) -> Result<Copied, Problem> {
    with_state(app, move |state| {
        let (copy, code) = state.face().copy_code(id, pin.map(TypedText::into_inner))?;
        Ok(Copied { clears_in_seconds: state.copy(&copy)?, code })
    })
    .await
}

/// Makes each code of an account require the PIN, or each code of every account.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ask_for_pin(app: AppHandle, id: Option<String>) -> Result<Vault, Problem> {
    in_session(app, move |face| face.ask_for_pin(id)).await
}

/// Undoes that, after the PIN.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_asking_for_pin(app: AppHandle, id: Option<String>, pin: TypedText) -> Result<Vault, Problem> {
    in_session(app, move |face| face.stop_asking_for_pin(id, pin.into_inner())).await
}
