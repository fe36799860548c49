//! Cameras that play pictures from a folder, in place of a real camera.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::device::{Camera, Device, NoCamera};
use super::frame::{Encoding, Frame};

/// Time between two pictures.
const INTERVAL: Duration = Duration::from_millis(100);

pub(super) fn all(folder: &Path) -> Result<Vec<Camera>, NoCamera> {
    let folders = entries(folder)?.into_iter().filter(|path| path.is_dir());
    let camera = |(id, path): (u32, PathBuf)| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Camera { id, name, device: Device::Recording(path) }
    };
    let cameras: Vec<Camera> = (0..).zip(folders).map(camera).collect();
    if cameras.is_empty() { Err(NoCamera::Absent) } else { Ok(cameras) }
}

/// The entries of a folder, sorted by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, NoCamera> {
    let entries = fs::read_dir(folder).map_err(|_| NoCamera::Absent)?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

pub(super) struct Stream {
    pictures: std::iter::Cycle<std::vec::IntoIter<PathBuf>>,
    /// Held open like a device, so that other processes can see whether the camera is on.
    _open: File,
}

impl Stream {
    /// A folder without pictures is a camera that sends none.
    pub(super) fn open(folder: &Path) -> Result<Self, NoCamera> {
        let open = File::open(folder).map_err(|_| NoCamera::Unusable)?;
        Ok(Self { pictures: entries(folder)?.into_iter().cycle(), _open: open })
    }

    pub(super) fn frame(&mut self) -> Result<Frame, NoCamera> {
        sleep(INTERVAL);
        let bytes = self.pictures.next().and_then(|path| fs::read(path).ok()).ok_or(NoCamera::Lost)?;
        Frame::decode(Encoding::Jpeg, (0, 0), 0, &bytes).ok_or(NoCamera::Lost)
    }
}
