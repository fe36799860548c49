use std::path::Path;

use serde::Serialize;
use watchword_capture::{Camera, Frame, NoCamera};
use watchword_scan::Unreadable;

use crate::intake::{Item, Origin, Scanned};
use crate::view::Problem;

/// A camera that is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct CameraView {
    /// Names it in [`look`].
    pub id: u32,
    /// As its maker calls it.
    pub name: String,
}

/// What whoever holds a code before a camera may do better.
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

/// The cameras that are there, or the recordings in a folder in their place. None is turned on.
///
/// # Errors
/// [`crate::CameraProblem::Absent`], [`crate::CameraProblem::Refused`].
pub fn cameras(recordings: Option<&Path>) -> Result<Vec<CameraView>, Problem> {
    Ok(devices(recordings)?.into_iter().map(|Camera { id, name, .. }| CameraView { id, name }).collect())
}

/// Looks through a camera until it sees a code, or `goes_on` says no; it is on only meanwhile. `goes_on` gets each picture as
/// it comes.
///
/// # Errors
/// Why nothing can be seen through it.
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
