use std::{env, path::PathBuf};

use crate::{
    Result,
    workspace::{Workspace, run},
};

/// Returns the path of cargo-deny, after installing it next to the builds if it is missing.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let program = workspace.tools.join("bin/cargo-deny").with_extension(env::consts::EXE_EXTENSION);
    if !program.exists() {
        println!("Installing cargo-deny to {}, about two minutes.", workspace.tools.display());
        // Without optimisation it is built in half the time, and still checks this tree in a few
        // seconds.
        let mut install = workspace.cargo("install");
        install.args(["--locked", "--debug", "cargo-deny@^0.19", "--root"]).arg(&workspace.tools);
        // It shares nothing with Watchword's build, so cargo builds it in a temporary folder.
        run(install.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_DEV_DEBUG", "none"))?;
    }
    Ok(program)
}

/// Returns the path of Tauri's command, which makes the packages, after installing it next to the
/// builds if it is missing. Building and testing don't need it.
pub(crate) fn tauri(workspace: &Workspace) -> Result<PathBuf> {
    let program = workspace.tools.join("node_modules/.bin/tauri");
    if !program.exists() {
        let mut install = workspace.npm(&[
            "install",
            "--prefer-offline",
            "--no-audit",
            "--no-fund",
            "@tauri-apps/cli@~2.12.5",
            "--prefix",
        ]);
        run(install.arg(&workspace.tools).stdout(std::io::stderr()))?;
    }
    Ok(program)
}
