use std::path::Path;

use super::start::Autostart;
use crate::entry::{EntryError, command, escaped, value};
use crate::small_file::SmallFile;

/// The key of an entry that Watchword wrote.
const MARK: &str = "X-Watchword-Autostart";

/// A desktop entry in the user's autostart folder.
pub(super) struct DesktopEntry(SmallFile);

impl DesktopEntry {
    /// `config` is the folder for the user's preferences.
    pub(super) fn new(config: &Path, id: &str) -> Self {
        Self(SmallFile::new(&config.join("autostart"), &format!("{id}.desktop")))
    }

    pub(super) fn is_on(&self) -> Result<bool, EntryError> {
        Ok(self.0.read()?.is_some_and(|text| is_ours(&text) && starts(&text)))
    }

    pub(super) fn turn_on(&self, autostart: &Autostart) -> Result<(), EntryError> {
        let wanted = text(autostart)?;
        match self.0.read()? {
            Some(text) if text == wanted => Ok(()),
            Some(text) if !is_ours(&text) => Err(EntryError::Foreign(self.0.path().to_owned())),
            _ => Ok(self.0.write(&wanted)?),
        }
    }

    pub(super) fn turn_off(&self) -> Result<(), EntryError> {
        match self.0.read()? {
            Some(text) if !is_ours(&text) => Err(EntryError::Foreign(self.0.path().to_owned())),
            _ => Ok(self.0.remove()?),
        }
    }
}

fn is_ours(text: &str) -> bool {
    value(text, MARK) == Some("true")
}

/// Whether a desktop starts the entry. Desktops' settings switch it off by one of these keys.
fn starts(text: &str) -> bool {
    value(text, "Hidden") != Some("true") && value(text, "X-GNOME-Autostart-enabled") != Some("false")
}

/// The entry (Desktop Entry Specification 1.5).
fn text(autostart: &Autostart) -> Result<String, EntryError> {
    let (program, arguments) = (autostart.program()?, autostart.arguments()?);
    let command = command(program, arguments)?;
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName={}\nIcon={}\nTryExec={}\nExec={}\nTerminal=false\nStartupNotify=false\n\
         {MARK}=true\n",
        escaped(&autostart.name),
        escaped(&autostart.id),
        escaped(program),
        escaped(&command),
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn autostart(program: &str, arguments: &[&str]) -> Autostart {
        Autostart {
            id: "org.example.App".into(),
            name: "App".into(),
            program: program.into(),
            arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
        }
    }

    #[test]
    fn entry_has_the_program_and_its_arguments() {
        let entry = text(&autostart("/usr/bin/app", &["--hidden"])).unwrap();
        let lines = "[Desktop Entry]\nType=Application\nName=App\nIcon=org.example.App\nTryExec=/usr/bin/app\n\
                     Exec=/usr/bin/app --hidden\nTerminal=false\nStartupNotify=false\nX-Watchword-Autostart=true\n";
        assert_eq!(entry, lines);
    }

    #[test]
    fn unwritable_programs_are_refused() {
        for wrong in [autostart("", &[]), autostart("/opt/a=b/app", &[]), autostart("/usr/bin/app", &["a\0b"])] {
            assert!(matches!(text(&wrong), Err(EntryError::Program)), "{wrong:?}");
        }
    }

    #[test]
    fn it_turns_on_and_off_again_and_again() {
        let config = tempfile::tempdir().unwrap();
        let path = config.path().join("autostart/org.example.App.desktop");
        let (entry, start) = (DesktopEntry::new(config.path(), "org.example.App"), autostart("/usr/bin/app", &["-h"]));
        entry.turn_off().unwrap();
        assert!(!entry.is_on().unwrap());
        for _ in 0..2 {
            entry.turn_on(&start).unwrap();
            assert!(entry.is_on().unwrap());
        }
        entry.turn_on(&autostart("/opt/app", &[])).unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("\nExec=/opt/app\n"), "the new program");
        for off in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            fs::write(&path, format!("{}{off}\n", text(&start).unwrap())).unwrap();
            assert!(!entry.is_on().unwrap(), "{off}");
            entry.turn_on(&start).unwrap();
            assert!(entry.is_on().unwrap(), "{off}");
        }
        for _ in 0..2 {
            entry.turn_off().unwrap();
            assert!(!entry.is_on().unwrap() && !path.exists());
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 0, "no file is left");
    }

    #[test]
    fn other_programs_entries_stay() {
        let config = tempfile::tempdir().unwrap();
        let path = config.path().join("autostart/org.example.App.desktop");
        let entry = DesktopEntry::new(config.path(), "org.example.App");
        fs::create_dir(path.parent().unwrap()).unwrap();
        let theirs = "[Desktop Entry]\nExec=app\n[Other]\nX-Watchword-Autostart=true\n";
        fs::write(&path, theirs).unwrap();
        assert!(!entry.is_on().unwrap());
        let on = entry.turn_on(&autostart("/usr/bin/app", &[]));
        for refused in [on, entry.turn_off()] {
            assert!(matches!(refused, Err(EntryError::Foreign(foreign)) if foreign == path));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }

    #[test]
    fn unwritable_folder_is_an_error() {
        let config = tempfile::tempdir().unwrap();
        fs::write(config.path().join("autostart"), "a file, no folder").unwrap();
        let entry = DesktopEntry::new(config.path(), "org.example.App");
        assert!(matches!(entry.turn_on(&autostart("/usr/bin/app", &[])), Err(EntryError::Failed(_))));
    }
}
