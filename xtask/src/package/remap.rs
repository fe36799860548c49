//! Keeps this machine's paths out of the programs.
//!
//! The compiler replaces the paths if it is asked to (`--remap-path-prefix`). Cargo would count
//! such options, and with them the paths, among those that tell builds apart, and name symbols
//! after them; so the programs would depend on the folder all the same. What a wrapper of the
//! compiler adds, cargo doesn't know.

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::{Failed, Result, workspace::Workspace};

/// The variable with the options, which also says that this program is started as the wrapper.
const OPTIONS: &str = "WATCHWORD_REMAPPED_PATHS";
/// Separates the options. Paths don't contain it.
const SEPARATOR: char = '\u{1f}';

/// Has this program wrap the compiler that cargo starts.
pub(super) fn paths<'a>(workspace: &Workspace, cargo: &'a mut Command) -> Result<&'a mut Command> {
    let wrapper = env::current_exe().map_err(|error| Failed(format!("The path of xtask: {error}.")))?;
    Ok(cargo.env("RUSTC_WRAPPER", wrapper).env(OPTIONS, options(workspace)))
}

fn options(workspace: &Workspace) -> String {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo"))).unwrap_or_default();
    // Its name contains a number that depends on the registry's address.
    let registries = fs::read_dir(cargo.join("registry/src")).into_iter().flatten().flatten();
    let registries = registries.map(|entry| (entry.path(), "/cargo/registry/src/crates.io"));
    // The last option that fits is the one that counts.
    let folders = [(cargo, "/cargo"), (workspace.target.clone(), "/target"), (workspace.root.clone(), "/watchword")];
    let options = folders.into_iter().chain(registries);
    let options = options.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    options.collect::<Vec<_>>().join(&SEPARATOR.to_string())
}

/// As the wrapper, runs the compiler, which the first argument names, with the options. `None` if
/// this program wasn't started as one.
pub(crate) fn compile() -> Option<ExitCode> {
    let options = env::var(OPTIONS).ok()?;
    let mut arguments = env::args_os().skip(1);
    let mut compiler = Command::new(arguments.next()?);
    let status = compiler.args(arguments).args(options.split(SEPARATOR)).status();
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}
