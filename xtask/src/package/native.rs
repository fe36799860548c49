//! What only Windows and macOS can build. The release workflow does so, and nobody has tried it by
//! hand: programs with Microsoft's compiler, from which Linux makes the installer, and the image
//! for macOS.

use std::{env, fs};

use super::{
    files::{copy, files},
    release::Release,
};
use crate::{Failed, Result, tools, ui, workspace::run};

/// The folder of the image for macOS and its bill of materials, which the release workflow builds
/// on macOS.
const MACOS: &str = "WATCHWORD_MACOS_IMAGE";

/// The programs that an installer for Windows contains.
const PROGRAMS: [&str; 2] = ["watchword-app", "watchword"];

/// Builds the window and the command with Microsoft's compiler.
pub(super) fn build_for_windows(release: &Release<'_>) -> Result {
    ui::build(release.workspace)?;
    let mut cargo = release.workspace.cargo("build");
    cargo.args(["--release", "--locked", "--package=watchword-app", "--package=watchword-cli"]);
    // Microsoft's C runtime is linked into the programs, because not every computer has it.
    run(release.released(&mut cargo)?.env("RUSTFLAGS", "-Ctarget-feature=+crt-static"))?;
    for program in PROGRAMS {
        let program = release.workspace.released(program);
        copy(&program, &release.folder.join(program.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// Builds the image with the app for Macs with Apple's processors. Tauri signs the app and has
/// Apple notarize it if the environment names a certificate and a key (`APPLE_CERTIFICATE`,
/// `APPLE_API_KEY`).
pub(super) fn build_for_macos(release: &Release<'_>) -> Result {
    ui::build(release.workspace)?;
    let bundles = release.workspace.target.join("release/bundle/dmg");
    // The first time, there is nothing to remove.
    let _ = fs::remove_dir_all(&bundles);
    let mut tauri = release.command(tools::tauri(release.workspace)?);
    tauri.args(["build", "--ci", "--bundles=dmg"]);
    run(release.released(&mut tauri)?.args(["--", "--locked"]))?;
    let made = files(&bundles)?;
    let image = made.iter().find(|file| file.extension().is_some_and(|ending| ending == "dmg"));
    let image = image.ok_or_else(|| Failed(format!("{} has no .dmg.", bundles.display())))?;
    copy(image, &release.folder.join(format!("watchword-{}-{}.dmg", release.version, env::consts::ARCH)))
}

/// Adds what macOS has built to the packages, so that the checksums cover it.
pub(super) fn bring_from_macos(release: &Release<'_>) -> Result {
    let Some(folder) = env::var_os(MACOS) else { return Ok(()) };
    for file in files(&release.workspace.root.join(folder))? {
        copy(&file, &release.folder.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
