use std::path::PathBuf;

/// The name of Watchword's folder inside the user's folders.
const FOLDER: &str = "watchword";

/// The folder for the user's vault: `$XDG_DATA_HOME/watchword` on Linux; in the local application
/// data, which doesn't roam, on Windows. `None` if the user has no home.
pub fn data_directory() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join(FOLDER))
}

/// The folder for the user's preferences: `$XDG_CONFIG_HOME/watchword` on Linux. `None` if the user
/// has no home.
pub fn config_directory() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join(FOLDER))
}
