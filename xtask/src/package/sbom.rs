//! The bills of materials: which crates and npm packages each program consists of.
//!
//! `packaging/sbom.mjs` writes and checks them, because this crate can't read JSON.

use std::{
    env,
    fs::{self, File},
    path::Path,
    process::Command,
};

use super::{
    files::{copy, make, output, write as write_file},
    release::{AGENT, Release},
};
use crate::{Failed, Result, foreign, ui, workspace::run};

/// A program: the name of its bill, its crate, and whether it contains the UI. The bills of a
/// package's main program have the package's name.
const PROGRAMS: [(&str, &str, bool); 3] =
    [("watchword", "watchword-cli", false), ("watchword-desktop", "watchword-app", true), (AGENT, AGENT, false)];

/// The section of a program in which `cargo auditable` keeps the list of crates, too.
const SECTION: &str = ".dep-v0";

/// What the names of the bills for Windows end with. Those for Linux have nothing there.
pub(super) const WINDOWS: &str = "-windows";
pub(super) const MACOS: &str = "-macos";

/// Writes the bills of the programs that are built for this system.
pub(super) fn write(release: &Release<'_>) -> Result {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let suffix = match env::consts::OS {
        "windows" => WINDOWS,
        "macos" => MACOS,
        _ => "",
    };
    write_for(release, &rustc, &told(release, &rustc, "host")?, suffix)
}

/// Writes the bills of the programs that Linux builds for Windows, or copies those of the programs
/// in `built`, which were built on Windows.
pub(super) fn write_for_windows(release: &Release<'_>, built: Option<&Path>) -> Result {
    let Some(built) = built else { return write_for(release, foreign::RUSTC, foreign::WINDOWS, WINDOWS) };
    for (package, ..) in on(WINDOWS) {
        let bill = release.bill(package, WINDOWS);
        copy(&built.join(bill.file_name().unwrap_or_default()), &bill)?;
    }
    Ok(())
}

/// Returns the programs of the system whose bills have this suffix.
fn on(suffix: &str) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    PROGRAMS.into_iter().filter(move |(package, ..)| suffix.is_empty() || *package != AGENT)
}

/// Writes the bills of the programs that this compiler builds for this target.
fn write_for(release: &Release<'_>, rustc: &str, target: &str, suffix: &str) -> Result {
    ui::build(release.workspace)?;
    let tree = release.scratch("bill of materials")?.join("tree");
    write_file(&tree, crates(release, target)?)?;
    for (package, name, ui) in on(suffix) {
        let mut node = script(release, "write");
        node.args(["--package", package, "--crate", name, "--date", &release.date.to_string()]);
        node.args(["--rust", &told(release, rustc, "release")?]).arg("--out").arg(release.bill(package, suffix));
        node.args(ui.then_some("--ui"));
        run(node.stdin(File::open(&tree).map_err(|error| Failed(format!("{}: {error}.", tree.display())))?))?;
    }
    Ok(())
}

/// Copies a program for Linux or Windows, and adds the list of its crates to the copy, where
/// `cargo audit bin` and scanners of containers look for it. Signatures have to come later.
///
/// It isn't `cargo auditable` that adds it: its list is that of `cargo metadata`, which has crates
/// that aren't linked (see `packaging/sbom.mjs`).
pub(super) fn embed(release: &Release<'_>, bill: &Path, program: &Path, to: &Path) -> Result {
    make(to.parent().unwrap_or(to))?;
    if is_for_windows(program) {
        return run(script(release, "embed")
            .arg("--bill")
            .arg(bill)
            .arg("--program")
            .arg(program)
            .arg("--out")
            .arg(to));
    }
    let list = release.scratch("crates")?.join("list");
    run(script(release, "list").arg("--bill").arg(bill).arg("--out").arg(&list))?;
    let mut objcopy = release.command("objcopy");
    objcopy.arg(format!("--add-section={SECTION}={}", list.display()));
    // The section isn't loaded with the program.
    objcopy.arg(format!("--set-section-flags={SECTION}=noload,readonly"));
    run(objcopy.arg(program).arg(to))
}

/// Checks that a program's bill lacks none of the crates whose source files the program names.
pub(super) fn check(release: &Release<'_>, bill: &Path, program: &Path) -> Result {
    run(script(release, "check").arg("--bill").arg(bill).arg("--program").arg(program))
}

/// Checks that the list of crates in a program is that of its bill.
pub(super) fn check_embedded(release: &Release<'_>, bill: &Path, program: &Path) -> Result {
    let work = release.scratch("crates")?;
    let (inside, expected) = (work.join("inside"), work.join("expected"));
    if is_for_windows(program) {
        run(script(release, "extract").arg("--program").arg(program).arg("--out").arg(&inside))?;
    } else {
        let mut objcopy = release.command("objcopy");
        objcopy.arg(format!("--dump-section={SECTION}={}", inside.display())).arg(program);
        // Without a name for its copy, objcopy would change the program.
        run(objcopy.arg(work.join("copy")))?;
    }
    run(script(release, "list").arg("--bill").arg(bill).arg("--out").arg(&expected))?;
    match fs::read(&inside) {
        Ok(list) if fs::read(&expected).is_ok_and(|expected| expected == list) => Ok(()),
        Ok(_) => Err(Failed(format!("{} lists other crates than {}.", program.display(), bill.display()))),
        // objcopy only warns about a section that doesn't exist.
        Err(_) => Err(Failed(format!("{} has no list of its crates.", program.display()))),
    }
}

fn is_for_windows(program: &Path) -> bool {
    program.extension().is_some_and(|ending| ending == "exe")
}

fn script(release: &Release<'_>, task: &str) -> Command {
    let mut node = release.command("node");
    node.args(["packaging/sbom.mjs", task]);
    node
}

/// Returns the tree of the crates that are linked into the programs. Both programs are built
/// together, so each has the features that either needs.
fn crates(release: &Release<'_>, target: &str) -> Result<String> {
    let mut tree = release.workspace.cargo("tree");
    tree.args([
        "--locked",
        "--package=watchword-app",
        "--package=watchword-cli",
        "--package=watchword-agent",
        "--features=tauri/custom-protocol",
    ]);
    tree.args(["--edges=normal,no-proc-macro", "--prefix=depth", "--format=\t{p}\t{l}\t{r}", "--target", target]);
    output(&mut tree)
}

/// Returns a value that `rustc --version --verbose` prints.
fn told(release: &Release<'_>, rustc: &str, name: &str) -> Result<String> {
    let text = output(release.command(rustc).args(["--version", "--verbose"]))?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    value.map(str::to_owned).ok_or_else(|| Failed(format!("{rustc} doesn't say its {name}.")))
}
