//! Runs the command as a script and as a person do.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the command without a terminal, and returns its status, data and messages. The vault and
/// the preferences are in `folder`.
pub(crate) fn watchword(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    // Without a terminal of its own, it can't open the one that the tests run in.
    let mut command = Command::new("setsid");
    command.args(["--wait", env!("CARGO_BIN_EXE_watchword"), "--vault"]).arg(folder.join("vault"));
    command.args(arguments).env("LC_ALL", "C").env("XDG_CONFIG_HOME", folder);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that refuses its arguments or needs no password does not read the input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Runs the command at a terminal, and types each line after a prompt that ends with `prompt`.
/// Returns its status and all that the terminal shows, with a bar after each prompt.
pub(crate) fn typed(folder: &Path, arguments: &str, prompt: &str, lines: &[&str]) -> (Option<i32>, String) {
    // `script` is the terminal, and ends with the command's status.
    let program = env!("CARGO_BIN_EXE_watchword");
    let command = format!("{program:?} --vault {:?} {arguments}", folder.join("vault"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--echo", "never", "--command", &command, "/dev/null"]);
    script.env("LC_ALL", "C").env("XDG_CONFIG_HOME", folder);
    let mut script = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (script.stdin.take().unwrap(), script.stdout.take().unwrap());
    let mut shown = String::new();
    for line in lines {
        let mut byte = [0];
        while !shown.ends_with(prompt) {
            output.read_exact(&mut byte).unwrap();
            shown.push(char::from(byte[0]));
        }
        shown.push('|');
        writeln!(input, "{line}").unwrap();
    }
    output.read_to_string(&mut shown).unwrap();
    (script.wait().unwrap().code(), shown)
}
