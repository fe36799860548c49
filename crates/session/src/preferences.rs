use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use watchword_policy::{InForce, Policy, UpdateCheck};
use watchword_vault::{read_file, rename_file};

use crate::organisation::kept;
use crate::view::{PolicyProblem, Problem};

const FILE: &str = "preferences.json";
const MAX_BYTES: u64 = 64 << 10;
/// The longest language tag, in bytes: RFC 5646 (section 4.4.1) advises room for 35.
const MAX_LANGUAGE_BYTES: usize = 35;
/// The longest names of a few keys, in bytes.
const MAX_HOTKEY_BYTES: usize = 64;
/// The most programs to type into, and the longest name of one, in bytes.
const MAX_PROGRAMS: usize = 100;
const MAX_PROGRAM_BYTES: usize = 200;

/// The settings that the lock screen needs too. None of them is secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Preferences {
    /// Light, dark, or the system's theme.
    pub theme: Theme,
    /// A BCP 47 language tag, or `None` for the system's language.
    pub language: Option<String>,
    /// Whether the window asks at its start and then once a day for a newer version.
    #[serde(default)]
    pub check_for_updates: bool,
    /// Whether Watchword stays in the tray, and unlocked, when its window is closed.
    #[serde(default)]
    pub keep_in_tray: bool,
    /// Whether the user was told that this desktop has no tray to stay in.
    #[serde(default)]
    pub told_no_tray: bool,
    /// Whether the window is minimised when Watchword is started.
    #[serde(default)]
    pub start_minimised: bool,
    /// The keys that open the palette in any program, such as `Ctrl+Alt+W`.
    #[serde(default)]
    pub hotkey: Option<String>,
    /// The keys that lock Watchword and close its window, in any program.
    #[serde(default)]
    pub lock_hotkey: Option<String>,
    /// Whether Enter is pressed after a code that was typed.
    #[serde(default)]
    pub enter_after_code: bool,
    /// The programs into which the user has let Watchword type, by the names the desktop has for
    /// them.
    #[serde(default)]
    pub types_into: Vec<String>,
}

/// The colour theme of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The system's own theme.
    #[default]
    System,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
}

impl Preferences {
    /// Reads the preferences; an unreadable file gives the defaults, since nothing depends on them.
    pub fn read(directory: &Path) -> Self {
        let bytes = read_file(&directory.join(FILE), MAX_BYTES).ok();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Reads the preferences of a user, within what the organisation has set on this computer.
    pub fn in_force(directory: &Path) -> Self {
        Self::read(directory).within(&InForce::of(watchword_policy::read()).policy)
    }

    /// The preferences within the organisation's.
    #[must_use]
    pub fn within(self, policy: &Policy) -> Self {
        Self {
            language: policy.language.map(|language| language.word().to_owned()).or(self.language),
            check_for_updates: policy.update_check.map_or(self.check_for_updates, |check| check == UpdateCheck::On),
            keep_in_tray: self.keep_in_tray && policy.tray_allowed != Some(false),
            ..self
        }
    }

    /// What to save if the user wants these: those that stay as they are shown keep their earlier
    /// values, which `own` has.
    ///
    /// # Errors
    /// [`PolicyProblem::Set`] if the organisation doesn't allow it.
    pub(crate) fn chosen(self, own: &Self, policy: &Policy) -> Result<Self, Problem> {
        if self.clone().within(policy) != self {
            return Err(PolicyProblem::Set.into());
        }
        let shown = own.clone().within(policy);
        Ok(Self {
            language: kept(self.language, &shown.language, own.language.clone()),
            check_for_updates: kept(self.check_for_updates, &shown.check_for_updates, own.check_for_updates),
            keep_in_tray: kept(self.keep_in_tray, &shown.keep_in_tray, own.keep_in_tray),
            ..self
        })
    }

    /// Whether no text is longer than it needs to be.
    pub(crate) fn in_range(&self) -> bool {
        self.language.as_ref().is_none_or(|language| language.len() <= MAX_LANGUAGE_BYTES)
            && [&self.hotkey, &self.lock_hotkey].into_iter().flatten().all(|keys| keys.len() <= MAX_HOTKEY_BYTES)
            && self.types_into.len() <= MAX_PROGRAMS
            && self.types_into.iter().all(|program| program.len() <= MAX_PROGRAM_BYTES)
    }

    /// Writes the preferences to a new file, which then replaces the old one.
    ///
    /// # Errors
    /// Any error of the file system.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        fs::create_dir_all(directory)?;
        let staged = directory.join("preferences.json.new");
        // Whatever has this name is left over, and need not be a file.
        let _ = fs::remove_file(&staged);
        let mut file = fs::File::create_new(&staged)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        // Else a power failure could leave an empty file under the final name.
        file.sync_all()?;
        rename_file(&staged, &directory.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_round_trip_and_malformed_files_give_defaults() {
        let directory = tempfile::tempdir().unwrap();
        assert_eq!(Preferences::read(directory.path()), Preferences::default());
        let dark = Preferences {
            theme: Theme::Dark,
            language: Some("id".into()),
            check_for_updates: true,
            keep_in_tray: true,
            told_no_tray: true,
            start_minimised: true,
            hotkey: Some("Ctrl+Alt+W".into()),
            lock_hotkey: Some("Ctrl+Alt+L".into()),
            enter_after_code: true,
            types_into: vec!["firefox".into()],
        };
        dark.write(directory.path()).unwrap();
        assert_eq!(Preferences::read(directory.path()), dark);
        for rubbish in ["", "{", "[]", r#"{"theme":"pink"}"#] {
            fs::write(directory.path().join(FILE), rubbish).unwrap();
            assert_eq!(Preferences::read(directory.path()), Preferences::default(), "{rubbish}");
        }
    }

    #[test]
    fn only_a_user_turns_on_the_check_for_updates() {
        let directory = tempfile::tempdir().unwrap();
        assert!(!Preferences::read(directory.path()).check_for_updates);
        // Written by a version without the setting.
        fs::write(directory.path().join(FILE), r#"{"theme":"dark","language":"it"}"#).unwrap();
        let read = Preferences::read(directory.path());
        assert_eq!(read, Preferences { theme: Theme::Dark, language: Some("it".into()), ..Preferences::default() });
    }

    #[cfg(unix)]
    #[test]
    fn pipes_in_place_of_the_files_do_not_block() {
        let directory = tempfile::tempdir().unwrap();
        for name in [FILE, "preferences.json.new"] {
            let made = std::process::Command::new("mkfifo").arg(directory.path().join(name)).status();
            assert!(made.unwrap().success());
        }
        assert_eq!(Preferences::read(directory.path()), Preferences::default());
        let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
        dark.write(directory.path()).unwrap();
        assert_eq!(Preferences::read(directory.path()), dark);
    }
}
