//! The commands for starting at sign-in: on Linux the process that holds the session, which shows
//! its icon in the tray and no window.

use tauri::AppHandle;
use watchword_session::{Problem, SystemProblem};

use crate::state::with_state;

/// Whether Watchword starts at sign-in; nothing where that can't be had.
#[tauri::command]
#[specta::specta]
pub(crate) async fn autostart(app: AppHandle) -> Result<Option<bool>, Problem> {
    with_state(app.clone(), move |_| Ok(entry(&app).and_then(|entry| entry.is_on().ok()))).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_autostart(app: AppHandle, on: bool) -> Result<(), Problem> {
    with_state(app.clone(), move |state| {
        state.require_unlocked()?;
        if on {
            state.require_allowed(|policy| policy.autostart_allowed)?;
        }
        let entry = entry(&app).ok_or(SystemProblem::NoAutostart)?;
        let set = if on { entry.turn_on() } else { entry.turn_off() };
        Ok(set.map_err(|_| SystemProblem::NoAutostart)?)
    })
    .await
}

#[cfg(target_os = "linux")]
fn entry(app: &AppHandle) -> Option<watchword_desktop::Autostart> {
    Some(watchword_desktop::Autostart {
        id: app.config().identifier.clone(),
        name: "Watchword".into(),
        program: watchword_agent::agent_program()?,
        arguments: Vec::new(),
    })
}

/// Elsewhere there is no tray to start in yet.
#[cfg(not(target_os = "linux"))]
fn entry(_: &AppHandle) -> Option<watchword_desktop::Autostart> {
    None
}
