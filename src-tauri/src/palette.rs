//! The palette: a window of its own process, which the process that holds the session has started.
//! It copies one code, or types it where the user was.

use tauri::AppHandle;
use watchword_agent::Face;
use watchword_session::{Problem, Row};

use crate::lifecycle;
use crate::state::{in_session, with_state};

#[tauri::command]
#[specta::specta]
pub(crate) async fn palette_rows(app: AppHandle) -> Result<Vec<Row>, Problem> {
    in_session(app, Face::rows).await
}

/// Copies an account's code, and closes the palette.
#[tauri::command]
#[specta::specta]
pub(crate) async fn palette_copy(app: AppHandle, id: String) -> Result<(), Problem> {
    with_state(app.clone(), move |state| {
        let (copy, _) = state.face().copy_code(id)?;
        state.copy(&copy)?;
        lifecycle::leave_palette(&app);
        Ok(())
    })
    .await
}

#[tauri::command]
#[specta::specta]
pub(crate) fn palette_close(app: AppHandle) -> Result<(), Problem> {
    lifecycle::leave_palette(&app);
    Ok(())
}

/// Runs the palette, whose standard input is a socket.
#[cfg(target_os = "linux")]
pub(crate) fn run(
    context: tauri::Context,
    bindings: &tauri_specta::Builder<tauri::Wry>,
    directories: watchword_session::Directories,
) -> tauri::Result<()> {
    use tauri::Manager as _;

    use crate::state::AppState;

    let app = tauri::Builder::default()
        .invoke_handler(bindings.invoke_handler())
        .on_window_event(lifecycle::on_palette_event)
        .setup(move |app| {
            app.manage(AppState::new(app.handle(), directories));
            app.state::<AppState>().take_given(watchword_agent::FaceKind::Palette)?;
            lifecycle::open_palette(app.handle())?;
            Ok(())
        })
        .build(context)?;
    app.run(lifecycle::on_run_event);
    Ok(())
}
