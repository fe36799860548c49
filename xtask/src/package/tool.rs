use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use crate::{Failed, Result, workspace::words};

/// Builds a command that runs a tool whose output is read here, so it must be in English.
pub(super) fn tool(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("LC_ALL", "C.UTF-8");
    command
}

/// Runs a tool, which must succeed, and returns its standard output.
///
/// # Errors
/// The message contains everything that the tool printed.
pub(super) fn capture(command: &mut Command) -> Result<String> {
    capture_with(command, b"")
}

/// Like [`capture`], with an input, which other users can't see as they can see a command line.
pub(super) fn capture_with(command: &mut Command, input: &[u8]) -> Result<String> {
    let words = words(command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Failed(format!("{words} does not start: {error}.")))?;
    // A tool that needs no input may already have closed it.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    let told = child.wait_with_output().map_err(|error| Failed(format!("{words} does not run: {error}.")))?;
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    if told.status.success() {
        return Ok(text);
    }
    let complaint = String::from_utf8_lossy(&told.stderr);
    Err(Failed(format!("{words} failed ({}).\n{}", told.status, format!("{text}{complaint}").trim_end())))
}
