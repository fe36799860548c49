use std::{
    io::{BufRead as _, BufReader, PipeWriter, pipe},
    process::Stdio,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use watchword_tests::Event;

/// The events of several churners, in the order in which they were reported: the churners share one
/// pipe, and each writes a line at once.
pub(crate) struct Diary {
    pipe: PipeWriter,
    lines: Receiver<(u32, Event)>,
}

impl Diary {
    pub(crate) fn new() -> Self {
        let (reader, pipe) = pipe().unwrap();
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                let event = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
                if sender.send(event).is_err() {
                    break;
                }
            }
        });
        Self { pipe, lines }
    }

    /// Returns the standard output for a churner.
    pub(crate) fn stdout(&self) -> Stdio {
        self.pipe.try_clone().unwrap().into()
    }

    /// Returns the next event, or `None` if none arrives within `patience`.
    pub(crate) fn next(&self, patience: Duration) -> Option<(u32, Event)> {
        self.lines.recv_timeout(patience).ok()
    }

    /// Returns the remaining events once all churners have ended.
    pub(crate) fn rest(self) -> Vec<(u32, Event)> {
        drop(self.pipe);
        self.lines.iter().collect()
    }
}
