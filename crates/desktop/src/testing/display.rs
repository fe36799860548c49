use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server without a visible screen, for one test.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    pub(crate) fn new() -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset"]);
        let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("Xvfb");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// The value of `DISPLAY` for programs on it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A command that runs a program on it.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name);
        command
    }

    /// Runs a program on it until it ends.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) {
        let status = self.command(program).args(arguments).status().expect(program);
        assert!(status.success(), "{program} {arguments:?}: {status}");
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
