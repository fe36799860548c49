//! The commands that change accounts.

use data_encoding::BASE64;
use tauri::AppHandle;
use watchword_agent::Face;
use watchword_session::{Problem, Vault};

use crate::state::in_session;
use crate::text::TypedText;

#[tauri::command]
#[specta::specta]
pub(crate) async fn edit_account(
    app: AppHandle,
    id: String,
    issuer: String,
    account: String,
) -> Result<Vault, Problem> {
    in_session(app, move |face| face.edit_account(id, issuer, account)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn move_account(app: AppHandle, id: String, position: u32) -> Result<Vault, Problem> {
    in_session(app, move |face| face.move_account(id, position)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trash(app: AppHandle, id: String) -> Result<Vault, Problem> {
    in_session(app, move |face| face.trash(id)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn untrash(app: AppHandle, ids: Vec<String>) -> Result<Vault, Problem> {
    in_session(app, move |face| face.untrash(ids)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn empty_trash(app: AppHandle) -> Result<Vault, Problem> {
    in_session(app, Face::empty_trash).await
}

/// Returns an account's QR code as a `data` URL, after the PIN. No other command gives out a seed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_qr(app: AppHandle, id: String, pin: TypedText) -> Result<String, Problem> {
    in_session(app, move |face| face.account_qr(id, pin.into_inner()).map(|png| data_url(&png))).await
}

/// A PNG as a `data` URL (RFC 2397), which the window's `img-src` policy allows.
pub(crate) fn data_url(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", BASE64.encode(png))
}
