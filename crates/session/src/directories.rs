use std::path::{Path, PathBuf};

/// The directories that hold a user's files.
#[derive(Debug, Clone)]
pub struct Directories {
    /// The directory of the vault.
    pub data: PathBuf,
    /// The directory of the preferences file.
    pub config: PathBuf,
}

impl Directories {
    /// Moves the vault to `directory`; the preferences stay where they are.
    #[must_use]
    pub fn with_vault(self, directory: &Path) -> Self {
        Self { data: directory.to_owned(), ..self }
    }
}
