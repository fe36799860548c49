use std::{fmt, path::Path, process::Command};

use crate::{
    Failed, Result,
    apt::{self, Apt, Outcome},
    foreign,
    systems::Systems,
    workspace::{Workspace, is_on_path, run, succeeds},
};

/// The oldest version of Node that Vite supports. (Cargo itself checks the version of Rust, or this
/// program would not have been built.)
const NODE: (u32, u32) = (20, 19);

/// How to recognise on any distribution that a package is installed.
enum Proof {
    /// A program is on the path.
    Program(&'static str),
    /// A file is at this place next to a folder on the path, such as `libexec`.
    Beside(&'static str),
    /// pkg-config knows a library.
    Library(&'static str),
    /// Python has a module.
    Module(&'static str),
    /// A file exists at this path.
    File(&'static str),
    /// OpenSSL has an engine.
    Engine(&'static str),
}

/// A system package: its name on Debian and Ubuntu, and its proof.
type Package = (&'static str, Proof);

/// The packages to build the app. (A C compiler exists, because cargo linked this program with it.)
const BUILD: &[Package] = &[
    ("pkg-config", Proof::Program("pkg-config")),
    ("libwebkit2gtk-4.1-dev", Proof::Library("webkit2gtk-4.1")),
    ("libgtk-3-dev", Proof::Library("gtk+-3.0")),
];

/// The additional packages to test the app in a window.
const TEST: &[Package] = &[
    ("xvfb", Proof::Program("Xvfb")),
    ("openbox", Proof::Program("openbox")),
    ("webkit2gtk-driver", Proof::Program("WebKitWebDriver")),
    ("dbus", Proof::Program("dbus-daemon")),
    ("dbus", Proof::Program("dbus-send")),
    ("gnome-keyring", Proof::Program("gnome-keyring-daemon")),
    ("libsecret-tools", Proof::Program("secret-tool")),
    ("x11-utils", Proof::Program("xprop")),
    ("x11-utils", Proof::Program("xev")),
    ("x11-xkb-utils", Proof::Program("setxkbmap")),
    ("xdotool", Proof::Program("xdotool")),
    ("xclip", Proof::Program("xclip")),
    ("imagemagick", Proof::Program("import")),
    ("oathtool", Proof::Program("oathtool")),
    ("poppler-utils", Proof::Program("pdftotext")),
    ("pskctool", Proof::Program("pskctool")),
    ("qrencode", Proof::Program("qrencode")),
    ("age", Proof::Program("age")),
    ("strace", Proof::Program("strace")),
    ("sway", Proof::Program("sway")),
    ("foot", Proof::Program("foot")),
    ("grim", Proof::Program("grim")),
    ("wtype", Proof::Program("wtype")),
    ("wl-clipboard", Proof::Program("wl-paste")),
    ("waybar", Proof::Program("waybar")),
    ("libglib2.0-bin", Proof::Program("gio")),
];

/// The additional packages to test the app on the large desktops, and with a browser.
const DESKTOPS: &[Package] = &[
    ("chromium", Proof::Program("chromium")),
    ("gnome-shell", Proof::Program("gnome-shell")),
    ("xwayland", Proof::Program("Xwayland")),
    ("xdg-desktop-portal-gnome", Proof::Beside("libexec/xdg-desktop-portal-gnome")),
    ("kwin-wayland", Proof::Program("kwin_wayland")),
    ("xdg-desktop-portal-kde", Proof::Beside("share/xdg-desktop-portal/portals/kde.portal")),
    // That portal can't start without it.
    ("qtwayland5", Proof::Beside("share/doc/qtwayland5/copyright")),
];

/// The packages to compile for Windows and macOS, with Debian's names. Ubuntu names its newer
/// versions of Rust differently.
const FOREIGN: &[Package] = &[
    ("rustc-web", Proof::File(foreign::RUSTC)),
    ("cargo-web", Proof::File(foreign::CARGO)),
    ("rust-web-clippy", Proof::File(foreign::CARGO_CLIPPY)),
    ("rust-web-src", Proof::File(foreign::STD)),
    ("gcc-mingw-w64-x86-64-win32", Proof::Program(foreign::GCC)),
];

pub(crate) const WINE_PROGRAM: &str = "/usr/lib/wine/wine64";

/// The packages to run Windows programs without Windows.
const WINE: &[Package] = &[("wine64", Proof::File(WINE_PROGRAM)), ("wine", Proof::Program("wineserver"))];

/// The packages to make packages for Linux.
const PACKAGING: &[Package] = &[
    ("dpkg-dev", Proof::Program("dpkg-shlibdeps")),
    ("rpm", Proof::Program("rpmbuild")),
    ("apt-utils", Proof::Program("apt-ftparchive")),
    ("createrepo-c", Proof::Program("createrepo_c")),
    ("gpg", Proof::Program("gpg")),
    ("gpg-agent", Proof::Program("gpg-agent")),
    ("gpgv", Proof::Program("gpgv")),
    ("minisign", Proof::Program("minisign")),
];

/// The additional packages to check packages for Linux.
const VERIFYING: &[Package] = &[
    ("lintian", Proof::Program("lintian")),
    ("rpmlint", Proof::Program("rpmlint")),
    ("appstream", Proof::Program("appstreamcli")),
    ("desktop-file-utils", Proof::Program("desktop-file-validate")),
    ("debootstrap", Proof::Program("debootstrap")),
];

/// The packages to make and sign packages for Windows.
const PACKAGING_FOR_WINDOWS: &[Package] = &[
    ("wixl", Proof::Program("wixl")),
    ("msitools", Proof::Program("msibuild")),
    ("osslsigncode", Proof::Program("osslsigncode")),
    ("minisign", Proof::Program("minisign")),
];

/// The packages to try every signature, with a key in a token, too.
const SIGNING: &[Package] = &[
    ("dpkg-dev", Proof::Program("dpkg-deb")),
    ("rpm", Proof::Program("rpmbuild")),
    ("rpm", Proof::Program("rpmsign")),
    ("apt-utils", Proof::Program("apt-ftparchive")),
    ("createrepo-c", Proof::Program("createrepo_c")),
    ("dnf", Proof::Program("dnf")),
    ("gpg", Proof::Program("gpg")),
    ("gpg-agent", Proof::Program("gpg-agent")),
    ("gpgv", Proof::Program("gpgv")),
    ("minisign", Proof::Program("minisign")),
    ("openssl", Proof::Program("openssl")),
    ("osslsigncode", Proof::Program("osslsigncode")),
    ("softhsm2", Proof::Program("softhsm2-util")),
    ("libengine-pkcs11-openssl", Proof::Engine("pkcs11")),
    ("gcc-mingw-w64-x86-64-win32", Proof::Program(foreign::GCC)),
    ("wixl", Proof::Program("wixl")),
    ("msitools", Proof::Program("msiextract")),
];

/// Other authenticators, measured for comparison.
const PEERS: &[Package] = &[
    ("keepassxc", Proof::Program("keepassxc")),
    ("otpclient", Proof::Program("otpclient")),
    ("zbar-tools", Proof::Program("zbarimg")),
    ("python3-venv", Proof::Module("ensurepip")),
];

/// Makes sure that the machine can build the app.
pub(crate) fn for_building(workspace: &Workspace) -> Result {
    node(workspace)?;
    packages(&[BUILD])
}

/// Makes sure that the machine can build the app and test it in a window. Only Linux needs more
/// packages, because only there the window is tested.
pub(crate) fn for_testing(workspace: &Workspace) -> Result {
    node(workspace)?;
    packages(&[BUILD, TEST])
}

/// Makes sure that the machine can build the app, test it on every desktop, and sign packages.
pub(crate) fn for_all_tests(workspace: &Workspace) -> Result {
    node(workspace)?;
    packages(&[BUILD, TEST, DESKTOPS, SIGNING])
}

/// Makes sure that the machine can build packages for these systems.
pub(crate) fn for_packaging(workspace: &Workspace, systems: Systems) -> Result {
    for_building(workspace)?;
    if systems.linux() {
        packages(&[PACKAGING])?;
    }
    if systems.windows() {
        packages(&[FOREIGN, PACKAGING_FOR_WINDOWS])?;
    }
    Ok(())
}

/// Makes sure that the machine can also check these packages.
pub(crate) fn for_verifying(workspace: &Workspace, systems: Systems) -> Result {
    for_packaging(workspace, systems)?;
    if systems.linux() { packages(&[VERIFYING]) } else { Ok(()) }
}

/// Makes sure that cargo can format and lint. A minimal toolchain has neither.
pub(crate) fn for_checking(workspace: &Workspace) -> Result {
    let has = |subcommand| succeeds(workspace.cargo(subcommand).arg("--version"));
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(name, _)| !has(name))
        .map(|(_, name)| name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Installing components of Rust: {}.", missing.join(", "));
    run(workspace.command("rustup").args(["component", "add"]).args(&missing))
}

/// Makes sure that the machine can compile for Windows and macOS, if its package sources allow it.
///
/// # Errors
/// Fails if the machine's package sources have the missing packages, but installing them failed.
pub(crate) fn for_foreign_systems() -> Result<Foreign> {
    optional(&[FOREIGN])
}

/// Makes sure that the machine can also run programs compiled for Windows.
///
/// # Errors
/// Fails for the same reasons as [`for_foreign_systems`].
pub(crate) fn for_wine() -> Result<Foreign> {
    optional(&[FOREIGN, WINE])
}

/// Whether the packages for other systems are available.
pub(crate) enum Foreign {
    Here,
    /// This machine's package sources lack these packages.
    Nowhere(Vec<&'static str>),
}

fn optional(wanted: &[&'static [Package]]) -> Result<Foreign> {
    let installed = packages(wanted);
    let names = names(&missing(wanted));
    let is_known = |name: &&&str| succeeds(Command::new("apt-cache").args(["show", **name]));
    match names.iter().find(is_known) {
        _ if names.is_empty() => Ok(Foreign::Here),
        Some(_) => installed.map(|()| Foreign::Nowhere(names)),
        None => Ok(Foreign::Nowhere(names)),
    }
}

/// Makes sure that the programs for comparison are installed.
pub(crate) fn for_comparing(workspace: &Workspace) -> Result {
    packages(&[PEERS])?;
    // QR code readers, in their own Python environment.
    let readers = workspace.tools.with_file_name("readers");
    if succeeds(workspace.command(readers.join("bin/python")).args(["-c", "import zxingcpp, cv2"])) {
        return Ok(());
    }
    run(workspace.command("python3").args(["-m", "venv"]).arg(&readers))?;
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

fn packages(wanted: &[&'static [Package]]) -> Result {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let names = names(&missing(wanted));
    if names.is_empty() {
        return Ok(());
    }
    let installed = Apt::find(&names)?.install(&names)?;
    judge(&missing(wanted), &installed)
}

fn missing(wanted: &[&'static [Package]]) -> Vec<&'static Package> {
    wanted.iter().copied().flatten().filter(|(_, proof)| !proof.holds()).collect()
}

/// Returns the names of packages, without duplicates.
fn names(packages: &[&'static Package]) -> Vec<&'static str> {
    let mut names: Vec<&str> = packages.iter().map(|(name, _)| *name).collect();
    names.dedup();
    names
}

/// Judges an installation by the packages that are still missing. If none is, apt-get's complaints
/// are only reported.
fn judge(missing: &[&'static Package], installed: &Outcome) -> Result {
    let told = installed.told().map(|told| format!("apt-get install said:\n{told}\n")).unwrap_or_default();
    if missing.is_empty() {
        eprint!("{told}");
        return Ok(());
    }
    let list: Vec<String> = missing.iter().map(|(name, proof)| format!("{name} ({proof})")).collect();
    Err(Failed(format!(
        "Still missing: {}.\n{told}Check the network, the package sources and the PATH, then try again, or run as root:\n  \
         {}",
        list.join(", "),
        apt::by_hand(&names(missing))
    )))
}

impl Proof {
    fn holds(&self) -> bool {
        match self {
            Self::Program(name) => is_on_path(name),
            Self::Beside(place) => is_on_path(&format!("../{place}")),
            Self::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
            Self::File(path) => Path::new(path).is_file(),
            Self::Engine(name) => succeeds(Command::new("openssl").args(["engine", name])),
            Self::Module(name) => succeeds(Command::new("python3").args(["-c", &format!("import {name}")])),
        }
    }
}

/// Formats the reason why the package counts as missing.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(name) => write!(f, "no {name} on the path"),
            Self::Beside(place) => write!(f, "no {place} beside the path"),
            Self::Library(name) => write!(f, "pkg-config does not find {name}"),
            Self::File(path) => write!(f, "no {path}"),
            Self::Engine(name) => write!(f, "OpenSSL has no engine {name}"),
            Self::Module(name) => write!(f, "Python does not find {name}"),
        }
    }
}
