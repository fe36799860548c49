#[cfg(windows)]
use std::io;

#[cfg(windows)]
use winreg::{HKCU, RegKey, enums::KEY_READ, enums::KEY_WRITE};

use super::start::Autostart;
use crate::entry::EntryError;

#[cfg(windows)]
const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// Where Task Manager notes which values of `RUN` the user has switched off.
#[cfg(windows)]
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";

/// The longest command line that Windows starts from the key, in UTF-16 units.
const MAX_UNITS: usize = 260;

/// A value of the user's `Run` key, named after the app's id.
#[cfg(windows)]
pub(super) struct RunKey(String);

#[cfg(windows)]
impl RunKey {
    pub(super) fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    pub(super) fn is_on(&self) -> Result<bool, EntryError> {
        let Some(run) = found(HKCU.open_subkey_with_flags(RUN, KEY_READ))? else { return Ok(false) };
        if found(run.get_raw_value(&self.0))?.is_none() {
            return Ok(false);
        }
        let Some(approved) = found(HKCU.open_subkey_with_flags(APPROVED, KEY_READ))? else { return Ok(true) };
        // An odd first byte means switched off.
        let state = found(approved.get_raw_value(&self.0))?;
        Ok(state.and_then(|state| state.bytes.first().copied()).is_none_or(|first| first % 2 == 0))
    }

    pub(super) fn turn_on(&self, autostart: &Autostart) -> Result<(), EntryError> {
        let command = command_line(autostart)?;
        let (run, _) = HKCU.create_subkey(RUN)?;
        run.set_value(&self.0, &command)?;
        if let Some(approved) = found(HKCU.open_subkey_with_flags(APPROVED, KEY_WRITE))? {
            remove(&approved, &self.0)?;
        }
        Ok(())
    }

    pub(super) fn turn_off(&self) -> Result<(), EntryError> {
        let run = found(HKCU.open_subkey_with_flags(RUN, KEY_WRITE))?;
        Ok(run.map_or(Ok(()), |run| remove(&run, &self.0))?)
    }
}

/// Removes a value. Does nothing if there is none.
#[cfg(windows)]
fn remove(key: &RegKey, name: &str) -> io::Result<()> {
    found(key.delete_value(name)).map(drop)
}

#[cfg(windows)]
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        result => result.map(Some),
    }
}

/// The command line, of at most 260 UTF-16 units, which is what Windows starts from the key.
fn command_line(autostart: &Autostart) -> Result<String, EntryError> {
    let program = autostart.program()?;
    if program.contains(['"', '\0']) {
        return Err(EntryError::Program);
    }
    let mut command = format!("\"{program}\"");
    for argument in autostart.arguments()? {
        command.push(' ');
        command += &quoted(argument);
    }
    if command.encode_utf16().count() > MAX_UNITS { Err(EntryError::Program) } else { Ok(command) }
}

/// One argument, quoted as `CommandLineToArgvW` undoes it: backslashes count as such unless a
/// quotation mark follows.
fn quoted(argument: &str) -> String {
    if !argument.is_empty() && !argument.contains([' ', '\t', '\n', '\u{b}', '"']) {
        return argument.to_owned();
    }
    let mut quoted = String::from('"');
    let mut backslashes = 0;
    for character in argument.chars() {
        match character {
            '\\' => backslashes += 1,
            '"' => quoted.extend(std::iter::repeat_n('\\', backslashes + 1)),
            _ => {}
        }
        if character != '\\' {
            backslashes = 0;
        }
        quoted.push(character);
    }
    quoted.extend(std::iter::repeat_n('\\', backslashes));
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
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
    fn command_line_is_quoted() {
        let line = |arguments: &[&str]| command_line(&autostart(r"C:\Program Files\a.exe", arguments)).unwrap();
        assert_eq!(line(&["--hidden"]), r#""C:\Program Files\a.exe" --hidden"#);
        for (argument, written) in [
            ("", r#""""#),
            (r"a\b", r"a\b"),
            ("a b", r#""a b""#),
            (r#"a"b"#, r#""a\"b""#),
            (r#"a\"b"#, r#""a\\\"b""#),
            (r"a b\", r#""a b\\""#),
            (r"a\\b c", r#""a\\b c""#),
        ] {
            assert_eq!(quoted(argument), written, "{argument}");
        }
    }

    #[test]
    fn unwritable_programs_are_refused() {
        let long = "x".repeat(260);
        for wrong in [autostart("", &[]), autostart("a\"b", &[]), autostart("a", &["\0"]), autostart("a", &[&long])] {
            assert!(matches!(command_line(&wrong), Err(EntryError::Program)), "{wrong:?}");
        }
    }
}
