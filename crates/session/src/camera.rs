use std::path::Path;

use serde::Serialize;
use watchword_capture::{Camera, Frame, NoCamera};
use watchword_scan::Unreadable;

use crate::intake::{Item, Origin, Scanned};
use crate::view::Problem;

/// A camera connected to this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CameraView {
    /// Identifies the camera to [`look`].
    pub id: u32,
    /// The name its maker gave it.
    pub name: String,
}

/// How to hold a QR code better in front of the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Hint {
    /// Bring it closer.
    Closer,
    /// Hold it still, in better light.
    Steady,
}

impl Hint {
    fn of(unreadable: Unreadable) -> Option<Self> {
        match unreadable {
            Unreadable::TooSmall => Some(Self::Closer),
            Unreadable::Unclear => Some(Self::Steady),
            _ => None,
        }
    }
}

/// Lists the cameras, or the recordings in the folder `recordings` instead. Turns none of them on.
///
/// # Errors
/// [`crate::CameraProblem::Absent`] when there is no camera; [`crate::CameraProblem::Refused`] when
/// the system denies access to it.
pub fn cameras(recordings: Option<&Path>) -> Result<Vec<CameraView>, Problem> {
    Ok(devices(recordings)?.into_iter().map(|Camera { id, name, .. }| CameraView { id, name }).collect())
}

/// Turns a camera on until it sees a QR code or `goes_on` returns `false`. `goes_on` receives each
/// frame as it arrives. Returns `None` if `goes_on` ended it.
///
/// # Errors
/// Why the camera shows nothing.
pub fn look(
    camera: u32,
    recordings: Option<&Path>,
    mut goes_on: impl FnMut(Frame, Option<Hint>) -> bool,
) -> Result<Option<Vec<Item>>, Problem> {
    let device = devices(recordings)?.into_iter().find(|device| device.id == camera).ok_or(NoCamera::Lost)?;
    let found = device.open()?.look(|frame, why| goes_on(frame, why.and_then(Hint::of)))?;
    Ok(found.map(|found| Scanned::from(found).items(&Origin::Camera)))
}

fn devices(recordings: Option<&Path>) -> Result<Vec<Camera>, NoCamera> {
    recordings.map_or_else(Camera::all, Camera::recordings)
}
