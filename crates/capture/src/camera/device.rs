use std::path::PathBuf;

use thiserror::Error;

/// Width and height that are asked of a camera, in pixels: it sends what is nearest to them. More
/// is slower to come and to read.
pub(super) const WANTED_SIZE: (u32, u32) = (1280, 720);

/// A camera that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camera {
    /// Distinguishes it from the others, for as long as it is there.
    pub id: u32,
    /// As its maker calls it.
    pub name: String,
    pub(super) device: Device,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Device {
    /// The system's, by its number there.
    System(u32),
    /// Pictures in a folder.
    Recording(PathBuf),
}

/// Why nothing can be seen through a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoCamera {
    /// There is none.
    #[error("there is no camera")]
    Absent,
    /// The system does not let this user or this program use it.
    #[error("using the camera is not allowed")]
    Refused,
    /// Another program uses it.
    #[error("the camera is in use by another program")]
    Busy,
    /// It was there and is gone, or sends no pictures.
    #[error("the camera sends no pictures")]
    Lost,
    /// It sends pictures in no form that is known here.
    #[error("the camera cannot be used")]
    Unusable,
}
