use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use watchword_vault::{read_file, rename_file};

const FILE: &str = "preferences.json";
const MAX_BYTES: u64 = 64 << 10;
/// The longest name of a language, in bytes: RFC 5646 (section 4.4.1) advises room for 35.
const MAX_LANGUAGE_BYTES: usize = 35;

/// What the lock screen needs too, and is no secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Preferences {
    /// Light, dark, or as the system has it.
    pub theme: Theme,
    /// A language we have, or `None` for the system's.
    pub language: Option<String>,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Preferences {
    /// Reads them; anything unreadable is the default, since nothing depends on them.
    pub fn read(directory: &Path) -> Self {
        let bytes = read_file(&directory.join(FILE), MAX_BYTES).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Whether they would be read again once written.
    pub(crate) fn in_range(&self) -> bool {
        self.language.as_ref().is_none_or(|language| language.len() <= MAX_LANGUAGE_BYTES)
    }

    /// Writes them, the old or the new, whatever happens.
    ///
    /// # Errors
    /// The system's.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir_all(directory)?;
        let staged = directory.join("preferences.json.new");
        // What lies there is left over, and need not be a file.
        let _ = fs::remove_file(&staged);
        fs::File::create_new(&staged)?.write_all(&serde_json::to_vec_pretty(self)?)?;
        rename_file(&staged, &directory.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_rubbish() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(Preferences::read(directory.path()), Preferences::default());
        let dark = Preferences { theme: Theme::Dark, language: Some("id".into()) };
        dark.write(directory.path()).unwrap();
        assert_eq!(Preferences::read(directory.path()), dark);
        for rubbish in ["", "{", "[]", r#"{"theme":"pink"}"#] {
            fs::write(directory.path().join(FILE), rubbish).unwrap();
            assert_eq!(Preferences::read(directory.path()), Preferences::default(), "{rubbish}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn pipes_in_place_of_the_files_hold_nobody_up() {
        let directory = tempfile::tempdir().unwrap();
        for name in [FILE, "preferences.json.new"] {
            let made = std::process::Command::new("mkfifo").arg(directory.path().join(name)).status();
            assert!(made.unwrap().success());
        }
        assert_eq!(Preferences::read(directory.path()), Preferences::default());
        let dark = Preferences { theme: Theme::Dark, language: None };
        dark.write(directory.path()).unwrap();
        assert_eq!(Preferences::read(directory.path()), dark);
    }
}
