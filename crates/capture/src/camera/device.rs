use std::path::PathBuf;

use thiserror::Error;

/// The width and height to ask a camera for, in pixels: it sends the nearest it can. Larger
/// pictures arrive and are read more slowly.
pub(super) const WANTED_SIZE: (u32, u32) = (1280, 720);

/// An available camera.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camera {
    /// Identifies it among the others, for as long as it is connected.
    pub id: u32,
    /// The name that its maker gave it.
    pub name: String,
    pub(super) device: Device,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Device {
    /// A camera of the system, by its device number.
    System(u32),
    /// A folder of pictures to play.
    Recording(PathBuf),
}

/// Why a camera gives no pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoCamera {
    /// No camera is connected.
    #[error("there is no camera")]
    Absent,
    /// The system does not let this user or this program use it.
    #[error("using the camera is not allowed")]
    Refused,
    /// Another program uses it.
    #[error("the camera is in use by another program")]
    Busy,
    /// It was disconnected, or sends no pictures.
    #[error("the camera sends no pictures")]
    Lost,
    /// It sends pictures in no known encoding, or fails in another way.
    #[error("the camera cannot be used")]
    Unusable,
}
