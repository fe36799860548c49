use std::path::{Path, PathBuf};

/// Where files go.
#[derive(Debug, Clone)]
pub struct Directories {
    /// The vault's; on Windows the local one, which does not roam.
    pub data: PathBuf,
    /// The preferences'.
    pub config: PathBuf,
}

impl Directories {
    /// The user's own, or `None` for a user without a home.
    pub fn of_user() -> Option<Self> {
        Some(Self { data: dirs::data_local_dir()?.join("watchword"), config: dirs::config_dir()?.join("watchword") })
    }

    /// A vault elsewhere; the preferences stay the user's.
    #[must_use]
    pub fn with_vault(self, directory: &Path) -> Self {
        Self { data: directory.to_owned(), ..self }
    }
}
