use std::{fs, io::stderr};

use crate::{
    Result, tools,
    workspace::{Workspace, run},
};

/// Builds the app and the command.
pub(crate) fn build(workspace: &Workspace) -> Result {
    announce(workspace);
    run(workspace.cargo("build").args(["--package=watchword-app", "--package=watchword-cli"]))
}

/// Builds the app, the command and every test in one go: cargo unifies the features of shared
/// dependencies over all packages that it builds together, and would rebuild them for fewer.
pub(crate) fn build_with_tests(workspace: &Workspace) -> Result {
    announce(workspace);
    run(workspace.cargo("build").args(["--workspace", "--all-targets"]))
}

/// Builds the release of the app, its Debian package and every other program, again in one go.
pub(crate) fn package(workspace: &Workspace) -> Result {
    if !workspace.target.join("release/build").exists() {
        eprintln!("The first release build takes about 14 minutes on two cores; later ones take two.");
        eprintln!("It goes to {}.", workspace.target.display());
    }
    // Removes packages of older versions. This fails the first time, when there are none.
    let _ = fs::remove_dir_all(workspace.target.join("release/bundle"));
    let mut tauri = workspace.command(tools::tauri(workspace)?);
    tauri.args(["build", "--ci", "--bundles=deb", "--", "--workspace", "--quiet"]);
    run(tauri.stdout(stderr()))
}

fn announce(workspace: &Workspace) {
    if !workspace.target.join("debug/build").exists() {
        eprintln!("The first build takes about 12 minutes on two cores; later ones take seconds.");
        eprintln!("It goes to {}.", workspace.target.display());
    }
}
