use serde::Deserialize;

use crate::{Area, Frame};

/// The keyboard, the pointer and the screen of a compositor, and what only a compositor knows.
pub(crate) trait Seat {
    /// Presses keys together (`ctrl+r`, `Return`), for the window in focus.
    fn press(&self, chord: &str);

    /// Types letters, digits, spaces and what else takes one key on an American keyboard, for the window in focus.
    fn type_text(&self, text: &str);

    /// Moves the pointer to a place of the screen.
    fn point(&self, x: u32, y: u32);

    /// Presses the pointer's main button, or releases it.
    fn hold(&self, down: bool);

    /// What the screen shows.
    fn frame(&self) -> Frame;

    /// The windows that programs have opened.
    fn windows(&self) -> Vec<Pane>;

    /// Gives a window the focus.
    fn focus(&self, pane: &Pane);

    /// Whether the compositor itself asks something. Those that never do need not say so.
    fn asks(&self) -> bool {
        false
    }

    /// What is in the clipboard in this form (a MIME type), if it is there so.
    fn copied(&self, form: &str) -> Option<String>;
}

/// A window, as the compositor knows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Pane {
    /// The compositor's number of it.
    pub(crate) id: String,
    /// What its title bar says.
    pub title: String,
    /// What it calls its program: the name of a desktop file without the ending.
    pub app_id: String,
    /// Where it is, with the title bar.
    pub area: Area,
    /// Whether it has the focus.
    pub focused: bool,
}
