use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use watchword_tests::Pointer;

use crate::bus::Bus;
use crate::wait_for;

/// The uid and the gid of `nobody`.
const NOBODY: u32 = 65534;
const DISPLAY: &str = "wayland-1";
const SWAY: &str = "xwayland disable\noutput HEADLESS-1 resolution 400x300\n";
const WAYBAR: &str = r#"{"layer": "top", "height": 24, "modules-left": ["tray"], "tray": {"icon-size": 22}}"#;
/// The width and height in pixels that [`SWAY`] gives the display.
const EXTENT: [u32; 2] = [400, 300];
const STYLE: &str = "window#waybar { background: #000000; }";

/// A colour's red, green and blue.
pub(crate) type Color = [u8; 3];

/// waybar in sway, on a display that only the test sees.
pub(crate) struct Panel {
    folder: tempfile::TempDir,
    address: String,
    is_root: bool,
    programs: Vec<Child>,
    /// Made before the panel starts, so that the panel knows of it.
    pub(crate) pointer: Option<Pointer>,
}

impl Panel {
    /// Starts it, or says which program is missing and returns `None`.
    pub(crate) fn on(bus: &Bus) -> Option<Self> {
        for program in ["sway", "waybar", "grim"] {
            let path = std::env::var_os("PATH").unwrap_or_default();
            if !std::env::split_paths(&path).any(|folder| folder.join(program).exists()) {
                eprintln!("Not tested in a panel: there is no {program} on the path.");
                return None;
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let is_root = rustix::process::geteuid().is_root();
        let mut panel = Self { folder, address: bus.address.clone(), is_root, programs: Vec::new(), pointer: None };
        for (file, text) in [("sway", SWAY), ("waybar", WAYBAR), ("style.css", STYLE)] {
            fs::write(panel.path().join(file), text).unwrap();
        }
        if is_root {
            chown(panel.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        fs::set_permissions(panel.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let config = panel.path().join("sway");
        panel.start("sway", &["--config", config.to_str().unwrap()]);
        wait_for("sway", || panel.path().join(DISPLAY).exists().then_some(()));
        panel.pointer = Some(Pointer::of(&panel.path().join(DISPLAY), EXTENT));
        let [config, style] = ["waybar", "style.css"].map(|file| panel.path().join(file));
        panel.start("waybar", &["--config", config.to_str().unwrap(), "--style", style.to_str().unwrap()]);
        Some(panel)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, program: &str) -> Command {
        let (folder, mut command) = (self.path().display().to_string(), Command::new(program));
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).envs([
            ("HOME", folder.as_str()),
            ("XDG_RUNTIME_DIR", &folder),
            ("DBUS_SESSION_BUS_ADDRESS", &self.address),
            ("LANG", "C.UTF-8"),
            ("WLR_BACKENDS", "headless"),
            ("WLR_LIBINPUT_NO_DEVICES", "1"),
            ("WLR_RENDERER", "pixman"),
            ("GSETTINGS_BACKEND", "memory"),
            ("NO_AT_BRIDGE", "1"),
        ]);
        if program != "sway" {
            command.env("WAYLAND_DISPLAY", DISPLAY);
        }
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    fn start(&mut self, program: &str, arguments: &[&str]) {
        let log = fs::File::create(self.path().join(format!("{program}.log"))).unwrap();
        let mut command = self.command(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        self.programs.push(command.spawn().expect(program));
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let output = self.command(program).args(arguments).output().unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Returns the pixels of the display, row by row.
    pub(crate) fn frame(&self) -> Vec<Vec<Color>> {
        let image = self.run("grim", &["-t", "ppm", "-"]).stdout;
        // "P6", the width, the height, the highest value, and one space.
        let mut words = image.splitn(4, |byte| byte.is_ascii_whitespace());
        assert_eq!(words.next(), Some(&b"P6"[..]));
        let width: usize = str::from_utf8(words.next().unwrap()).unwrap().parse().unwrap();
        let rest = words.nth(1).unwrap();
        let pixels = &rest[rest.iter().position(|byte| byte.is_ascii_whitespace()).unwrap() + 1..];
        let pixel = |pixel: &[u8]| [pixel[0], pixel[1], pixel[2]];
        pixels.chunks_exact(3 * width).map(|row| row.chunks_exact(3).map(pixel).collect()).collect()
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        for program in self.programs.iter_mut().rev() {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

/// Returns the place of the middle of the pixels that are nearly this colour, if there are a few.
pub(crate) fn middle_of(frame: &[Vec<Color>], color: Color) -> Option<[usize; 2]> {
    let is_near = |pixel: &Color| pixel.iter().zip(color).all(|(a, b)| a.abs_diff(b) < 12);
    let row = |(y, row): (usize, &Vec<Color>)| {
        let near = row.iter().enumerate().filter(|(_, pixel)| is_near(pixel));
        near.map(|(x, _)| [x, y]).collect::<Vec<_>>()
    };
    let near: Vec<[usize; 2]> = frame.iter().enumerate().flat_map(row).collect();
    let sum = |axis: usize| near.iter().map(|place| place[axis]).sum::<usize>();
    (near.len() >= 8).then(|| [sum(0) / near.len(), sum(1) / near.len()])
}
