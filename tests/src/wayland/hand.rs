use std::{
    cell::RefCell,
    io::{BufRead as _, BufReader, Write as _},
    process::{ChildStdin, ChildStdout, Command, Stdio},
};

use crate::process::Process;

/// `watchword-hand`, which operates KWin's keyboard and pointer.
pub(super) struct Hand {
    pipes: RefCell<(ChildStdin, BufReader<ChildStdout>)>,
    _process: Process,
}

impl Hand {
    #[track_caller]
    pub(super) fn start(command: &mut Command) -> Self {
        let mut process = Process::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()));
        let pipes = process.stdin().zip(process.stdout()).expect("piped");
        Self { pipes: RefCell::new((pipes.0, BufReader::new(pipes.1))), _process: process }
    }

    /// Sends it one line, and waits until KWin has received the input.
    #[track_caller]
    pub(super) fn tell(&self, line: &str) {
        let (stdin, stdout) = &mut *self.pipes.borrow_mut();
        writeln!(stdin, "{line}").expect("the hand reads its input");
        let mut answer = String::new();
        assert_eq!(stdout.read_line(&mut answer).ok(), Some(1), "{line}: KWin does not hear");
    }
}
