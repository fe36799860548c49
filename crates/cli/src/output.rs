use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use watchword_session::{Problem, SystemProblem};
use zeroize::Zeroizing;

use crate::failure::Failure;

/// Writes data and a line end to standard output. On a terminal, control characters are replaced.
pub(crate) fn data(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    let written = if output.is_terminal() {
        writeln!(output, "{}", *harmless(text))
    } else {
        // A pipe or a file gets the text unchanged.
        writeln!(output, "{text}")
    };
    written.and_then(|()| output.flush()).map_err(Failure::Output)
}

/// Writes the content of a file to standard output, which isn't a terminal.
pub(crate) fn bytes(content: &[u8]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    output.write_all(content).and_then(|()| output.flush()).map_err(Failure::Output)
}

/// Writes data as one line of JSON.
pub(crate) fn json(data: &impl Serialize) -> Result<(), Failure> {
    let text = Zeroizing::new(serde_json::to_string(data).map_err(|_| Problem::System(SystemProblem::Internal))?);
    self::data(&text)
}

/// Writes a message to standard error, and ignores errors: there is no other place to report them.
pub(crate) fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", *harmless(text));
}

/// Replaces control characters: a QR code or a file name may contain commands to the terminal.
fn harmless(text: &str) -> Zeroizing<String> {
    let shown = |c: char| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c };
    Zeroizing::new(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(*harmless("a\u{1b}[2J\u{9b}b\r\nc é"), "a\u{fffd}[2J\u{fffd}b\u{fffd}\nc é");
    }
}
