//! The command that takes accounts out. Rust opens the dialog and writes the file: neither a path
//! nor a seed reaches JavaScript.

use tauri::AppHandle;
use watchword_session::{ExportFormat, Exported, Problem};

use crate::chooser;
use crate::state::with_state;
use crate::text::TypedText;
use crate::window;

/// Exports all accounts after the PIN. Returns nothing if the user cancelled the dialog.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_accounts(
    app: AppHandle,
    format: ExportFormat,
    password: TypedText,
    pin: TypedText,
) -> Result<Option<Exported>, Problem> {
    with_state(app.clone(), move |state| {
        let face = state.face();
        face.allow_export(format, password.into_inner(), pin.into_inner())?;
        let Some(path) = chooser::save_file(&app, "export-accounts", format.file_name()) else {
            face.discard_export()?;
            return Ok(None);
        };
        let export = face.export(window::language())?;
        // The dialog has asked about this file, but not about those with numbers.
        export.save(&path, |file| file == path)?;
        Ok(Some(export.exported))
    })
    .await
}
