//! Opens the links of one scheme, as the user's choice: a desktop entry of its own, which the
//! user's list of defaults names.

mod mime_apps;

use std::path::{Path, PathBuf};

use self::mime_apps::MimeApps;
use crate::entry::{EntryError, command, escaped, value};
use crate::small_file::SmallFile;

/// The key of an entry that Watchword wrote.
const MARK: &str = "X-Watchword-Links";

/// A program that can open the links of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkHandler {
    /// The app's id, which names the icon and begins the entry's name: `org.watchword.Watchword`.
    pub id: String,
    /// The name that desktops show for the program.
    pub name: String,
    /// The program, by its absolute path. It gets the link as its argument.
    pub program: PathBuf,
    /// The scheme of the links, in lower case: `otpauth`.
    pub scheme: String,
}

impl LinkHandler {
    /// Whether the user's lists name the program first for these links.
    ///
    /// # Errors
    /// [`EntryError::NoHome`]; [`EntryError::Failed`] if a file can't be read.
    pub fn is_on(&self) -> Result<bool, EntryError> {
        let (config, data) = folders()?;
        self.is_on_in(&config, &data)
    }

    /// Makes it the program for these links. The one before becomes the second choice.
    ///
    /// # Errors
    /// [`EntryError::Foreign`] if another entry has the name; [`EntryError::Program`] if no entry
    /// can name the program; [`EntryError::NoHome`]; [`EntryError::Failed`] if a file can't be read
    /// or written.
    pub fn turn_on(&self) -> Result<(), EntryError> {
        let (config, data) = folders()?;
        self.turn_on_in(&config, &data)
    }

    /// Takes it out of the user's list, and removes its entry. Does nothing if there is none.
    ///
    /// # Errors
    /// [`EntryError::Foreign`] for an entry that isn't Watchword's, which stays;
    /// [`EntryError::NoHome`]; [`EntryError::Failed`] if a file can't be read or written.
    pub fn turn_off(&self) -> Result<(), EntryError> {
        let (config, data) = folders()?;
        self.turn_off_in(&config, &data)
    }

    fn is_on_in(&self, config: &Path, data: &Path) -> Result<bool, EntryError> {
        let is_there = self.entry(data).read()?.is_some_and(|text| is_ours(&text));
        Ok(is_there && mime_apps::default(config, &self.kind())?.is_some_and(|id| id == self.entry_name()))
    }

    fn turn_on_in(&self, config: &Path, data: &Path) -> Result<(), EntryError> {
        let (entry, list) = (self.entry(data), MimeApps::of_user(config));
        let (text, choices) = (self.text()?, list.read()?);
        if entry.read()?.is_some_and(|text| !is_ours(&text)) {
            return Err(EntryError::Foreign(entry.path().to_owned()));
        }
        entry.write(&text)?;
        Ok(list.write(&choices.with_default(&self.kind(), &self.entry_name()))?)
    }

    fn turn_off_in(&self, config: &Path, data: &Path) -> Result<(), EntryError> {
        let (entry, list) = (self.entry(data), MimeApps::of_user(config));
        if entry.read()?.is_some_and(|text| !is_ours(&text)) {
            return Err(EntryError::Foreign(entry.path().to_owned()));
        }
        list.write(&list.read()?.without(&self.kind(), &self.entry_name()))?;
        Ok(entry.remove()?)
    }

    fn entry(&self, data: &Path) -> SmallFile {
        SmallFile::new(&data.join("applications"), &self.entry_name())
    }

    fn entry_name(&self) -> String {
        format!("{}.{}.desktop", self.id, self.scheme)
    }

    /// The scheme as a MIME type (Shared MIME-info Database 0.21, section 2.13).
    fn kind(&self) -> String {
        format!("x-scheme-handler/{}", self.scheme)
    }

    /// The entry, which no menu shows beside the program's own.
    fn text(&self) -> Result<String, EntryError> {
        let program = self.program.to_str().filter(|program| program.starts_with('/')).ok_or(EntryError::Program)?;
        Ok(format!(
            "[Desktop Entry]\nType=Application\nName={}\nIcon={}\nTryExec={}\nExec={} %u\nTerminal=false\n\
             StartupNotify=true\nNoDisplay=true\nMimeType={};\n{MARK}=true\n",
            escaped(&self.name),
            escaped(&self.id),
            escaped(program),
            escaped(&command(program, &[])?),
            self.kind(),
        ))
    }
}

fn is_ours(text: &str) -> bool {
    value(text, MARK) == Some("true")
}

/// The user's folders for preferences and for data.
fn folders() -> Result<(PathBuf, PathBuf), EntryError> {
    dirs::config_dir().zip(dirs::data_dir()).ok_or(EntryError::NoHome)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const ENTRY: &str = "applications/org.example.App.otpauth.desktop";

    fn handler(program: &str) -> LinkHandler {
        LinkHandler {
            id: "org.example.App".into(),
            name: "App".into(),
            program: program.into(),
            scheme: "otpauth".into(),
        }
    }

    #[test]
    fn entry_takes_the_link() {
        let lines = "[Desktop Entry]\nType=Application\nName=App\nIcon=org.example.App\nTryExec=/opt/an app\n\
                     Exec=\"/opt/an app\" %u\nTerminal=false\nStartupNotify=true\nNoDisplay=true\n\
                     MimeType=x-scheme-handler/otpauth;\nX-Watchword-Links=true\n";
        assert_eq!(handler("/opt/an app").text().unwrap(), lines);
        for wrong in ["app", "", "/opt/a=b"] {
            assert!(matches!(handler(wrong).text(), Err(EntryError::Program)), "{wrong:?}");
        }
    }

    #[test]
    fn it_turns_on_and_off_and_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let (config, data) = (home.path().join("config"), home.path().join("data"));
        let handler = handler("/usr/bin/app");
        handler.turn_off_in(&config, &data).unwrap();
        for _ in 0..2 {
            handler.turn_on_in(&config, &data).unwrap();
            assert!(handler.is_on_in(&config, &data).unwrap());
        }
        assert_eq!(
            fs::read_to_string(config.join("mimeapps.list")).unwrap(),
            "[Default Applications]\nx-scheme-handler/otpauth=org.example.App.otpauth.desktop;\n"
        );
        for _ in 0..2 {
            handler.turn_off_in(&config, &data).unwrap();
            assert!(!handler.is_on_in(&config, &data).unwrap());
        }
        assert!(fs::read_dir(&config).unwrap().next().is_none() && !data.join(ENTRY).exists());
    }

    #[test]
    fn it_is_off_once_the_user_has_chosen_another_program() {
        let home = tempfile::tempdir().unwrap();
        let handler = handler("/usr/bin/app");
        handler.turn_on_in(home.path(), home.path()).unwrap();
        let other = "[Default Applications]\nx-scheme-handler/otpauth=other.desktop;org.example.App.otpauth.desktop;\n";
        fs::write(home.path().join("mimeapps.list"), other).unwrap();
        assert!(!handler.is_on_in(home.path(), home.path()).unwrap());
        handler.turn_off_in(home.path(), home.path()).unwrap();
        let left = "[Default Applications]\nx-scheme-handler/otpauth=other.desktop;\n";
        assert_eq!(fs::read_to_string(home.path().join("mimeapps.list")).unwrap(), left);
    }

    #[test]
    fn other_programs_files_stay() {
        let home = tempfile::tempdir().unwrap();
        let (entry, list) = (home.path().join(ENTRY), home.path().join("mimeapps.list"));
        fs::create_dir(entry.parent().unwrap()).unwrap();
        fs::write(&entry, "[Desktop Entry]\nExec=app\n").unwrap();
        for refused in [
            handler("/usr/bin/app").turn_on_in(home.path(), home.path()),
            handler("/usr/bin/app").turn_off_in(home.path(), home.path()),
        ] {
            assert!(matches!(refused, Err(EntryError::Foreign(foreign)) if foreign == entry));
        }
        assert!(!list.exists());

        fs::remove_file(&entry).unwrap();
        fs::write(&list, b"[Default Applications]\ntext/plain=\xff.desktop\n").unwrap();
        assert!(matches!(handler("/usr/bin/app").turn_on_in(home.path(), home.path()), Err(EntryError::Failed(_))));
        assert!(!entry.exists(), "nothing is written beside a list that can't be");
    }
}
