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
        let mut terminal = Self { keyboard, shown, _script: script };
        terminal.see("$ ");
        // Its keyboard and its screen are pipes, which have no size.
        terminal.run("stty rows 24 cols 80", None);
        terminal
    }

    /// Types a line and presses Enter.
    #[track_caller]
    pub fn type_line(&mut self, line: &str) {
        self.press(&format!("{line}\n"));
    }

    /// Presses keys, as a terminal sends them.
    #[track_caller]
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes what is typed");
    }

    /// Runs a command, gives the PIN if there is one and it is asked for, and returns what the
    /// command has written, the question included.
    #[track_caller]
    pub fn run(&mut self, command: &str, pin: Option<&str>) -> String {
        self.clear();
        self.type_line(&format!("{command}; echo status $?"));
        if let Some(pin) = pin {
            self.see_one_of(&["PIN", "status "]);
            if self.text().contains("PIN") {
                self.type_line(pin);
            }
        }
        self.see("status ");
        self.see("$ ");
        self.clear()
    }

    /// Waits until the terminal shows a text.
    #[track_caller]
    pub fn see(&self, text: &str) {
        self.see_one_of(&[text]);
    }

    #[track_caller]
    fn see_one_of(&self, texts: &[&str]) {
        let what = format!("{texts:?} in the terminal, which shows {:?}", self.text());
        wait_for(&what, 60, || texts.iter().any(|text| self.text().contains(text)).then_some(()));
    }

    /// Returns what the terminal was sent, since a command was last run.
    pub fn text(&self) -> String {
        locked(&self.shown).clone()
    }

    /// Forgets what was shown, and returns it.
    pub fn clear(&self) -> String {
        std::mem::take(&mut *locked(&self.shown))
    }
}

fn locked(text: &Mutex<String>) -> MutexGuard<'_, String> {
    text.lock().unwrap_or_else(PoisonError::into_inner)
}
