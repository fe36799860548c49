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

/// Builds them and every test, as one graph: cargo chooses the features of what they share for all packages that it is
/// asked for together, and would build it anew for fewer.
pub(crate) fn build_with_tests(workspace: &Workspace) -> Result {
    announce(workspace);
    run(workspace.cargo("build").args(["--workspace", "--all-targets"]))
}

/// Builds the app as it is released, its package for Debian, and every other program beside it, as one graph again.
pub(crate) fn package(workspace: &Workspace) -> Result {
    if !workspace.target.join("release/build").exists() {
        eprintln!("The first release build takes about 14 minutes on two cores; later ones take two.");
        eprintln!("It goes to {}.", workspace.target.display());
    }
    // A package of an older version would stay beside the new one. There is nothing to remove the first time.
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
