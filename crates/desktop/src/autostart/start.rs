use std::path::PathBuf;

use crate::entry::EntryError;

/// A program that can start when the user signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Autostart {
    /// The app's id, which names the entry: `org.watchword.Watchword`.
    pub id: String,
    /// The name that the desktop's own settings show for the entry.
    pub name: String,
    /// The program: an absolute path, or on Linux also a name on the path.
    pub program: PathBuf,
    /// What the program is given, without a shell in between.
    pub arguments: Vec<String>,
}

impl Autostart {
    /// The program as text, if it is text and not empty.
    pub(super) fn program(&self) -> Result<&str, EntryError> {
        self.program.to_str().filter(|program| !program.is_empty()).ok_or(EntryError::Program)
    }

    /// The arguments, if none has a zero in it.
    pub(super) fn arguments(&self) -> Result<&[String], EntryError> {
        let has_zero = self.arguments.iter().any(|argument| argument.contains('\0'));
        if has_zero { Err(EntryError::Program) } else { Ok(&self.arguments) }
    }
}
