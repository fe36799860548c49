use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use x11rb::connection::Connection as _;
use x11rb::protocol::screensaver::ConnectionExt as _;

const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// The screen saver of an X server (MIT-SCREEN-SAVER), which counts the time since the last input.
/// A thread asks it, because a server that another program has grabbed answers nobody else.
pub(super) struct Saver(Mutex<Pipes>);

struct Pipes {
    ask: Sender<()>,
    answers: Receiver<Duration>,
}

impl Saver {
    /// Connects to the display of this name, or to the one that `DISPLAY` names. `None` if the
    /// server has no screen saver or doesn't answer.
    pub(super) fn connect(display: Option<&str>) -> Option<Self> {
        let (ask, asked) = channel();
        let (answer, answers) = channel();
        let display = display.map(str::to_owned);
        let asking = move || -> Option<()> {
            let (server, screen) = x11rb::connect(display.as_deref()).ok()?;
            let root = server.setup().roots[screen].root;
            for () in asked {
                let told = server.screensaver_query_info(root).ok()?.reply().ok()?;
                answer.send(Duration::from_millis(told.ms_since_user_input.into())).ok()?;
            }
            Some(())
        };
        thread::Builder::new().name("idle".into()).spawn(asking).ok()?;
        let saver = Self(Mutex::new(Pipes { ask, answers }));
        saver.idle()?;
        Some(saver)
    }

    /// The time since the last input. `None` if the server doesn't answer within 2 seconds.
    pub(super) fn idle(&self) -> Option<Duration> {
        let pipes = self.0.lock().ok()?;
        // The answer to an earlier question may have come too late.
        pipes.answers.try_iter().for_each(drop);
        pipes.ask.send(()).ok()?;
        pipes.answers.recv_timeout(ANSWERS_WITHIN).ok()
    }
}

#[cfg(test)]
mod tests {
    use x11rb::protocol::xproto::ConnectionExt as _;
    use x11rb::wrapper::ConnectionExt as _;

    use super::*;
    use crate::testing::Display;

    #[test]
    fn count_begins_again_when_the_mouse_moves() {
        let display = Display::new();
        let saver = Saver::connect(Some(display.name())).unwrap();
        thread::sleep(Duration::from_millis(700));
        let before = saver.idle().unwrap();
        assert!(before >= Duration::from_millis(700), "{before:?}");
        display.run("xdotool", &["mousemove", "10", "10", "mousemove", "20", "20"]);
        let after = saver.idle().unwrap();
        assert!(after < before, "{after:?} after {before:?}");
    }

    #[test]
    fn silent_or_missing_server_gives_no_count() {
        let display = Display::new();
        let saver = Saver::connect(Some(display.name())).unwrap();
        let (other, _) = x11rb::connect(Some(display.name())).unwrap();
        other.grab_server().unwrap();
        other.sync().unwrap();
        assert_eq!(saver.idle(), None, "grabbed");
        other.ungrab_server().unwrap();
        other.sync().unwrap();
        assert!(saver.idle().is_some());
        drop(display);
        assert_eq!(saver.idle(), None, "gone");
        assert!(Saver::connect(Some(":9999")).is_none());
    }
}
