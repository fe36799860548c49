//! Cameras on Windows (Media Foundation) and macOS (AVFoundation).

use std::sync::mpsc::channel;
use std::time::Duration;

use nokhwa::utils::{ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType};

use super::device::{Camera, Device, NoCamera, WANTED_SIZE};
use super::frame::{Encoding, Frame};

/// How long to wait for the user's answer when macOS asks whether the program may use cameras.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// The rate to ask for, in pictures per second.
const WANTED_RATE: u32 = 30;

/// The known encodings, best first: uncompressed pictures arrive too slowly over USB.
const ENCODINGS: &[FrameFormat] = &[
    FrameFormat::MJPEG,
    FrameFormat::YUYV,
    FrameFormat::NV12,
    FrameFormat::RAWRGB,
    FrameFormat::RAWBGR,
    FrameFormat::GRAY,
];

pub(super) fn all() -> Result<Vec<Camera>, NoCamera> {
    let (tell, told) = channel();
    nokhwa::nokhwa_initialize(move |allowed| {
        let _ = tell.send(allowed);
    });
    if !told.recv_timeout(ANSWER_TIMEOUT).unwrap_or(false) {
        return Err(NoCamera::Refused);
    }
    let found = nokhwa::query(ApiBackend::Auto).map_err(|_| NoCamera::Unusable)?;
    let camera = |info: &nokhwa::utils::CameraInfo| {
        let id = info.index().as_index().ok()?;
        Some(Camera { id, name: info.human_name(), device: Device::System(id) })
    };
    Ok(found.iter().filter_map(camera).collect())
}

pub(super) struct Stream(nokhwa::Camera);

impl Stream {
    pub(super) fn open(number: u32) -> Result<Self, NoCamera> {
        let wanted = |wanted| RequestedFormat::with_formats(wanted, ENCODINGS);
        // A camera reports what it can send only once it is open.
        let opened = nokhwa::Camera::new(CameraIndex::Index(number), wanted(RequestedFormatType::None));
        let mut camera = opened.map_err(|_| NoCamera::Unusable)?;
        let formats = camera.compatible_camera_formats().map_err(|_| NoCamera::Unusable)?;
        let best = RequestedFormatType::Exact(best(&formats).ok_or(NoCamera::Unusable)?);
        camera.set_camera_requset(wanted(best)).map_err(|_| NoCamera::Unusable)?;
        camera.open_stream().map_err(|_| NoCamera::Busy)?;
        Ok(Self(camera))
    }

    pub(super) fn frame(&mut self) -> Result<Frame, NoCamera> {
        let sent = self.0.frame().map_err(|_| NoCamera::Lost)?;
        let size = (sent.resolution().width(), sent.resolution().height());
        let encoding = match sent.source_frame_format() {
            FrameFormat::MJPEG => Encoding::Jpeg,
            FrameFormat::YUYV => Encoding::Yuyv,
            FrameFormat::NV12 => Encoding::Nv12,
            FrameFormat::GRAY => Encoding::Grey,
            FrameFormat::RAWRGB => Encoding::Rgb,
            FrameFormat::RAWBGR => Encoding::Bgr,
        };
        Frame::decode(encoding, size, 0, sent.buffer()).ok_or(NoCamera::Unusable)
    }
}

/// The best encoding that a camera sends, at the size and rate nearest to the wanted ones. nokhwa's
/// own `Closest` accepts only the one encoding it is given, and only the wanted size.
fn best(formats: &[CameraFormat]) -> Option<CameraFormat> {
    let (width, height) = WANTED_SIZE;
    let key = |format: &&CameraFormat| {
        let size = width.abs_diff(format.width()) + height.abs_diff(format.height());
        (ENCODINGS.iter().position(|known| *known == format.format()), size, WANTED_RATE.abs_diff(format.frame_rate()))
    };
    formats.iter().filter(|format| ENCODINGS.contains(&format.format())).min_by_key(key).copied()
}

#[cfg(test)]
mod tests {
    use nokhwa::utils::Resolution;

    use super::*;

    #[test]
    fn nearest_format_is_chosen() {
        let format = |encoding, width, height, rate| CameraFormat::new(Resolution::new(width, height), encoding, rate);
        let small = format(FrameFormat::NV12, 640, 480, 30);
        let large = format(FrameFormat::NV12, 1920, 1080, 30);
        let slow = format(FrameFormat::NV12, 1280, 960, 5);
        let nearest = format(FrameFormat::NV12, 1280, 960, 30);
        assert_eq!(best(&[small, large, slow, nearest]), Some(nearest));
        let compressed = format(FrameFormat::MJPEG, 800, 600, 30);
        assert_eq!(best(&[nearest, compressed]), Some(compressed));
        assert_eq!(best(&[]), None);
    }
}
