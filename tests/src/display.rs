use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    Frame,
    process::{Process, read, run},
    wait_for,
};

/// A virtual X11 display with a window manager, a keyboard and a pointer.
pub struct Display {
    name: String,
    _manager: Process,
    _server: Process,
}

impl Display {
    /// Starts a display of 1280 × 900 pixels under a free number.
    #[track_caller]
    pub(crate) fn new() -> Self {
        let mut server = Process::start(
            Command::new("Xvfb")
                // Without -noreset the server resets whenever its last client disconnects.
                .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-noreset", "-nolisten", "tcp"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut number = String::new();
        BufReader::new(server.stdout().expect("piped")).read_line(&mut number).expect("Xvfb prints its number");
        let name = format!(":{}", number.trim());
        let manager = Process::start(
            Command::new("openbox")
                .arg("--sm-disable")
                .env("DISPLAY", &name)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        wait_for("the window manager", 10, || {
            let root =
                run(Command::new("xprop").args(["-root", "_NET_SUPPORTING_WM_CHECK"]).env("DISPLAY", &name), b"");
            String::from_utf8_lossy(&root.stdout).contains("window id").then_some(())
        });
        Self { name, _manager: manager, _server: server }
    }

    /// Returns the value of `DISPLAY` for programs on this display.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Presses chords (`ctrl+l`, `Return`) one after the other in the focused window.
    #[track_caller]
    pub fn press(&self, chords: &[&str]) {
        self.xdotool(&[&["key", "--delay", "40"], chords].concat());
    }

    /// Types a text in the focused window.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--delay", "40", text]);
    }

    /// Returns the ids of the windows that programs have opened, oldest first.
    #[track_caller]
    pub fn windows(&self) -> Vec<String> {
        let list = read(self.command("xprop").args(["-root", "_NET_CLIENT_LIST"]), b"");
        let list = String::from_utf8_lossy(&list);
        let ids = list.split_once('#').map_or("", |(_, ids)| ids).split(',').map(str::trim);
        ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    /// Drags with the mouse from one window to another, and calls `before_drop` before releasing
    /// the button.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str, before_drop: impl FnOnce()) {
        self.xdotool(&["windowraise", from, "mousemove", "--window", from, "40", "40", "mousedown", "1"]);
        // A drag begins after a few pixels, and a window notices it when the pointer moves.
        self.xdotool(&["mousemove", "--window", from, "70", "70", "sleep", "0.3"]);
        for step in 0..5 {
            let place = (150 + 10 * step).to_string();
            self.xdotool(&["mousemove", "--window", to, &place, &place, "sleep", "0.2"]);
        }
        before_drop();
        self.xdotool(&["mouseup", "1"]);
    }

    /// Moves a window's upper-left corner to a position, in pixels.
    #[track_caller]
    pub fn place(&self, window: &str, x: u32, y: u32) {
        self.xdotool(&["windowmove", window, &x.to_string(), &y.to_string()]);
    }

    /// Brings a window to the front and focuses it.
    #[track_caller]
    pub fn raise(&self, window: &str) {
        self.xdotool(&["windowactivate", "--sync", window]);
    }

    /// Resizes a window to `width` × `height` pixels.
    #[track_caller]
    pub(crate) fn resize(&self, window: &str, width: u32, height: u32) {
        self.xdotool(&["windowsize", "--sync", window, &width.to_string(), &height.to_string()]);
    }

    /// Saves a screenshot of a window, or of the whole display if `window` is `root`. Ignores
    /// errors, because a test that has failed calls it too.
    pub fn shoot(&self, window: &str, file: &Path) {
        let _ = self.command("import").args(["-window", window]).arg(file).status();
    }

    /// Returns a window's instance and class (`WM_CLASS`, ICCCM), if it has set them.
    #[track_caller]
    pub fn class(&self, window: &str) -> Option<String> {
        let told = read(self.command("xprop").args(["-id", window, "WM_CLASS"]), b"");
        Some(String::from_utf8_lossy(&told).split_once(" = ")?.1.trim().to_owned())
    }

    /// Returns a window's title (`WM_NAME`, ICCCM), if it has one.
    #[track_caller]
    pub fn title(&self, window: &str) -> Option<String> {
        let told = read(self.command("xprop").args(["-id", window, "WM_NAME"]), b"");
        let title = String::from_utf8_lossy(&told).split_once(" = ")?.1.trim().to_owned();
        Some(title.trim_matches('"').to_owned())
    }

    /// Returns whether a window is minimised (`WM_STATE`, ICCCM).
    #[track_caller]
    pub fn is_minimised(&self, window: &str) -> bool {
        let told = read(self.command("xprop").args(["-id", window, "WM_STATE"]), b"");
        String::from_utf8_lossy(&told).contains("Iconic")
    }

    /// Captures a window, or returns `None` if there is no such window.
    pub fn frame(&self, window: &str) -> Option<Frame> {
        Frame::decode(&run(self.command("import").args(["-window", window, "png:-"]), b"").stdout)
    }

    #[track_caller]
    fn xdotool(&self, arguments: &[&str]) {
        read(self.command("xdotool").args(arguments), b"");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name);
        command
    }
}
