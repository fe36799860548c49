//! That a crash of the command is handed to nobody.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

#[test]
fn crash_is_neither_written_nor_handed_to_a_program() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
    let mut child = command.args(["scan", "-"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // More than the pipe holds: the command has begun to read.
    child.stdin.as_mut().unwrap().write_all(&vec![b' '; 1 << 20]).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["1", "1"], "soft and hard, in bytes");
}
