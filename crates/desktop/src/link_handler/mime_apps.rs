use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::small_file::SmallFile;

const NAME: &str = "mimeapps.list";
const DEFAULTS: &str = "[Default Applications]";
const ADDED: &str = "[Added Associations]";
const REMOVED: &str = "[Removed Associations]";
/// The longest list that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The file in which a user chooses programs (MIME Applications Associations Specification 1.0.1).
pub(super) struct MimeApps(PathBuf);

/// What is in it. Lines that aren't about the type in question stay as they are.
#[derive(PartialEq, Eq)]
pub(super) struct Choices(String);

/// Returns the program that the user has chosen for a type. What they chose for the current desktop
/// alone comes first.
pub(super) fn default(config: &Path, kind: &str) -> io::Result<Option<String>> {
    let desktops = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default().to_ascii_lowercase();
    let names = desktops.split(':').filter(|desktop| !desktop.is_empty() && !desktop.contains('/'));
    for name in names.map(|desktop| format!("{desktop}-{NAME}")).chain([NAME.to_owned()]) {
        if let Some(id) = MimeApps(config.join(name)).read()?.default(kind) {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

impl MimeApps {
    /// The user's own, for all desktops.
    pub(super) fn of_user(config: &Path) -> Self {
        Self(config.join(NAME))
    }

    /// # Errors
    /// [`io::ErrorKind::InvalidData`] if it is no text, or longer than 1 MiB: writing it would lose
    /// something.
    pub(super) fn read(&self) -> io::Result<Choices> {
        let file = match File::open(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Choices(String::new())),
            file => file?,
        };
        if file.metadata()?.len() > MAX_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut text = String::new();
        file.take(MAX_BYTES).read_to_string(&mut text)?;
        Ok(Choices(text))
    }

    /// Writes it whole, or leaves the earlier one. An empty one is removed.
    pub(super) fn write(&self, choices: &Choices) -> io::Result<()> {
        if self.read()? == *choices {
            return Ok(());
        }
        // It may be a link to where the user keeps such files.
        let file = SmallFile::at(fs::canonicalize(&self.0).unwrap_or_else(|_| self.0.clone()));
        if choices.0.is_empty() { file.remove() } else { file.write(&choices.0) }
    }
}

impl Choices {
    /// The program that is named first.
    fn default(&self, kind: &str) -> Option<String> {
        let mut group = "";
        let values = self.0.lines().filter_map(|line| {
            group = heading(line).unwrap_or(group);
            (group == DEFAULTS).then(|| value(line, kind)).flatten()
        });
        // The last one counts of several, as for GLib.
        values.last()?.split(';').map(str::trim).find(|id| !id.is_empty()).map(str::to_owned)
    }

    /// Puts a program first, before those that are named already.
    pub(super) fn with_default(&self, kind: &str, id: &str) -> Self {
        let text = edited(&self.0, REMOVED, kind, |value| without(value, id));
        let mut is_there = false;
        let named = edited(&text, DEFAULTS, kind, |value| {
            is_there = true;
            format!("{id};{}", without(value, id))
        });
        if is_there {
            return Self(named);
        }
        let line = format!("{kind}={id};\n");
        let mut text = named;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let mut offset = 0;
        let ends = text.split_inclusive('\n').map(|line| {
            offset += line.len();
            (offset, line)
        });
        match ends.into_iter().find(|(_, line)| heading(line) == Some(DEFAULTS)).map(|(end, _)| end) {
            Some(end) => text.insert_str(end, &line),
            None => text += &format!("{DEFAULTS}\n{line}"),
        }
        Self(text)
    }

    /// Names a program no longer for a type.
    pub(super) fn without(&self, kind: &str, id: &str) -> Self {
        let text = [DEFAULTS, ADDED]
            .into_iter()
            .fold(self.0.clone(), |text, group| edited(&text, group, kind, |value| without(value, id)));
        // Nothing else was in that group.
        let is_bare = text != self.0 && text.lines().last() == Some(DEFAULTS);
        Self(if is_bare { text[..text.len() - DEFAULTS.len() - 1].to_owned() } else { text })
    }
}

/// Changes the values of a key in a group. One that names nothing any more goes with its line.
fn edited(text: &str, group: &str, key: &str, mut change: impl FnMut(&str) -> String) -> String {
    let (mut here, mut edited) = ("", String::new());
    for line in text.split_inclusive('\n') {
        here = heading(line).unwrap_or(here);
        let old = (here == group).then(|| value(line, key)).flatten();
        match old.map(|old| (old, change(old))) {
            Some((old, new)) if new != old => {
                if new.split(';').any(|id| !id.trim().is_empty()) {
                    edited += &format!("{key}={new}\n");
                }
            }
            _ => edited += line,
        }
    }
    edited
}

/// A list of programs without one of them.
fn without(value: &str, id: &str) -> String {
    value.split(';').filter(|other| other.trim() != id).collect::<Vec<_>>().join(";")
}

fn heading(line: &str) -> Option<&str> {
    Some(line.trim()).filter(|line| line.starts_with('['))
}

/// The value of a key, if this is its line.
fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let (name, value) = line.split_once('=')?;
    (name.trim() == key).then(|| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: &str = "x-scheme-handler/otpauth";
    const ID: &str = "app.desktop";

    /// Other lines stay byte by byte, and turning it on and off again gives back the same.
    #[test]
    fn only_its_own_name_comes_and_goes() {
        for (before, on) in [
            ("", "[Default Applications]\nx-scheme-handler/otpauth=app.desktop;\n"),
            (
                "# mine\n[Default Applications]\ntext/html=web.desktop\n\n[Added Associations]\ntext/html=web.desktop;\n",
                "# mine\n[Default Applications]\nx-scheme-handler/otpauth=app.desktop;\ntext/html=web.desktop\n\n\
                 [Added Associations]\ntext/html=web.desktop;\n",
            ),
            (
                "[Default Applications]\nx-scheme-handler/otpauth=one.desktop;two.desktop\n",
                "[Default Applications]\nx-scheme-handler/otpauth=app.desktop;one.desktop;two.desktop\n",
            ),
            (
                "[Added Associations]\nx-scheme-handler/otpauth=one.desktop;\n",
                "[Added Associations]\nx-scheme-handler/otpauth=one.desktop;\n[Default Applications]\n\
                 x-scheme-handler/otpauth=app.desktop;\n",
            ),
            (
                "[Default Applications]\r\ntext/html = web.desktop\r\n",
                "[Default Applications]\r\nx-scheme-handler/otpauth=app.desktop;\ntext/html = web.desktop\r\n",
            ),
        ] {
            let turned = Choices(before.to_owned()).with_default(KIND, ID);
            assert_eq!(turned.0, on);
            assert_eq!(turned.default(KIND).as_deref(), Some(ID));
            assert_eq!(turned.with_default(KIND, ID).0, on, "once");
            assert_eq!(turned.without(KIND, ID).0, before);
        }
    }

    #[test]
    fn what_the_user_has_removed_counts_no_longer() {
        let text = "[Removed Associations]\nx-scheme-handler/otpauth=app.desktop;other.desktop;\n";
        let turned = Choices(text.to_owned()).with_default(KIND, ID);
        assert!(turned.0.starts_with("[Removed Associations]\nx-scheme-handler/otpauth=other.desktop;\n"));
        // A desktop's own settings may have added it.
        let text = "[Added Associations]\nx-scheme-handler/otpauth=app.desktop;\n";
        assert_eq!(Choices(text.to_owned()).without(KIND, ID).0, "[Added Associations]\n");
    }

    #[test]
    fn list_that_is_a_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("kept");
        fs::write(&kept, "[Default Applications]\ntext/html=web.desktop\n").unwrap();
        std::os::unix::fs::symlink(&kept, folder.path().join(NAME)).unwrap();
        let list = MimeApps::of_user(folder.path());
        list.write(&list.read().unwrap().with_default(KIND, ID)).unwrap();
        assert!(fs::read_to_string(&kept).unwrap().contains(ID));
        assert!(folder.path().join(NAME).is_symlink());
    }
}
