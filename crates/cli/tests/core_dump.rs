//! A crash of the command leaves no core dump.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

#[test]
fn core_dumps_are_neither_written_nor_piped() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
    let mut child = command.args(["scan", "-"]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // More than a pipe buffers, so the command has started to read.
    child.stdin.as_mut().unwrap().write_all(&vec![b' '; 1 << 20]).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().take(2).collect::<Vec<_>>(), ["1", "1"], "soft and hard, in bytes");
}
