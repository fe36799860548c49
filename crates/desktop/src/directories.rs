use std::path::PathBuf;

/// Watchword's folder in each of the user's.
const FOLDER: &str = "watchword";

/// Where the user's vault belongs: `$XDG_DATA_HOME/watchword` on Linux; on Windows the local
/// folder, which does not roam. `None` for a user without a home.
pub fn data_directory() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join(FOLDER))
}

/// Where the user's preferences belong: `$XDG_CONFIG_HOME/watchword` on Linux. `None` for a user
/// without a home.
pub fn config_directory() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join(FOLDER))
}
