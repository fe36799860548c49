use std::{
    io::{Read as _, Write as _},
    process::{ChildStdin, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::{Desktop, Process, wait_for};

/// A terminal with a shell in it, in a login session of its own, as a terminal emulator starts one.
pub struct Terminal {
    keyboard: ChildStdin,
    shown: Arc<Mutex<String>>,
    _script: Process,
}

impl Terminal {
    /// Opens a terminal: `script` makes one, and passes on what is typed and shown.
    #[track_caller]
    pub fn open(desktop: &Desktop) -> Self {
        let mut script = desktop.command("script");
        script.args(["--quiet", "--flush", "--echo", "never", "--command", "sh", "/dev/null"]);
        script.env("PS1", "$ ").env("TERM", "dumb").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut script = Process::start(&mut script);
        let keyboard = script.stdin().expect("piped");
        let mut screen = script.stdout().expect("piped");
        let shown = Arc::new(Mutex::new(String::new()));
        let seen = shown.clone();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = screen.read(&mut bytes) {
                locked(&seen).push_str(&String::from_utf8_lossy(&bytes[..read]));
            }
        });
        let terminal = Self { keyboard, shown, _script: script };
        terminal.see("$ ");
        terminal
    }

    /// Types a line and presses Enter.
    #[track_caller]
    pub fn type_line(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).expect("the terminal takes what is typed");
    }

    /// Runs a command, gives the PIN if there is one and it is asked for, and returns what the
    /// command has written, the question included.
    #[track_caller]
    pub fn run(&mut self, command: &str, pin: Option<&str>) -> String {
        self.clear();
        self.type_line(&format!("{command}; echo status $?"));
        if let Some(pin) = pin {
            self.see("PIN");
            self.type_line(pin);
        }
        self.see("status ");
        self.see("$ ");
        self.clear()
    }

    /// Waits until the terminal shows a text.
    #[track_caller]
    fn see(&self, text: &str) {
        wait_for(&format!("{text:?} in the terminal, which shows {:?}", self.text()), 60, || {
            self.text().contains(text).then_some(())
        });
    }

    fn text(&self) -> String {
        locked(&self.shown).clone()
    }

    /// Forgets what was shown, and returns it.
    fn clear(&self) -> String {
        std::mem::take(&mut *locked(&self.shown))
    }
}

fn locked(text: &Mutex<String>) -> MutexGuard<'_, String> {
    text.lock().unwrap_or_else(PoisonError::into_inner)
}
