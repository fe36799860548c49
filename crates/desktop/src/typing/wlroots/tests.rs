use std::fs;
use std::process::Child;

use super::*;
use crate::testing::Sway;
use crate::typing::Typist;

const OWN: &str = "org.example.Own";

/// A terminal that writes the lines typed into it to a file.
struct Foot<'a> {
    sway: &'a Sway,
    process: Child,
    name: &'static str,
}

impl<'a> Foot<'a> {
    fn start(sway: &'a Sway, name: &'static str) -> Self {
        let script = format!("stty -echo; touch $HOME/{name}; cat > $HOME/{name}");
        let mut foot = sway.command("foot");
        let process = foot.args(["--app-id", name, "sh", "-c", &script]).spawn().expect("foot");
        let foot = Self { sway, process, name };
        wait(|| sway.home().join(name).exists().then_some(()));
        foot
    }

    fn lines(&self) -> String {
        fs::read_to_string(self.sway.home().join(self.name)).unwrap()
    }
}

impl Drop for Foot<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn wait<T>(mut found: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < end, "too late");
        thread::sleep(Duration::from_millis(20));
    }
}

fn typist(sway: &Sway) -> Typist {
    Typist(Box::new(Compositor::connect(Some(sway.connect()), OWN).unwrap()))
}

#[test]
fn every_character_arrives_in_the_focused_window() {
    let sway = Sway::start();
    let foot = Foot::start(&sway, "terminal");
    let mut typist = typist(&sway);
    let focus = wait(|| typist.focused().ok().flatten());
    assert_eq!((focus.program.as_deref(), focus.is_own), (Some("terminal"), false));
    let texts: [String; 2] = [(' '..'P').collect(), ('P'..='~').collect()];
    for text in &texts {
        typist.type_keys(&Keystrokes::new(text, true).unwrap(), Some(&focus)).unwrap();
    }
    let expected = format!("{}\n{}\n", texts[0], texts[1]);
    wait(|| (foot.lines().len() >= expected.len()).then_some(()));
    assert_eq!(foot.lines(), expected);
}

#[test]
fn typing_stops_when_the_focus_moves() {
    let sway = Sway::start();
    let mut typist = typist(&sway);
    assert_eq!(typist.focused(), Err(TypingError::NoFocus));
    let first = Foot::start(&sway, "first");
    let into = wait(|| typist.focused().ok().flatten());
    let second = Foot::start(&sway, "second");
    wait(|| (typist.focused() != Ok(Some(into.clone()))).then_some(()));
    sway.run("swaymsg", &["[app_id=first] focus"]);
    let keys = Keystrokes::new(&"7".repeat(64), true).unwrap();
    let struck = thread::scope(|scope| {
        let typing = scope.spawn(|| typist.type_keys(&keys, Some(&into)));
        thread::sleep(Duration::from_millis(500));
        sway.run("swaymsg", &["[app_id=second] focus"]);
        typing.join().unwrap()
    });
    assert_eq!(struck, Err(TypingError::FocusChanged));
    assert_eq!(typist.type_keys(&keys, Some(&into)), Err(TypingError::FocusChanged), "not even one key");
    assert_eq!((first.lines(), second.lines()), (String::new(), String::new()), "no line was finished");
}

#[test]
fn own_windows_are_refused() {
    let sway = Sway::start();
    let foot = Foot::start(&sway, OWN);
    let mut typist = typist(&sway);
    assert!(wait(|| typist.focused().ok().flatten()).is_own);
    assert_eq!(typist.type_keys(&Keystrokes::new("1", true).unwrap(), None), Err(TypingError::OwnWindow));
    assert_eq!(foot.lines(), "");
}
