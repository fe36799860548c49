use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread::sleep,
    time::Duration,
};

use serde::Serialize;
use serde_json::{Value, json};
use zbus::{
    Message,
    blocking::Connection,
    zvariant::{DynamicType, OwnedObjectPath},
};

use crate::{
    Frame,
    bus::Bus,
    environment::Environment,
    process::Process,
    wait_for,
    wayland::{
        keys,
        seat::{Pane, Seat},
    },
};

/// The socket name that GNOME Shell is given.
pub(super) const DISPLAY: &str = "wayland-0";

/// GNOME's settings in the home: the defaults, except no animations, no welcome dialog, and a
/// screen that stays on.
const SETTINGS: &str = "\
[org/gnome/shell]
welcome-dialog-last-shown-version='999'

[org/gnome/desktop/interface]
enable-animations=false

[org/gnome/desktop/session]
idle-delay=uint32 0
";

const SHELL: &str = "org.gnome.Shell";
const MUTTER: &str = "org.gnome.Mutter.RemoteDesktop";

/// GNOME Shell in its unsafe mode, in which it runs scripts for tests.
pub(super) struct Gnome {
    bus: Connection,
    /// Mutter's remote desktop session, with a keyboard and a pointer.
    remote: OwnedObjectPath,
    home: PathBuf,
    _process: Process,
}

impl Gnome {
    /// Starts GNOME Shell, with or without Xwayland.
    #[track_caller]
    pub(super) fn start(environment: &Environment, bus: &Bus, with_x11: bool) -> Self {
        let home = Path::new(environment.value("HOME")).to_owned();
        let settings = Path::new(environment.value("XDG_CONFIG_HOME")).join("glib-2.0/settings");
        fs::create_dir_all(&settings).expect("a folder in the home");
        fs::write(settings.join("keyfile"), SETTINGS).expect("a file in the home");
        let mut shell = environment.command("gnome-shell");
        shell.args(["--headless", "--wayland", "--unsafe-mode", "--virtual-monitor", "1280x900"]);
        shell.args(["--wayland-display", DISPLAY]).args(if with_x11 { None } else { Some("--no-x11") });
        let log = fs::File::create(home.join("gnome-shell.log")).expect("a file in the home");
        let process = Process::start(shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log));
        bus.wait_for_owner(SHELL);
        bus.wait_for_owner(MUTTER);
        let bus = bus.connect();
        let remote = wait_for("GNOME's keyboard", 20, || {
            let made = call(&bus, MUTTER, "/org/gnome/Mutter/RemoteDesktop", MUTTER, "CreateSession", &()).ok()?;
            made.body().deserialize::<OwnedObjectPath>().ok()
        });
        let gnome = Self { bus, remote, home, _process: process };
        gnome.remote("Start", &());
        wait_for("GNOME's desktop", 20, || (gnome.script("Main.layoutManager._startingUp") == false).then_some(()));
        gnome.script("Main.overview.hide()");
        // The first key press only announces the keyboard.
        gnome.press("shift");
        sleep(Duration::from_millis(500));
        gnome
    }

    /// Returns the variables that X11 programs need, if GNOME has set any for an Xwayland.
    #[track_caller]
    pub(super) fn x11(&self) -> Vec<(&'static str, String)> {
        let variable = |name: &'static str| {
            let value = self.script(&format!("imports.gi.GLib.getenv('{name}')"));
            Some((name, value.as_str()?.to_owned()))
        };
        ["DISPLAY", "XAUTHORITY"].into_iter().filter_map(variable).collect()
    }

    /// Evaluates a JavaScript expression in the shell. Its value must be plain data.
    #[track_caller]
    fn script(&self, expression: &str) -> Value {
        let script = format!("{{ const Main = imports.ui.main; {expression} }}");
        let answer = call(&self.bus, SHELL, "/org/gnome/Shell", SHELL, "Eval", &script).expect("the shell answers");
        let (done, value): (bool, String) = answer.body().deserialize().expect("an answer");
        assert!(done, "{expression}: {value}");
        serde_json::from_str(&value).unwrap_or_default()
    }

    #[track_caller]
    fn remote(&self, method: &str, arguments: &(impl Serialize + DynamicType)) {
        let interface = "org.gnome.Mutter.RemoteDesktop.Session";
        call(&self.bus, MUTTER, self.remote.as_str(), interface, method, arguments).expect("the remote session is on");
    }

    #[track_caller]
    fn key(&self, code: u32, down: bool) {
        self.remote("NotifyKeyboardKeycode", &(code, down));
    }
}

impl Seat for Gnome {
    #[track_caller]
    fn press(&self, chord: &str) {
        keys::press(chord, |code, down| self.key(code, down));
    }

    #[track_caller]
    fn type_text(&self, text: &str) {
        keys::type_text(text, |code, down| self.key(code, down));
    }

    #[track_caller]
    fn point(&self, x: u32, y: u32) {
        let (from_x, from_y, _) = serde_json::from_value::<(f64, f64, u32)>(self.script("global.get_pointer()"))
            .expect("the shell returns the pointer's position");
        self.remote("NotifyPointerMotionRelative", &(f64::from(x) - from_x, f64::from(y) - from_y));
    }

    #[track_caller]
    fn hold(&self, down: bool) {
        // BTN_LEFT of Linux (input-event-codes.h).
        self.remote("NotifyPointerButton", &(0x110, down));
    }

    #[track_caller]
    fn frame(&self) -> Frame {
        let file = self.home.join("frame.png");
        let path = file.display().to_string();
        let interface = "org.gnome.Shell.Screenshot";
        // Without the pointer and without a flash.
        let (place, arguments) = ("/org/gnome/Shell/Screenshot", (false, false, path));
        call(&self.bus, interface, place, interface, "Screenshot", &arguments).expect("the shell captures its screen");
        Frame::decode(&fs::read(file).expect("a file in the home")).expect("a PNG")
    }

    #[track_caller]
    fn windows(&self) -> Vec<Pane> {
        let windows = self.script(
            "global.display.list_all_windows().filter((window) => !window.is_override_redirect()).map((window) => {
                const { x, y, width, height } = window.get_frame_rect();
                return {
                    id: `${window.get_id()}`,
                    title: window.get_title() ?? '',
                    app_id: window.get_wm_class() ?? '',
                    area: { x, y, width, height },
                    focused: window.has_focus(),
                };
            })",
        );
        serde_json::from_value(windows).expect("windows")
    }

    #[track_caller]
    fn focus(&self, pane: &Pane) {
        self.script(&format!(
            "Main.activateWindow(global.display.list_all_windows()
                .find((window) => `${{window.get_id()}}` === {}))",
            json!(pane.id)
        ));
    }

    #[track_caller]
    fn close(&self, pane: &Pane) {
        self.script(&format!(
            "global.display.list_all_windows().find((window) => `${{window.get_id()}}` === {})
                .delete(global.get_current_time())",
            json!(pane.id)
        ));
    }

    #[track_caller]
    fn asks(&self) -> bool {
        self.script("Main.modalCount > 0") == true
    }

    #[track_caller]
    fn copied(&self, form: &str) -> Option<String> {
        self.script(&format!(
            "global.copied = undefined;
            imports.gi.St.Clipboard.get_default().get_content(imports.gi.St.ClipboardType.CLIPBOARD, {}, (_, bytes) => {{
                global.copied = bytes ? imports.byteArray.toString(bytes.get_data()) : '';
            }})",
            json!(form)
        ));
        let copied = wait_for("the clipboard", 5, || {
            self.script("global.copied === undefined ? null : global.copied").as_str().map(str::to_owned)
        });
        Some(copied).filter(|text| !text.is_empty())
    }
}

fn call(
    bus: &Connection,
    program: &str,
    place: &str,
    interface: &str,
    method: &str,
    arguments: &(impl Serialize + DynamicType),
) -> zbus::Result<Message> {
    bus.call_method(Some(program), place, Some(interface), method, arguments)
}
