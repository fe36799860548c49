use crate::{
    Result,
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

fn announce(workspace: &Workspace) {
    if !workspace.target.join("debug/build").exists() {
        println!("The first build takes about 12 minutes on two cores; later ones take seconds.");
        println!("It goes to {}.", workspace.target.display());
    }
}
