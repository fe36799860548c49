use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    Result, foreign,
    setup::{self, Foreign, WINE_PROGRAM},
    tally::Tally,
    workspace::{Workspace, run},
};

/// The packages whose tests run under Wine. The app needs WebView2, which Wine lacks; a test checks
/// that the app says so.
const PACKAGES: &[&str] = &["otp", "exchange", "scan", "capture", "vault", "session", "cli", "windows"];

/// Runs the tests of Watchword for Windows.
pub(crate) fn test(workspace: &Workspace, tally: &mut Tally) -> Result {
    if let Foreign::Nowhere(packages) = setup::for_wine()? {
        println!("Windows not tested: this machine's packages lack {}", packages.join(", "));
        return Ok(());
    }
    let windows = prepare(workspace)?;
    let mut tests = foreign::cargo_for_windows(workspace, "test");
    tests.args(PACKAGES.iter().map(|package| format!("--package=watchword-{package}")));
    tests.args(["--lib", "--bins", "--test=no_vault", "--test=documents", "--test=svg", "--no-fail-fast"]);
    tests.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", WINE_PROGRAM);
    tests.env("WINEPREFIX", &windows).env("WINEDEBUG", "-all");
    tally.count(&mut tests)?;
    run(foreign::cargo_for_windows(workspace, "build").arg("--package=watchword-app"))?;
    let mut journey = workspace.cargo("test");
    journey.args(["--workspace", "--test=windows"]);
    tally.count(journey.env("WATCHWORD_WINDOWS_PROGRAMS", programs(workspace)))
}

/// Creates a new Wine prefix for the tests, and gives their programs the library that Wine 8 lacks.
fn prepare(workspace: &Workspace) -> Result<PathBuf> {
    let prefix = foreign::target(workspace).join("wine");
    // The first run has nothing to remove.
    let _ = fs::remove_dir_all(&prefix);
    let mut boot = Command::new(WINE_PROGRAM);
    boot.args(["wineboot", "--init"]).env("WINEPREFIX", &prefix).env("WINEDEBUG", "-all");
    // Without Wine's installers of other libraries and without its menus.
    run(boot.env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=").stderr(Stdio::null()))?;
    for folder in [programs(workspace), programs(workspace).join("deps")] {
        let _ = fs::create_dir_all(&folder);
        let mut gcc = workspace.command(foreign::GCC);
        gcc.args(["-shared", "-O2", "tests/wine/bcryptprimitives.c", "-ladvapi32", "-o"]);
        run(gcc.arg(folder.join("bcryptprimitives.dll")))?;
    }
    Ok(prefix)
}

/// Returns the folder of the programs for Windows.
fn programs(workspace: &Workspace) -> PathBuf {
    foreign::target(workspace).join(foreign::WINDOWS).join("debug")
}
