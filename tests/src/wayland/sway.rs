use std::{
    cell::OnceCell,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

use serde_json::Value;

use crate::{
    Area, Button, Frame, Pointer,
    environment::Environment,
    process::{Process, read, run},
    wait_for,
    wayland::{
        keyboard::Keyboard,
        keys,
        seat::{Pane, Seat},
    },
};

/// The socket name that sway chooses if no other compositor is running.
pub(super) const DISPLAY: &str = "wayland-1";

/// The width and height in pixels that [`CONFIG`] gives the display.
const EXTENT: [u32; 2] = [1280, 900];

const CONFIG: &str = "\
xwayland disable
output HEADLESS-1 resolution 1280x900
default_border none
focus_follows_mouse no
";

/// sway, rendering in software, without a GPU.
pub(super) struct Sway {
    environment: Environment,
    keyboard: Keyboard,
    pointer: OnceCell<Pointer>,
    _process: Process,
}

impl Sway {
    #[track_caller]
    pub(super) fn start(environment: Environment) -> Self {
        let run = PathBuf::from(environment.value("XDG_RUNTIME_DIR"));
        let (home, socket) = (Path::new(environment.value("HOME")).to_owned(), run.join("sway.sock"));
        let environment = environment.with("SWAYSOCK", socket.display().to_string());
        let config = home.join("sway.conf");
        fs::write(&config, CONFIG).expect("a file in the home");
        let mut sway = environment.command("sway");
        sway.arg("--config").arg(config).envs([
            ("WLR_BACKENDS", "headless"),
            ("WLR_LIBINPUT_NO_DEVICES", "1"),
            ("WLR_RENDERER", "pixman"),
        ]);
        let log = fs::File::create(home.join("sway.log")).expect("a file in the home");
        let process = Process::start(sway.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log));
        wait_for("sway", 20, || [run.join(DISPLAY), socket.clone()].iter().all(|path| path.exists()).then_some(()));
        let keyboard = Keyboard::of(&run.join(DISPLAY));
        Self { environment, keyboard, pointer: OnceCell::new(), _process: process }
    }

    #[track_caller]
    fn message(&self, arguments: &[&str]) -> Value {
        let answer = read(self.command("swaymsg").arg("--raw").args(arguments), b"");
        serde_json::from_slice(&answer).expect("sway answers in JSON")
    }

    /// Runs a sway command.
    #[track_caller]
    fn order(&self, order: &str) {
        self.message(&[order]);
    }

    /// The pointer, which programs learn of when it is first used.
    #[track_caller]
    fn pointer(&self) -> &Pointer {
        self.pointer.get_or_init(|| {
            let socket = Path::new(self.environment.value("XDG_RUNTIME_DIR")).join(DISPLAY);
            let pointer = Pointer::of(&socket, EXTENT);
            sleep(Duration::from_millis(500));
            pointer
        })
    }

    fn command(&self, program: &str) -> Command {
        self.environment.command(program)
    }
}

impl Seat for Sway {
    fn press(&self, chord: &str) {
        keys::press(chord, |code, is_down| self.keyboard.key(code, is_down));
    }

    fn type_text(&self, text: &str) {
        keys::type_text(text, |code, is_down| self.keyboard.key(code, is_down));
    }

    #[track_caller]
    fn point(&self, x: u32, y: u32) {
        self.pointer().point([x as usize, y as usize]);
    }

    #[track_caller]
    fn hold(&self, down: bool) {
        self.pointer().hold(Button::Left, down);
    }

    #[track_caller]
    fn frame(&self) -> Frame {
        let png = read(self.command("grim").args(["-l", "0", "-"]), b"");
        Frame::decode(&png).expect("a PNG")
    }

    #[track_caller]
    fn windows(&self) -> Vec<Pane> {
        let mut panes = Vec::new();
        collect(&self.message(&["-t", "get_tree"]), &mut panes);
        panes
    }

    #[track_caller]
    fn focus(&self, pane: &Pane) {
        self.order(&format!("[con_id={}] focus", pane.id));
    }

    #[track_caller]
    fn close(&self, pane: &Pane) {
        self.order(&format!("[con_id={}] kill", pane.id));
    }

    fn copied(&self, form: &str) -> Option<String> {
        let pasted = run(self.command("wl-paste").args(["--no-newline", "--type", form]), b"");
        pasted.status.success().then(|| String::from_utf8_lossy(&pasted.stdout).into_owned())
    }
}

/// Collects the windows below a node of sway's tree: the nodes that belong to a process.
fn collect(node: &Value, panes: &mut Vec<Pane>) {
    if node["pid"].is_number() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let number = |name: &str| node["rect"][name].as_u64().unwrap_or_default() as u32;
        panes.push(Pane {
            id: node["id"].to_string(),
            title: text(&node["name"]),
            app_id: text(&node["app_id"]),
            area: Area { x: number("x"), y: number("y"), width: number("width"), height: number("height") },
            focused: node["focused"] == true,
        });
    }
    for inner in ["nodes", "floating_nodes"] {
        node[inner].as_array().into_iter().flatten().for_each(|child| collect(child, panes));
    }
}
