//! The keys that reach Watchword in any program. A process of its own takes them, for two reasons:
//! portals refuse one whose memory nobody may read, and the one with the keys of the vault has
//! nothing to do with the display. It is told which on standard input, tells what came of it and
//! what is pressed on standard output, and ends with its input.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::str::FromStr;
use std::thread;

use serde::{Deserialize, Serialize};
use watchword_desktop::{Chord, Hotkey, HotkeyError, Hotkeys};
use watchword_session::{HotkeyState, Locale, Preferences, Words};

/// The argument that makes this program the process that takes the keys.
pub(crate) const ARGUMENT: &str = "--keys";
/// The app's id, by which desktops remember the user's choice.
const ID: &str = "org.watchword.Watchword";
const PALETTE: &str = "palette";
const LOCK: &str = "lock";
/// The longest input, in bytes.
const MAX_INPUT: u64 = 4096;

/// Which keys, and the language to describe them in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    palette: Option<String>,
    lock: Option<String>,
    language: Option<String>,
}

impl Wanted {
    /// Those of the preferences, if there are any.
    pub(crate) fn of(preferences: &Preferences) -> Option<Self> {
        let Preferences { hotkey: palette, lock_hotkey: lock, language, .. } = preferences.clone();
        (palette.is_some() || lock.is_some()).then_some(Self { palette, lock, language })
    }

    fn hotkeys(&self) -> Vec<Hotkey> {
        let words = Words::new(Locale::choose(self.language.as_deref()));
        let keys = [(PALETTE, &self.palette, "hotkey-palette"), (LOCK, &self.lock, "hotkey-lock")];
        let parsed = keys.into_iter().filter_map(|(id, keys, message)| {
            let chord = Chord::from_str(keys.as_deref()?).ok()?;
            Some(Hotkey { id: id.to_owned(), description: words.say(message, &[]), chord })
        });
        parsed.collect()
    }
}

/// What the process tells.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Told {
    /// What became of the keys that open the palette; nothing if none are wanted.
    State(Option<HotkeyState>),
    /// Open or close the palette.
    Palette,
    /// Lock, and close the window.
    Lock,
    /// The process has ended.
    Ended,
}

/// The process that takes keys, until it is dropped.
pub(crate) struct Keys {
    wanted: Wanted,
    process: Child,
    _input: ChildStdin,
}

impl Keys {
    /// Starts the process. `hear` is called with what it tells.
    pub(crate) fn start(wanted: Wanted, hear: impl Fn(Told) + Send + 'static) -> io::Result<Self> {
        let mut keys = Command::new(std::env::current_exe()?);
        keys.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = keys.spawn()?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (mut input, output) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        let mut line = serde_json::to_vec(&wanted)?;
        line.push(b'\n');
        input.write_all(&line)?;
        thread::spawn(move || follow(output, hear));
        Ok(Self { wanted, process, _input: input })
    }

    /// Whether it takes these.
    pub(crate) fn takes(&self, wanted: &Wanted) -> bool {
        self.wanted == *wanted
    }
}

impl Drop for Keys {
    /// Waits until the keys are given back: the next process may want the same.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn follow(output: impl io::Read, hear: impl Fn(Told)) {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if let Ok(told) = serde_json::from_str(&line) {
            hear(told);
        }
    }
    hear(Told::Ended);
}

/// Takes keys for the process that has started this one, until that ends.
pub(crate) fn run() -> ExitCode {
    let mut line = String::new();
    let mut input = BufReader::new(io::stdin().take(MAX_INPUT));
    let wanted = input.read_line(&mut line).ok().and_then(|_| serde_json::from_str::<Wanted>(&line).ok());
    let Some(wanted) = wanted else { return ExitCode::from(2) };
    let hotkeys = wanted.hotkeys();
    let pressed = |id: &str| match id {
        PALETTE => tell(Told::Palette),
        LOCK => tell(Told::Lock),
        _ => {}
    };
    let taken = if hotkeys.is_empty() { None } else { Some(Hotkeys::take(ID, &hotkeys, pressed)) };
    tell(Told::State(wanted.palette.as_ref().map(|_| state(&hotkeys, taken.as_ref()))));
    // Whatever more comes, it is over when nothing does.
    let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
    ExitCode::SUCCESS
}

fn state(hotkeys: &[Hotkey], taken: Option<&Result<Hotkeys, HotkeyError>>) -> HotkeyState {
    if !hotkeys.iter().any(|hotkey| hotkey.id == PALETTE) {
        return HotkeyState::Invalid;
    }
    let bound = match taken {
        Some(Ok(taken)) => taken.bound(PALETTE).map(drop),
        Some(Err(error)) => Err(*error),
        None => Err(HotkeyError::NotBound),
    };
    match bound {
        Ok(()) => HotkeyState::Bound,
        Err(HotkeyError::Taken) => HotkeyState::Taken,
        Err(HotkeyError::Unsupported) => HotkeyState::Unsupported,
        Err(HotkeyError::NoKey) => HotkeyState::Invalid,
        Err(HotkeyError::Refused | HotkeyError::NotBound | HotkeyError::Failed) => HotkeyState::NotBound,
    }
}

fn tell(told: Told) {
    let mut output = io::stdout().lock();
    let told = serde_json::to_string(&told).unwrap_or_default();
    let _ = writeln!(output, "{told}").and_then(|()| output.flush());
}
