use watchword_capture::NoScreen;

use super::{Problem, problems};

problems! {
    /// The screen shows no code, or can't be read.
    pub enum ScreenProblem {
        "no_code_on_screen" => NoCode,
        "screen_refused" => Refused,
        "screen_unavailable" => Unavailable,
    }
}

impl From<NoScreen> for Problem {
    fn from(error: NoScreen) -> Self {
        Self::Screen(match error {
            NoScreen::Refused => ScreenProblem::Refused,
            NoScreen::Unavailable => ScreenProblem::Unavailable,
        })
    }
}
