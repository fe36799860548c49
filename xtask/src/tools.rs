use std::{env, path::PathBuf};

use crate::{
    Result,
    workspace::{Workspace, run},
};

/// cargo-deny, installed beside the builds unless it is there.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    let program = workspace.tools.join("bin/cargo-deny").with_extension(env::consts::EXE_EXTENSION);
    if !program.exists() {
        println!("Installing cargo-deny to {}, about two minutes.", workspace.tools.display());
        // Unoptimised it is built in half the time, and checks this tree in a few seconds all the same.
        let mut install = workspace.cargo("install");
        install.args(["--locked", "--debug", "cargo-deny@^0.19", "--root"]).arg(&workspace.tools);
        // Nothing of it is shared with Watchword's build: its own folder is removed afterwards.
        run(install.env_remove("CARGO_TARGET_DIR"))?;
    }
    Ok(program)
}

/// Tauri's own command, which makes the packages, installed beside the builds unless it is there. Building and testing take
/// none of it.
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
