use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    super::{
        deb,
        files::output,
        release::{PACKAGES, Release, version},
        rpm, sbom,
    },
    root::Root,
};
use crate::{Failed, Result, workspace::run};

/// What the trial in `first-code.sh` needs besides the packages: a screen, a keyring, and somebody
/// who types.
const TRIAL: &[&str] = &[
    "dbus",
    "gnome-keyring",
    "xvfb",
    "openbox",
    "xdotool",
    "xclip",
    "sway",
    "wtype",
    "wl-clipboard",
    "fonts-dejavu-core",
];

/// The user of the throw-away system.
const USER: &str = "person";

/// The vault that the trial makes, in the throw-away system.
const VAULT: &str = "home/person/.local/share/watchword/vault.bin";

/// The codes of the trial's account from counter 1 on (RFC 4226, appendix D), one for each trial. A
/// vault that was lost or rolled back would start over.
const CODES: &[&str] = &["287082", "359152", "969429", "338314"];

/// Files that must be there once both packages are installed.
const INSTALLED: &[&str] = &[
    "usr/bin/watchword",
    "usr/bin/watchword-app",
    "usr/libexec/watchword/watchword-agent",
    "usr/share/man/man1/watchword.1.gz",
    "usr/share/man/man1/watchword-app.1.gz",
    "usr/share/bash-completion/completions/watchword",
    "usr/share/zsh/vendor-completions/_watchword",
    "usr/share/fish/vendor_completions.d/watchword.fish",
    "usr/share/applications/org.watchword.Watchword.desktop",
    "usr/share/dbus-1/services/org.watchword.Watchword.Agent.service",
    "usr/share/gnome-shell/search-providers/org.watchword.Watchword.search-provider.ini",
    "usr/share/krunner/dbusplugins/org.watchword.Watchword.krunner.desktop",
    "usr/share/metainfo/org.watchword.Watchword.metainfo.xml",
    "usr/share/icons/hicolor/48x48/apps/org.watchword.Watchword.png",
    "usr/share/icons/hicolor/scalable/apps/org.watchword.Watchword.svg",
    "usr/share/icons/hicolor/symbolic/apps/org.watchword.Watchword-symbolic.svg",
    "usr/share/icons/hicolor/symbolic/apps/org.watchword.Watchword-locked-symbolic.svg",
];

/// Installs the `.deb` packages, uses them, upgrades them and removes them, then does the same with
/// the `.rpm` packages in the same system, which has the libraries.
pub(super) fn verify(release: &Release<'_>) -> Result {
    let root = Root::debian(release)?;
    root.install(TRIAL)?;
    run(root.inside("useradd").args(["--create-home", USER]))?;
    let script = root.bring(&release.workspace.root.join("packaging/linux/first-code.sh"))?;
    let before = release.before()?;
    deb::build(&before)?;
    rpm::build(&before)?;
    // What they depend on comes with them, and stays.
    let old = bring(&root, &before)?;
    root.install(&old.iter().map(String::as_str).collect::<Vec<_>>())?;
    run(root.inside("dpkg").arg("--remove").args(PACKAGES))?;
    let without = root.listing();

    println!(".deb: install, first code on X11");
    run(root.inside("dpkg").arg("--install").args(&old))?;
    let mut codes = CODES.iter();
    let mut try_out =
        |release: &Release<'_>, desktop| try_out(&root, release, &[&script, desktop, codes.next().unwrap_or(&"")]);
    try_out(&before, "x11")?;
    println!(".deb: upgrade, next code on Wayland");
    run(root.inside("dpkg").arg("--install").args(bring(&root, release)?))?;
    try_out(release, "wayland")?;
    println!(".deb: bills of materials");
    for (bill, program) in [
        ("watchword", "usr/bin/watchword"),
        ("watchword-desktop", "usr/bin/watchword-app"),
        ("watchword-agent", "usr/libexec/watchword/watchword-agent"),
    ] {
        let (bill, program) = (release.bill(bill, ""), root.folder.join(program));
        sbom::check(release, &bill, &program)?;
        sbom::check_embedded(release, &bill, &program)?;
    }
    println!(".deb: remove");
    run(root.inside("dpkg").arg("--purge").args(PACKAGES))?;
    nothing_is_left(&root, &without)?;

    println!(".rpm: install, the same vault on X11");
    let rpm = || {
        let mut rpm = release.command("rpm");
        rpm.arg(format!("--root={}", root.folder.display())).arg("--nosignature");
        rpm
    };
    // The database of this system's packages is dpkg's.
    run(rpm().args(["--install", "--nodeps"]).args(PACKAGES.iter().map(|name| before.rpm(name))))?;
    try_out(&before, "x11")?;
    println!(".rpm: upgrade, the same vault on Wayland");
    run(rpm().args(["--upgrade", "--nodeps"]).args(PACKAGES.iter().map(|name| release.rpm(name))))?;
    run(rpm().args(["--verify", "--nodeps"]).args(PACKAGES))?;
    try_out(release, "wayland")?;
    println!(".rpm: remove");
    run(rpm().args(["--erase", "--nodeps"]).args(PACKAGES))?;
    nothing_is_left(&root, &without)
}

/// Copies a release's `.deb` packages into the system, and returns their paths there.
fn bring(root: &Root, release: &Release<'_>) -> Result<Vec<String>> {
    PACKAGES.iter().map(|name| root.bring(&release.deb(name))).collect()
}

/// Checks that this version is installed, and has it make or keep a vault and give out a code.
fn try_out(root: &Root, release: &Release<'_>, script: &[&str]) -> Result {
    let missing = INSTALLED.iter().find(|path| !root.folder.join(path).exists());
    if let Some(path) = missing {
        return Err(Failed(format!("/{path} is not installed.")));
    }
    let said = output(root.inside("watchword").arg("--version"))?;
    // What is called the version before is this one, packed with a lower number.
    let version = version(release.workspace)?;
    if said.trim() != format!("watchword {version}") {
        return Err(Failed(format!("The installed command says that it is {}.", said.trim())));
    }
    // sway doesn't start for root.
    run(root.inside("runuser").args(["-u", USER, "--", "dbus-run-session", "--", "sh"]).args(script))
}

/// Checks that only the vault is left.
fn nothing_is_left(root: &Root, without: &BTreeSet<PathBuf>) -> Result {
    if !root.folder.join(VAULT).exists() {
        return Err(Failed("The vault is gone.".to_owned()));
    }
    let now = root.listing();
    let names = |paths: &mut dyn Iterator<Item = &PathBuf>| {
        let names = paths.map(|path| path.strip_prefix(&root.folder).unwrap_or(path));
        names.map(Path::display).map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
    };
    let (left, lost) = (names(&mut now.difference(without)), names(&mut without.difference(&now)));
    match (left.is_empty(), lost.is_empty()) {
        (true, true) => Ok(()),
        (false, _) => Err(Failed(format!("Removing the packages left: {left}."))),
        (true, false) => Err(Failed(format!("Removing the packages removed others' files: {lost}."))),
    }
}
