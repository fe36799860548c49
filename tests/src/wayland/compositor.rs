use crate::wayland::{gnome, kwin, sway};

/// A program that draws a Wayland desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// sway, without Xwayland.
    Sway,
    /// GNOME Shell.
    Gnome {
        /// Whether programs of X11 run there too.
        with_x11: bool,
    },
    /// KWin, without the rest of Plasma.
    Kwin,
}

impl Compositor {
    /// What `WAYLAND_DISPLAY` is on it.
    pub(super) fn display(self) -> &'static str {
        match self {
            Self::Sway => sway::DISPLAY,
            Self::Gnome { .. } => gnome::DISPLAY,
            Self::Kwin => kwin::DISPLAY,
        }
    }

    /// What `XDG_CURRENT_DESKTOP` is on it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sway => "sway",
            Self::Gnome { .. } => "GNOME",
            Self::Kwin => "KDE",
        }
    }
}
