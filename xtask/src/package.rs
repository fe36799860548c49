//! `cargo xtask package`: the files that people install, and the check that they can.
//!
//! `release` says what is packed and where it goes; each kind of package has its own module.
//! `sign` has the keys, which only `--sign` names; `verify` installs, upgrades and removes what was
//! built.

mod deb;
pub(crate) mod files;
mod msi;
mod native;
mod release;
mod remap;
mod repository;
mod rpm;
mod sbom;
mod sign;
#[cfg(all(test, target_os = "linux"))]
mod signing_tools;
mod temporary;
mod tool;
mod tree;
mod update;
mod verify;

pub(crate) use release::version;
pub(crate) use remap::compile;
pub(crate) use verify::verify;

use std::env;

use crate::{Failed, Result, setup, steps::Steps, systems::Systems, workspace::Workspace};
use release::Release;
use sign::{Needed, Signer};

/// The packages that a command line asks for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Package<'a> {
    /// The systems to build for.
    pub(crate) systems: Systems,
    /// The file that names the keys.
    pub(crate) sign: Option<&'a str>,
    /// Whether an unsigned package is an error.
    pub(crate) release: bool,
    /// Whether to build the apt and dnf repositories, too.
    pub(crate) repository: bool,
}

impl Package<'_> {
    /// Returns what a release of these packages needs keys for.
    fn needed(&self) -> &'static [Needed] {
        match self.systems {
            Systems::Linux => &[Needed::OpenPgp, Needed::Minisign],
            Systems::Windows if !self.repository => &[Needed::Authenticode, Needed::Minisign],
            Systems::Windows | Systems::All => &[Needed::Authenticode, Needed::OpenPgp, Needed::Minisign],
        }
    }
}

/// Builds the Debian packages, and the programs that measure them.
pub(crate) fn for_measuring(workspace: &Workspace) -> Result {
    setup::for_packaging(workspace, Systems::Linux)?;
    let release = Release::new(workspace, None)?.without_packages()?;
    sbom::write(&release)?;
    release.build_for_linux()?;
    deb::build(&release)?;
    release.build_benchmarks()
}

/// Builds packages and their checksums, and prints where they are.
pub(crate) fn package(workspace: &Workspace, package: &Package<'_>) -> Result {
    let signer = package.sign.map(Signer::read).transpose()?;
    match &signer {
        Some(signer) if package.release => signer.require(package.needed())?,
        None if package.release => {
            return Err(Failed("A release is signed: name the keys with --sign CONFIG.".to_owned()));
        }
        _ => {}
    }
    let (mut steps, systems) = (Steps::new(), package.systems);
    steps.take("set-up", || setup::for_packaging(workspace, systems))?;
    if let Some(signer) = &signer {
        signer.check_secrets()?;
    }
    let release = Release::new(workspace, signer)?.without_packages()?;
    steps.take("bills of materials", || sbom::write(&release))?;
    if cfg!(windows) {
        return steps.take("Windows", || native::build_for_windows(&release));
    }
    if cfg!(target_os = "macos") {
        return steps.take("macOS", || native::build_for_macos(&release));
    }
    if systems.linux() {
        steps.take("Linux", || release.build_for_linux())?;
        steps.take(".deb", || deb::build(&release))?;
        steps.take(".rpm", || rpm::build(&release))?;
    }
    if systems.windows() {
        // The programs that Windows has built, in place of those that this machine would build.
        let built = env::var_os("WATCHWORD_WINDOWS_PROGRAMS").map(|folder| workspace.root.join(folder));
        steps.take("bills of materials for Windows", || sbom::write_for_windows(&release, built.as_deref()))?;
        steps.take(".msi", || msi::build(&release, built.as_deref()))?;
    }
    native::bring_from_macos(&release)?;
    if package.repository {
        steps.take("repositories", || repository::build(&release))?;
    }
    steps.take("checksums", || release.write_checksums())?;
    steps.take("update file", || update::write_update(&release))?;
    if let Some(signer) = &release.signer {
        steps.take("signatures", || verify::signatures::verify(&release.folder, signer))?;
    }
    println!("{}", release.folder.display());
    Ok(())
}
