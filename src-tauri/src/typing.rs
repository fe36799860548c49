//! Types a code where the user was when the palette opened.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::AppHandle;
use watchword_desktop::{Focus, Keystrokes, TypingError, Typist, config_directory};
use watchword_session::{Problem, SystemProblem};

/// The keyboard, connected before the palette takes the focus, or when it is first needed.
#[derive(Default)]
pub(crate) struct Typing(Mutex<Option<Ready>>);

struct Ready {
    typist: Typist,
    /// Where the user was; nothing where the system doesn't tell. An error if they were nowhere.
    into: Result<Option<Focus>, TypingError>,
}

impl Typing {
    /// Looks where the user is, before the palette has the focus. A portal is asked later: it may
    /// ask the user, who may not want to type at all.
    #[cfg(target_os = "linux")]
    pub(crate) fn look(&self, app_id: &str) {
        if let Ok(mut typist) = Typist::connect_directly(app_id) {
            let into = typist.focused();
            *self.ready() = Some(Ready { typist, into });
        }
    }

    /// Connects if that has not been done.
    ///
    /// # Errors
    /// The system lets no program type, or the user doesn't.
    pub(crate) fn connect(&self, app_id: &str) -> Result<(), Problem> {
        let mut ready = self.ready();
        if ready.is_none() {
            let folder = config_directory().ok_or(SystemProblem::TypingFailed)?;
            let typist = Typist::connect(app_id, &folder).map_err(problem)?;
            *ready = Some(Ready { typist, into: Ok(None) });
        }
        Ok(())
    }

    /// The program where the user was, if the system tells.
    ///
    /// # Errors
    /// No window had the focus.
    pub(crate) fn program(&self) -> Result<Option<String>, Problem> {
        let ready = self.ready();
        let ready = ready.as_ref().ok_or(SystemProblem::TypingFailed)?;
        let into = ready.into.as_ref().map_err(|error| problem(*error))?;
        Ok(into.as_ref().and_then(|focus| focus.program.clone()))
    }

    /// Types a code there, once the palette is out of the way.
    ///
    /// # Errors
    /// Why nothing, or not all of it, was typed.
    pub(crate) fn type_code(&self, code: &str, then_return: bool) -> Result<(), Problem> {
        let keys = Keystrokes::new(code, then_return).map_err(problem)?;
        let mut ready = self.ready();
        let Ready { typist, into } = ready.as_mut().ok_or(SystemProblem::TypingFailed)?;
        let into = into.as_ref().map_err(|error| problem(*error))?;
        typist.type_keys(&keys, into.as_ref()).map_err(problem)
    }

    fn ready(&self) -> MutexGuard<'_, Option<Ready>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The app's id, by which its own windows are known.
pub(crate) fn app_id(app: &AppHandle) -> String {
    app.config().identifier.clone()
}

fn problem(error: TypingError) -> Problem {
    Problem::System(match error {
        TypingError::Unsupported => SystemProblem::TypingUnsupported,
        TypingError::Refused => SystemProblem::TypingRefused,
        TypingError::FocusChanged | TypingError::NoFocus | TypingError::OwnWindow => SystemProblem::TypingMoved,
        TypingError::Text | TypingError::KeysHeld | TypingError::NoKey | TypingError::Failed => {
            SystemProblem::TypingFailed
        }
    })
}
