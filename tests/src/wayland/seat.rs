use serde::Deserialize;

use crate::{Area, Frame};

/// The keyboard, pointer, screen, windows and clipboard of a compositor.
pub(crate) trait Seat {
    /// Presses a chord (`ctrl+r`, `Return`) in the focused window.
    fn press(&self, chord: &str);

    /// Types a text in the focused window: letters, digits, spaces and other characters that take
    /// one key on a US keyboard.
    fn type_text(&self, text: &str);

    /// Moves the pointer to a point of the screen, in pixels.
    fn point(&self, x: u32, y: u32);

    /// Presses (`true`) or releases the pointer's main button.
    fn hold(&self, down: bool);

    /// Captures the screen.
    fn frame(&self) -> Frame;

    /// Returns the windows that programs have opened.
    fn windows(&self) -> Vec<Pane>;

    /// Focuses a window.
    fn focus(&self, pane: &Pane);

    /// Asks a window to close, as its title bar's button does.
    fn close(&self, pane: &Pane);

    /// Returns whether the compositor itself shows a prompt. By default it never does.
    fn asks(&self) -> bool {
        false
    }

    /// Reads the clipboard as this MIME type, or returns `None` if it isn't offered.
    fn copied(&self, form: &str) -> Option<String>;
}

/// A window, as the compositor describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Pane {
    /// The compositor's id of the window.
    pub(crate) id: String,
    /// The text of its title bar.
    pub title: String,
    /// The application id: the name of a desktop file without its extension.
    pub app_id: String,
    /// Its position and size in pixels, including the title bar.
    pub area: Area,
    /// Whether the window has the focus.
    pub focused: bool,
}
