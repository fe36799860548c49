//! What becomes of the session outside the window, and what the window does about it.

use tauri::{AppHandle, Manager as _};
use watchword_agent::Notice as Happened;

use crate::lifecycle;
use crate::notice::Notice;
use crate::state::AppState;
use crate::window::PALETTE;

/// Tells the page what happened to the session.
pub(crate) fn hear(app: &AppHandle, happened: Happened) {
    let Some(state) = app.try_state::<AppState>() else { return };
    state.tell(match happened {
        Happened::Locked => {
            state.forget();
            Notice::Locked
        }
        Happened::Changed => Notice::Changed,
        Happened::Keyring { waiting } => Notice::Keyring { waiting },
        Happened::Saving { saved, of } => Notice::Saving { saved, of },
        Happened::Hide => return lifecycle::hide(app),
        // The window needs the PIN all the same, and has saved the preferences itself.
        Happened::Unlocked | Happened::Preferences => return,
    });
}

/// The process that held the session is gone: the vault is locked. The palette goes with it.
pub(crate) fn ended(app: &AppHandle) {
    if app.get_webview_window(PALETTE).is_some() {
        return lifecycle::leave_palette(app);
    }
    hear(app, Happened::Locked);
}
