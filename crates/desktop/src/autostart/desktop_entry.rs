use std::path::Path;

use super::error::AutostartError;
use super::start::Autostart;
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

    pub(super) fn is_on(&self) -> Result<bool, AutostartError> {
        Ok(self.0.read()?.is_some_and(|text| is_ours(&text) && starts(&text)))
    }

    pub(super) fn turn_on(&self, autostart: &Autostart) -> Result<(), AutostartError> {
        let wanted = text(autostart)?;
        match self.0.read()? {
            Some(text) if text == wanted => Ok(()),
            Some(text) if !is_ours(&text) => Err(AutostartError::Foreign(self.0.path().to_owned())),
            _ => Ok(self.0.write(&wanted)?),
        }
    }

    pub(super) fn turn_off(&self) -> Result<(), AutostartError> {
        match self.0.read()? {
            Some(text) if !is_ours(&text) => Err(AutostartError::Foreign(self.0.path().to_owned())),
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

/// The value of a key in the group `Desktop Entry`.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let lines = text.lines().map(str::trim).skip_while(|line| *line != "[Desktop Entry]").skip(1);
    let mut pairs = lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('='));
    pairs.find_map(|(name, value)| (name.trim_end() == key).then(|| value.trim_start()))
}

/// The entry (Desktop Entry Specification 1.5).
fn text(autostart: &Autostart) -> Result<String, AutostartError> {
    let program = autostart.program()?;
    if program.contains('=') {
        return Err(AutostartError::Program);
    }
    let mut command = quoted(program);
    for argument in autostart.arguments()? {
        command.push(' ');
        command += &quoted(argument);
    }
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName={}\nIcon={}\nTryExec={}\nExec={}\nTerminal=false\nStartupNotify=false\n\
         {MARK}=true\n",
        escaped(&autostart.name),
        escaped(&autostart.id),
        escaped(program),
        escaped(&command),
    ))
}

/// One argument of a command, quoted as the key `Exec` requires.
fn quoted(argument: &str) -> String {
    let is_reserved = |c: char| " \t\n\"'\\><~|&;$*?#()`".contains(c);
    // A field code begins with a percent sign.
    let doubled = argument.replace('%', "%%");
    if !argument.is_empty() && !argument.contains(is_reserved) {
        return doubled;
    }
    let mut quoted = String::from('"');
    for character in doubled.chars() {
        if "\"`$\\".contains(character) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

/// A value of the type `string`: on one line, with backslashes doubled.
fn escaped(value: &str) -> String {
    let mut escaped = String::new();
    for character in value.chars() {
        match character {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            other => escaped.push(other),
        }
    }
    escaped
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
    fn reserved_characters_are_quoted_and_escaped() {
        for (argument, written) in [
            ("plain-1.0", "plain-1.0"),
            ("", r#""""#),
            ("two words", r#""two words""#),
            ("100%", "100%%"),
            ("a $b `c`", r#""a \\$b \\`c\\`""#),
            (r#"say "hi""#, r#""say \\"hi\\"""#),
            (r"C:\x", r#""C:\\\\x""#),
            ("a\nb", r#""a\nb""#),
            ("it's", r#""it's""#),
        ] {
            assert_eq!(escaped(&quoted(argument)), written, "{argument:?}");
        }
    }

    #[test]
    fn unwritable_programs_are_refused() {
        for wrong in [autostart("", &[]), autostart("/opt/a=b/app", &[]), autostart("/usr/bin/app", &["a\0b"])] {
            assert!(matches!(text(&wrong), Err(AutostartError::Program)), "{wrong:?}");
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
            assert!(matches!(refused, Err(AutostartError::Foreign(foreign)) if foreign == path));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }

    #[test]
    fn unwritable_folder_is_an_error() {
        let config = tempfile::tempdir().unwrap();
        fs::write(config.path().join("autostart"), "a file, no folder").unwrap();
        let entry = DesktopEntry::new(config.path(), "org.example.App");
        assert!(matches!(entry.turn_on(&autostart("/usr/bin/app", &[])), Err(AutostartError::Failed(_))));
    }
}
