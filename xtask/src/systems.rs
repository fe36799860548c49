/// The systems that packages are built for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Systems {
    #[default]
    Linux,
    Windows,
    All,
}

impl Systems {
    pub(crate) fn linux(self) -> bool {
        self != Self::Windows
    }

    pub(crate) fn windows(self) -> bool {
        self != Self::Linux
    }
}
