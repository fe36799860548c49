use crate::wayland::{gnome, kwin, sway};

/// A program that draws a Wayland desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// sway, without Xwayland.
    Sway,
    /// GNOME Shell, with or without Xwayland.
    Gnome {
        /// Whether X11 programs can run, on Xwayland.
        with_x11: bool,
    },
    /// KWin, without the rest of Plasma.
    Kwin,
}

impl Compositor {
    /// Returns the value of `WAYLAND_DISPLAY`.
    pub(super) fn display(self) -> &'static str {
        match self {
            Self::Sway => sway::DISPLAY,
            Self::Gnome { .. } => gnome::DISPLAY,
            Self::Kwin => kwin::DISPLAY,
        }
    }

    /// Returns the value of `XDG_CURRENT_DESKTOP`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sway => "sway",
            Self::Gnome { .. } => "GNOME",
            Self::Kwin => "KDE",
        }
    }
}
