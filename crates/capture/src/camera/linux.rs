//! Video4Linux cameras: `/dev/video*`.

use std::io;
use std::time::Duration;

use moq_v4l::buffer::Type;
use moq_v4l::capability::Flags;
use moq_v4l::io::mmap;
use moq_v4l::io::traits::CaptureStream as _;
use moq_v4l::video::Capture as _;
use moq_v4l::{Device, Format, FourCC};
use watchword_scan::catch_panic;

use super::device::{self, Camera, NoCamera, WANTED_SIZE};
use super::frame::{Encoding, Frame};

/// The device numbers to try: the system counts from 0, and there are few.
const NUMBERS: std::ops::Range<u32> = 0..64;

/// The known encodings, best first: uncompressed pictures arrive too slowly over USB.
const ENCODINGS: [(&[u8; 4], Encoding); 6] = [
    (b"MJPG", Encoding::Jpeg),
    (b"YUYV", Encoding::Yuyv),
    (b"NV12", Encoding::Nv12),
    (b"RGB3", Encoding::Rgb),
    (b"BGR3", Encoding::Bgr),
    (b"GREY", Encoding::Grey),
];

/// How long to wait for a picture: some cameras take seconds to start.
const FRAME_TIMEOUT: Duration = Duration::from_secs(5);

/// The most consecutive pictures that may be damaged.
const MAX_DAMAGED: usize = 30;

/// Lists every device that sends pictures in a known encoding. A camera may have further devices
/// for other data.
pub(super) fn all() -> Result<Vec<Camera>, NoCamera> {
    let (mut cameras, mut refused) = (Vec::new(), false);
    for number in NUMBERS {
        match catch_panic(|| camera(number)).unwrap_or(Ok(None)) {
            Ok(camera) => cameras.extend(camera),
            Err(error) => refused |= why(&error) == NoCamera::Refused,
        }
    }
    if cameras.is_empty() && refused { Err(NoCamera::Refused) } else { Ok(cameras) }
}

fn camera(number: u32) -> io::Result<Option<Camera>> {
    let device = Device::with_path(path(number))?;
    let able = device.query_caps()?;
    if !able.capabilities.contains(Flags::VIDEO_CAPTURE | Flags::STREAMING) || encodings(&device)?.is_empty() {
        return Ok(None);
    }
    Ok(Some(Camera { id: number, name: able.card, device: device::Device::System(number) }))
}

fn path(number: u32) -> String {
    format!("/dev/video{number}")
}

fn encodings(device: &Device) -> io::Result<Vec<(FourCC, Encoding)>> {
    let sent = device.enum_formats()?;
    let known = ENCODINGS.iter().map(|(name, encoding)| (FourCC::new(name), *encoding));
    Ok(known.filter(|(name, _)| sent.iter().any(|format| format.fourcc == *name)).collect())
}

/// Why the camera can't be used, from a system error.
fn why(error: &io::Error) -> NoCamera {
    use rustix::io::Errno;
    match error.raw_os_error().map(Errno::from_raw_os_error) {
        Some(Errno::ACCESS | Errno::PERM) => NoCamera::Refused,
        Some(Errno::BUSY) => NoCamera::Busy,
        Some(Errno::NOENT | Errno::NODEV | Errno::NXIO | Errno::IO) => NoCamera::Lost,
        _ if error.kind() == io::ErrorKind::TimedOut => NoCamera::Lost,
        _ => NoCamera::Unusable,
    }
}

pub(super) struct Stream {
    buffers: mmap::Stream<'static>,
    encoding: Encoding,
    size: (u32, u32),
    stride: usize,
}

impl Stream {
    pub(super) fn open(number: u32) -> Result<Self, NoCamera> {
        catch_panic(|| Self::try_open(number)).unwrap_or(Err(NoCamera::Unusable))
    }

    fn try_open(number: u32) -> Result<Self, NoCamera> {
        let device = Device::with_path(path(number)).map_err(|error| why(&error))?;
        let encodings = encodings(&device).map_err(|error| why(&error))?;
        let (name, encoding) = *encodings.first().ok_or(NoCamera::Unusable)?;
        let (width, height) = WANTED_SIZE;
        let format = device.set_format(&Format::new(width, height, name)).map_err(|error| why(&error))?;
        if format.fourcc != name {
            return Err(NoCamera::Unusable);
        }
        let mut buffers = mmap::Stream::new(&device, Type::VideoCapture).map_err(|error| why(&error))?;
        buffers.set_timeout(FRAME_TIMEOUT);
        Ok(Self { buffers, encoding, size: (format.width, format.height), stride: format.stride as usize })
    }

    pub(super) fn frame(&mut self) -> Result<Frame, NoCamera> {
        for _ in 0..MAX_DAMAGED {
            let (bytes, filled) = self.buffers.next().map_err(|error| why(&error))?;
            let bytes = bytes.get(..filled.bytesused as usize).unwrap_or_default();
            if let Some(frame) = Frame::decode(self.encoding, self.size, self.stride, bytes) {
                return Ok(frame);
            }
        }
        Err(NoCamera::Unusable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_errors_give_the_reason() {
        for (number, expected) in [
            (13, NoCamera::Refused),
            (1, NoCamera::Refused),
            (16, NoCamera::Busy),
            (2, NoCamera::Lost),
            (19, NoCamera::Lost),
            (22, NoCamera::Unusable),
        ] {
            assert_eq!(why(&io::Error::from_raw_os_error(number)), expected, "{number}");
        }
        assert_eq!(why(&io::ErrorKind::TimedOut.into()), NoCamera::Lost);
    }
}
