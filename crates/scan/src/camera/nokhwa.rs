//! Cameras of Windows (Media Foundation) and macOS (AVFoundation).

use std::sync::mpsc::channel;
use std::time::Duration;

use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{
    ApiBackend, CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution,
};

use super::frame::Encoding;
use super::{Camera, Device, Frame, NoCamera, WANTED_SIZE};

/// How long the user is waited for, whom macOS asks whether the program may use cameras.
const PATIENCE: Duration = Duration::from_secs(60);

/// Pictures a second.
const WANTED_RATE: u32 = 30;

pub(super) fn all() -> Result<Vec<Camera>, NoCamera> {
    let (tell, told) = channel();
    nokhwa::nokhwa_initialize(move |allowed| drop(tell.send(allowed)));
    if !told.recv_timeout(PATIENCE).unwrap_or(false) {
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
        let (width, height) = WANTED_SIZE;
        let wanted = CameraFormat::new(Resolution::new(width, height), FrameFormat::MJPEG, WANTED_RATE);
        let wanted = RequestedFormat::new::<RgbFormat>(RequestedFormatType::Closest(wanted));
        let opened = nokhwa::Camera::new(CameraIndex::Index(number), wanted);
        let mut camera = opened.map_err(|_| NoCamera::Unusable)?;
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
