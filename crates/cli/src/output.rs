use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use watchword_session::{Problem, SystemProblem};
use zeroize::Zeroizing;

use crate::failure::Failure;

/// Writes data and a line end to standard output.
pub(crate) fn data(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let written = if output.is_terminal() {
        writeln!(output, "{}", *harmless(text))
    } else {
        // What reads a pipe or a file gets what was there.
        writeln!(output, "{text}")
    };
    written.and_then(|()| output.flush()).map_err(Failure::Output)
}

/// Writes data as one line of JSON.
pub(crate) fn json(data: &impl Serialize) -> Result<(), Failure> {
    let text = Zeroizing::new(serde_json::to_string(data).map_err(|_| Problem::System(SystemProblem::Internal))?);
    self::data(&text)
}

/// Writes everything else to standard error. Nothing is left to be said to who has closed it.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", *harmless(text));
}

/// What a terminal only shows: a QR code or a file's name may hold commands to it.
fn harmless(text: &str) -> Zeroizing<String> {
    let shown = |c: char| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c };
    Zeroizing::new(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_commanded() {
        assert_eq!(*harmless("a\u{1b}[2J\u{9b}b\r\nc é"), "a\u{fffd}[2J\u{fffd}b\u{fffd}\nc é");
    }
}
