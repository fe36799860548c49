use crate::{
    Result,
    workspace::{Workspace, run},
};

/// Builds the app, the command, and the process that answers commands.
pub(crate) fn build(workspace: &Workspace) -> Result {
    announce(workspace);
    let programs = ["watchword-app", "watchword-cli", "watchword-agent"];
    run(workspace.cargo("build").args(programs.map(|program| format!("--package={program}"))))
}

/// Builds the app, the command and every test in one go: cargo unifies the features of shared
/// dependencies over all packages that it builds together, and would rebuild them for fewer.
pub(crate) fn build_with_tests(workspace: &Workspace) -> Result {
    announce(workspace);
    run(workspace.cargo("build").args(["--workspace", "--bins", "--tests"]))
}

fn announce(workspace: &Workspace) {
    if !workspace.target.join("debug/build").exists() {
        eprintln!("The first build takes about 12 minutes on two cores; later ones take seconds.");
        eprintln!("It goes to {}.", workspace.target.display());
    }
}
