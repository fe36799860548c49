use std::{
    cell::Cell,
    collections::HashMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use image::RgbImage;
use serde_json::{Value, json};
use zbus::{
    blocking::Connection,
    zvariant::{Fd, OwnedValue},
};

use crate::{
    Frame,
    bus::Bus,
    environment::Environment,
    process::{Process, run},
    wait_for,
    wayland::{
        hand::Hand,
        keys,
        seat::{Pane, Seat},
    },
};

/// The socket name that KWin is given.
pub(super) const DISPLAY: &str = "wayland-0";

const KWIN: &str = "org.kde.KWin";

/// The prefix of the lines in KWin's log that this crate's scripts write.
const MARK: &str = "watchword-tests ";

/// KWin on a virtual screen.
pub(super) struct Kwin {
    environment: Environment,
    bus: Connection,
    hand: Hand,
    log: PathBuf,
    scripts: Cell<u32>,
    _process: Process,
}

impl Kwin {
    /// Starts KWin and `hand`, a command that runs `watchword-hand`.
    #[track_caller]
    pub(super) fn start(environment: Environment, bus: &Bus, mut hand: Command) -> Self {
        let home = Path::new(environment.value("HOME")).to_owned();
        // The system's binary has a file capability, which a container may not grant.
        let program = home.join("kwin_wayland");
        fs::copy("/usr/bin/kwin_wayland", &program).expect("KWin is installed");
        let mut kwin = environment.command(program);
        kwin.args(["--virtual", "--width", "1280", "--height", "900", "--no-lockscreen", "--socket", DISPLAY]);
        kwin.envs([
            ("KWIN_SCREENSHOT_NO_PERMISSION_CHECKS", "1"),
            ("KWIN_WAYLAND_NO_PERMISSION_CHECKS", "1"),
            ("KWIN_COMPOSE", "O2"),
            ("QT_LOGGING_RULES", "js=true;kwin_scripting=true"),
        ]);
        let log = home.join("kwin.log");
        let written = fs::File::create(&log).expect("a file in the home");
        let process = Process::start(kwin.stdin(Stdio::null()).stdout(Stdio::null()).stderr(written));
        bus.wait_for_owner(KWIN);
        let socket = Path::new(environment.value("XDG_RUNTIME_DIR")).join(DISPLAY);
        wait_for("KWin", 20, || socket.exists().then_some(()));
        let hand = Hand::start(&mut hand);
        Self { environment, bus: bus.connect(), hand, log, scripts: Cell::new(0), _process: process }
    }

    /// Runs a script in KWin, and returns the value that it passes to `tell(value)`.
    #[track_caller]
    fn script(&self, script: &str) -> Value {
        let number = self.scripts.replace(self.scripts.get() + 1);
        let mark = format!("{MARK}{number} ");
        let file = self.log.with_file_name(format!("{number}.js"));
        let tell = format!("const tell = (value) => print({} + JSON.stringify(value));", json!(mark));
        fs::write(&file, format!("{tell}\n{script}\ntell(null);")).expect("a file in the home");
        let (path, name) = (file.display().to_string(), number.to_string());
        let scripting = Some("org.kde.kwin.Scripting");
        let loaded = self.bus.call_method(Some(KWIN), "/Scripting", scripting, "loadScript", &(path, name));
        let place: i32 = loaded.expect("KWin loads the script").body().deserialize().expect("a number");
        let script = Some("org.kde.kwin.Script");
        self.bus.call_method(Some(KWIN), format!("/{place}"), script, "run", &()).expect("KWin runs the script");
        let told = wait_for("KWin's answer", 5, || {
            let log = fs::read(&self.log).ok()?;
            let log = String::from_utf8_lossy(&log);
            let lines = log.lines().filter_map(|line| line.split_once(&mark)).map(|(_, told)| told.to_owned());
            Some(lines.collect::<Vec<_>>()).filter(|lines| lines.last().is_some_and(|line| line == "null"))
        });
        serde_json::from_str(&told[0]).expect("JSON")
    }

    #[track_caller]
    fn key(&self, code: u32, down: bool) {
        self.hand.tell(&format!("key {code} {}", u8::from(down)));
    }
}

impl Seat for Kwin {
    fn press(&self, chord: &str) {
        keys::press(chord, |code, down| self.key(code, down));
    }

    fn type_text(&self, text: &str) {
        keys::type_text(text, |code, down| self.key(code, down));
    }

    fn point(&self, x: u32, y: u32) {
        self.hand.tell(&format!("point {x} {y}"));
    }

    fn hold(&self, down: bool) {
        self.hand.tell(&format!("hold {}", u8::from(down)));
    }

    #[track_caller]
    fn frame(&self) -> Frame {
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        // A frame is larger than a pipe's buffer, so a thread reads while KWin writes.
        let pixels = thread::spawn(move || {
            let mut pixels = Vec::new();
            reader.read_to_end(&mut pixels).map(|_| pixels)
        });
        let arguments = ("Virtual-0", HashMap::<&str, zbus::zvariant::Value<'_>>::new(), Fd::from(&writer));
        let interface = Some("org.kde.KWin.ScreenShot2");
        let taken =
            self.bus.call_method(Some(KWIN), "/org/kde/KWin/ScreenShot2", interface, "CaptureScreen", &arguments);
        let taken: HashMap<String, OwnedValue> =
            taken.expect("KWin captures its screen").body().deserialize().expect("its size");
        drop(writer);
        let number = |name: &str| u32::try_from(&taken[name]).expect("a number");
        let pixels = pixels.join().expect("no panic").expect("pixels");
        let stride = number("stride") as usize;
        // Blue comes first, as in Qt's QImage on little-endian machines.
        let frame = RgbImage::from_fn(number("width"), number("height"), |x, y| {
            let at = y as usize * stride + x as usize * 4;
            image::Rgb([pixels[at + 2], pixels[at + 1], pixels[at]])
        });
        Frame::new(frame)
    }

    #[track_caller]
    fn windows(&self) -> Vec<Pane> {
        let windows = self.script(
            "tell(workspace.clientList().map((window) => {
                const area = window.frameGeometry;
                return {
                    id: `${window.internalId}`,
                    title: window.caption,
                    app_id: `${window.desktopFileName}`,
                    area: { x: area.x, y: area.y, width: area.width, height: area.height },
                    focused: window.active,
                };
            }))",
        );
        serde_json::from_value(windows).expect("windows")
    }

    #[track_caller]
    fn focus(&self, pane: &Pane) {
        self.script(&format!(
            "workspace.activeClient = workspace.clientList().find((window) => `${{window.internalId}}` === {})",
            json!(pane.id)
        ));
    }

    #[track_caller]
    fn close(&self, pane: &Pane) {
        self.script(&format!(
            "workspace.clientList().find((window) => `${{window.internalId}}` === {}).closeWindow()",
            json!(pane.id)
        ));
    }

    fn copied(&self, form: &str) -> Option<String> {
        let pasted = run(
            // If the clipboard is empty, KWin doesn't reply, and wl-paste waits forever.
            self.environment.command("timeout").args(["2", "wl-paste", "--no-newline", "--type", form]),
            b"",
        );
        pasted.status.success().then(|| String::from_utf8_lossy(&pasted.stdout).into_owned())
    }
}
