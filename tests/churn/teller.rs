use std::{
    fs::File,
    io::{self, ErrorKind, Write as _},
    os::fd::AsFd as _,
    process,
};

use watchword_tests::Event;

/// Reports events on standard output. Each line is one write, because several churners share a
/// pipe.
pub(crate) struct Teller {
    who: u32,
    output: File,
}

impl Teller {
    pub(crate) fn new(who: u32) -> Self {
        Self { who, output: io::stdout().as_fd().try_clone_to_owned().expect("standard output is open").into() }
    }

    /// Returns the churner's number.
    pub(crate) fn who(&self) -> u32 {
        self.who
    }

    pub(crate) fn tell(&self, event: Event) {
        let line = serde_json::to_string(&(self.who, event)).expect("an event is plain data") + "\n";
        while let Err(error) = (&self.output).write_all(line.as_bytes()) {
            if error.kind() == ErrorKind::BrokenPipe {
                process::exit(1);
            }
            // A campaign injects any other error, and only once.
        }
    }
}
