use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    Failed, Result,
    workspace::{Workspace, run, succeeds},
};

/// The oldest Node that Vite runs on. (Rust is checked by cargo itself, which would not have built this program.)
const NODE: (u32, u32) = (20, 19);

/// How one sees that a package is there, on any distribution.
enum Proof {
    /// A program is in the path.
    Program(&'static str),
    /// pkg-config knows a library.
    Library(&'static str),
}

/// A system package, by Debian's and Ubuntu's name.
type Package = (&'static str, Proof);

/// What building the app takes. (A compiler of C is there: cargo linked this program with it.)
const BUILD: &[Package] = &[
    ("pkg-config", Proof::Program("pkg-config")),
    ("libwebkit2gtk-4.1-dev", Proof::Library("webkit2gtk-4.1")),
    ("libgtk-3-dev", Proof::Library("gtk+-3.0")),
];

/// What testing it in a window takes besides.
const TEST: &[Package] = &[
    ("xvfb", Proof::Program("Xvfb")),
    ("openbox", Proof::Program("openbox")),
    ("webkit2gtk-driver", Proof::Program("WebKitWebDriver")),
    ("dbus", Proof::Program("dbus-daemon")),
    ("dbus", Proof::Program("dbus-send")),
    ("gnome-keyring", Proof::Program("gnome-keyring-daemon")),
    ("libsecret-tools", Proof::Program("secret-tool")),
    ("x11-utils", Proof::Program("xprop")),
    ("xdotool", Proof::Program("xdotool")),
    ("xclip", Proof::Program("xclip")),
    ("imagemagick", Proof::Program("import")),
    ("oathtool", Proof::Program("oathtool")),
    ("qrencode", Proof::Program("qrencode")),
    ("age", Proof::Program("age")),
    ("strace", Proof::Program("strace")),
];

/// Programs that keep seeds too, to be measured beside Watchword.
const PEERS: &[Package] = &[
    ("keepassxc", Proof::Program("keepassxc")),
    ("otpclient", Proof::Program("otpclient")),
    ("zbar-tools", Proof::Program("zbarimg")),
    ("python3-venv", Proof::Program("python3")),
];

/// Makes sure that the machine can build the app.
pub(crate) fn for_building(workspace: &Workspace) -> Result {
    node(workspace)?;
    packages(BUILD)
}

/// Makes sure that the machine can test the app in a window. Elsewhere than on Linux there is nothing to add: the
/// window is tested there alone.
pub(crate) fn for_testing() -> Result {
    packages(TEST)
}

/// Makes sure that there is something to compare the app with.
pub(crate) fn for_comparing(workspace: &Workspace) -> Result {
    packages(PEERS)?;
    // Readers of QR codes, in an environment of their own.
    let readers = workspace.tools.with_file_name("readers");
    if !readers.exists() {
        run(workspace.command("python3").args(["-m", "venv"]).arg(&readers))?;
    }
    run(workspace.command(readers.join("bin/pip")).args(["install", "--quiet", "zxing-cpp", "opencv-python-headless"]))
}

fn node(workspace: &Workspace) -> Result {
    let (major, minor) = NODE;
    let wanted = format!("Watchword's window is built with Node {major}.{minor} or newer (https://nodejs.org)");
    let answer = workspace.command("node").arg("--version").output();
    let answer = answer.map_err(|_| Failed(format!("{wanted}, which was not found.")))?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    match numbers.next().zip(numbers.next()) {
        Some(found) if found >= NODE => Ok(()),
        _ => Err(Failed(format!("{wanted}; this is {version}."))),
    }
}

fn packages(wanted: &[Package]) -> Result {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().filter(|(_, proof)| !proof.holds()).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        return Err(Failed(format!(
            "These are missing, here by their names on Debian; please install them: {}.",
            missing.join(", ")
        )));
    }
    eprintln!("Installing system packages: {}.", missing.join(", "));
    run(&mut apt(&["update"]))?;
    run(apt(&["install", "--yes", "--no-install-recommends"]).args(&missing))
}

/// apt-get, as root.
fn apt(arguments: &[&str]) -> Command {
    let root = Command::new("id").arg("--user").output().is_ok_and(|id| id.stdout == b"0\n");
    let words = if root { &["env"] as &[&str] } else { &["sudo", "env"] };
    let words = [words, &["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"], arguments].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).stdout(Stdio::null());
    command
}

impl Proof {
    fn holds(&self) -> bool {
        match self {
            Self::Program(name) => find(name).is_some(),
            Self::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        }
    }
}

/// The folder of the path that has a program.
fn find(program: &str) -> Option<std::path::PathBuf> {
    // Debian keeps some programs where only root looks.
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).chain([Path::new("/usr/sbin").to_owned()]).find(|folder| folder.join(program).is_file())
}
