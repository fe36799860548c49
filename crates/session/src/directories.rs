use std::path::{Path, PathBuf};

/// Where files go.
#[derive(Debug, Clone)]
pub struct Directories {
    /// The vault's.
    pub data: PathBuf,
    /// The preferences'.
    pub config: PathBuf,
}

impl Directories {
    /// A vault elsewhere; the preferences stay the user's.
    #[must_use]
    pub fn with_vault(self, directory: &Path) -> Self {
        Self { data: directory.to_owned(), ..self }
    }
}
