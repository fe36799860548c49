use std::{fs, io::stderr, path::Path, time::SystemTime};

use crate::{
    Result,
    workspace::{Workspace, run},
};

/// The sources of the built UI, relative to its folder.
const SOURCES: &[&str] = &[
    "index.html",
    "package-lock.json",
    "public",
    "src",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
    "../locales",
    "../icons",
];

/// Installs the npm packages, unless the same ones are installed.
pub(crate) fn install(workspace: &Workspace) -> Result {
    let folder = workspace.root.join("ui");
    let (lock, stamp) = (fs::read(folder.join("package-lock.json")), folder.join("node_modules/.installed"));
    if lock.as_ref().is_ok_and(|lock| fs::read(&stamp).is_ok_and(|installed| installed == *lock)) {
        return Ok(());
    }
    eprintln!("Installing npm packages.");
    run(workspace
        .npm(&["ci", "--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"])
        .stdout(stderr()))?;
    // Without a stamp they are installed again the next time, which does no harm.
    let _ = lock.and_then(|lock| fs::write(stamp, lock));
    Ok(())
}

/// Builds the UI, unless it is newer than its sources.
pub(crate) fn build(workspace: &Workspace) -> Result {
    install(workspace)?;
    let folder = workspace.root.join("ui");
    let sources = SOURCES.iter().filter_map(|source| newest(&folder.join(source))).max();
    if newest(&folder.join("dist/index.html")) > sources {
        return Ok(());
    }
    run(workspace.npm(&["run", "--silent", "build", "--", "--logLevel=warn"]).stdout(stderr()))
}

/// Returns the modification time of a file, or of the newest file or folder in a folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.chain(path.metadata().and_then(|metadata| metadata.modified()).ok()).max()
}
