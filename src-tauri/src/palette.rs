//! The palette: a window of its own process, which the process that holds the session has started.
//! It copies one code, or types it where the user was.

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager as _};
use watchword_agent::Face;
use watchword_session::{Problem, Row};

use crate::lifecycle;
use crate::state::{in_session, with_state};
use crate::text::TypedText;
use crate::typing;
use crate::window;

#[tauri::command]
#[specta::specta]
pub(crate) async fn palette_rows(app: AppHandle) -> Result<Vec<Row>, Problem> {
    in_session(app, Face::rows).await
}

/// Copies an account's code, and closes the palette.
#[tauri::command]
#[specta::specta]
pub(crate) async fn palette_copy(app: AppHandle, id: String, pin: Option<TypedText>) -> Result<(), Problem> {
    with_state(app.clone(), move |state| {
        let (copy, _) = state.face().copy_code(id, pin.map(TypedText::into_inner))?;
        state.copy(&copy)?;
        lifecycle::leave_palette(&app);
        Ok(())
    })
    .await
}

/// What became of a code that was to be typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum TypingOutcome {
    /// All of it is where the user was.
    Typed,
    /// The user has to let Watchword type into this program first.
    Asks {
        /// The program's name, as the desktop has it.
        program: String,
    },
}

/// Types an account's code where the user was, and closes the palette. `allowed` is whether the
/// user has just let Watchword type into that program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn palette_type(
    app: AppHandle,
    id: String,
    pin: Option<TypedText>,
    allowed: bool,
) -> Result<TypingOutcome, Problem> {
    with_state(app.clone(), move |state| {
        state.require_allowed(|policy| policy.typing_allowed)?;
        state.typing.connect(&typing::app_id(&app))?;
        let preferences = window::preferences();
        if let Some(program) = state.typing.program()?
            && !preferences.types_into.contains(&program)
        {
            if !allowed {
                return Ok(TypingOutcome::Asks { program });
            }
            state.face().allow_typing_into(program)?;
        }
        let code = state.face().type_code(id, pin.map(TypedText::into_inner))?;
        let aside = app.get_webview_window(window::PALETTE).filter(|palette| palette.hide().is_ok());
        let typed = state.typing.type_code(&code.code, preferences.enter_after_code);
        match &typed {
            Ok(()) => lifecycle::leave_palette(&app),
            Err(_) => drop(aside.map(|palette| palette.show().and_then(|()| palette.set_focus()))),
        }
        typed.map(|()| TypingOutcome::Typed)
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
    use crate::hearing;
    use crate::state::AppState;

    let app = tauri::Builder::default()
        .invoke_handler(bindings.invoke_handler())
        .on_window_event(lifecycle::on_palette_event)
        .setup(move |app| {
            app.manage(AppState::new(app.handle(), directories, hearing::hear, hearing::ended));
            let state = app.state::<AppState>();
            state.take_given(watchword_agent::FaceKind::Palette)?;
            state.typing.look(&typing::app_id(app.handle()));
            lifecycle::open_palette(app.handle())?;
            Ok(())
        })
        .build(context)?;
    app.run(lifecycle::on_run_event);
    Ok(())
}
