//! `cargo xtask package verify`: what was built is linted, its signatures are checked, and it is
//! installed, used, upgraded and removed in throw-away systems.

mod lints;
mod linux;
mod native;
mod reproducible;
mod root;
pub(super) mod signatures;
mod windows;

use super::{release::Release, sign::Signer};
use crate::{Result, setup, steps::Steps, systems::Systems, workspace::Workspace};

/// Verifies the packages that were built.
///
/// # Errors
/// Fails at the first thing that is not as it should be, and says what.
pub(crate) fn verify(workspace: &Workspace, systems: Systems, sign: Option<&str>) -> Result {
    let mut steps = Steps::new();
    if cfg!(windows) {
        return steps.take("Windows", || native::verify_on_windows(&Release::new(workspace, None)?));
    }
    if cfg!(target_os = "macos") {
        return steps.take("macOS", || native::verify_on_macos(&Release::new(workspace, None)?));
    }
    let signer = sign.map(Signer::read).transpose()?;
    steps.take("set-up", || setup::for_verifying(workspace, systems))?;
    let release = Release::new(workspace, signer)?;
    if let Some(signer) = &release.signer {
        steps.take("signatures", || signatures::verify(&release.folder, signer))?;
    }
    if systems.linux() {
        steps.take("lints", || lints::verify(&release))?;
        steps.take("Linux", || linux::verify(&release))?;
    }
    if systems.windows() {
        steps.take("Windows", || windows::verify(&release))?;
    }
    if systems == Systems::All {
        steps.take("second build", || reproducible::verify(&release, sign))?;
    }
    Ok(())
}
