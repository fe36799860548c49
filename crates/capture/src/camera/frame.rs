use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use image::{ImageReader, Limits};
use watchword_scan::{Found, Picture, Unreadable, catch_panic, read_picture};
use zeroize::Zeroizing;

/// The longest side of a picture, in pixels: several times what a camera is asked for.
const MAX_SIDE: u32 = 8192;

/// One picture from a camera. Cheap to clone; zeroized when the last clone is dropped.
#[derive(Clone)]
pub struct Frame {
    width: u32,
    height: u32,
    rgb: Arc<Zeroizing<Vec<u8>>>,
}

/// The encoding of a camera's pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// One JPEG file per picture.
    Jpeg,
    /// Two pixels in four bytes: luma, blue difference, luma, red difference (ITU-R BT.601).
    Yuyv,
    /// The luma of all pixels, then a blue and a red difference for each four pixels.
    Nv12,
    /// One byte of luma per pixel.
    Grey,
    Rgb,
    Bgr,
}

impl Frame {
    /// Decodes a picture. `None` if there are too few bytes or too many pixels. A JPEG states its
    /// own size.
    ///
    /// `stride` is the number of bytes from one row to the next; 0 if there is no padding between
    /// them.
    pub(super) fn decode(encoding: Encoding, (width, height): (u32, u32), stride: usize, bytes: &[u8]) -> Option<Self> {
        if encoding == Encoding::Jpeg {
            return catch_panic(|| Self::decode_file(bytes)).flatten();
        }
        if width == 0 || height == 0 || width.max(height) > MAX_SIDE {
            return None;
        }
        let across = width as usize;
        let (row_bytes, pair) = match encoding {
            Encoding::Yuyv => (2 * across, across.is_multiple_of(2)),
            Encoding::Nv12 => (across, across.is_multiple_of(2) && height.is_multiple_of(2)),
            Encoding::Rgb | Encoding::Bgr => (3 * across, true),
            Encoding::Grey | Encoding::Jpeg => (across, true),
        };
        let stride = stride.max(row_bytes);
        let row = |y: usize| bytes.get(y * stride..)?.get(..row_bytes);
        let mut rgb = Zeroizing::new(Vec::with_capacity(3 * across * height as usize));
        for y in 0..height as usize {
            let row = row(y).filter(|_| pair)?;
            match encoding {
                Encoding::Yuyv => rgb.extend(
                    row.as_chunks()
                        .0
                        .iter()
                        .flat_map(|[first, u, second, v]| [colour(*first, *u, *v), colour(*second, *u, *v)])
                        .flatten(),
                ),
                Encoding::Nv12 => {
                    let hues = bytes.get((height as usize + y / 2) * stride..)?.get(..row_bytes)?;
                    let pairs = row.as_chunks().0.iter().zip(hues.as_chunks().0);
                    rgb.extend(
                        pairs
                            .flat_map(|([first, second], [u, v])| [colour(*first, *u, *v), colour(*second, *u, *v)])
                            .flatten(),
                    );
                }
                Encoding::Bgr => {
                    rgb.extend(row.as_chunks().0.iter().flat_map(|[blue, green, red]| [*red, *green, *blue]))
                }
                Encoding::Rgb => rgb.extend_from_slice(row),
                Encoding::Grey | Encoding::Jpeg => rgb.extend(row.iter().flat_map(|light| [*light; 3])),
            }
        }
        Some(Self { width, height, rgb: Arc::new(rgb) })
    }

    /// Decodes an image file of any format, detected by content.
    fn decode_file(bytes: &[u8]) -> Option<Self> {
        let mut limits = Limits::default();
        (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        reader.limits(limits);
        let picture = reader.decode().ok()?.into_rgb8();
        let (width, height) = picture.dimensions();
        Some(Self { width, height, rgb: Arc::new(Zeroizing::new(picture.into_raw())) })
    }

    /// Width in pixels, at least 1.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, at least 1.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Red, green and blue of each pixel, row by row from the top.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The bytes of [`rgb`](Self::rgb), for a library that takes ownership.
    pub fn into_rgb(self) -> impl AsRef<[u8]> + Send + 'static {
        Kept(self.rgb)
    }

    /// Reads every QR code in the picture.
    pub(super) fn read(&self) -> Result<Found, Unreadable> {
        read_picture(&Picture::from_rgb(self.width, self.height, &self.rgb)?)
    }
}

struct Kept(Arc<Zeroizing<Vec<u8>>>);

impl AsRef<[u8]> for Kept {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frame({} × {}, [REDACTED])", self.width, self.height)
    }
}

/// Converts luma and two colour differences to red, green and blue, in 1024ths (ITU-R BT.601, full
/// range).
fn colour(light: u8, u: u8, v: u8) -> [u8; 3] {
    let (light, u, v) = (1024 * i32::from(light), i32::from(u) - 128, i32::from(v) - 128);
    [light + 1436 * v, light - 352 * u - 731 * v, light + 1815 * u].map(|part| (part / 1024).clamp(0, 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE_RED_BLACK_BLUE: [u8; 12] = [255, 255, 255, 254, 0, 0, 0, 0, 0, 0, 0, 254];

    fn rgb(encoding: Encoding, size: (u32, u32), stride: usize, bytes: &[u8]) -> Option<Vec<u8>> {
        Frame::decode(encoding, size, stride, bytes).map(|frame| frame.rgb().to_vec())
    }

    #[test]
    fn every_encoding_is_decoded() {
        let yuyv = [255, 128, 76, 128, 0, 128, 29, 128];
        assert_eq!(rgb(Encoding::Yuyv, (4, 1), 0, &yuyv), Some(vec![255, 255, 255, 76, 76, 76, 0, 0, 0, 29, 29, 29]));
        let red = [76, 85, 76, 255];
        assert_eq!(rgb(Encoding::Yuyv, (2, 1), 0, &red), Some(vec![254, 0, 0, 254, 0, 0]));
        let nv12 = [76, 76, 76, 76, 85, 255];
        assert_eq!(rgb(Encoding::Nv12, (2, 2), 0, &nv12), Some([254, 0, 0].repeat(4)));
        assert_eq!(rgb(Encoding::Rgb, (4, 1), 0, &WHITE_RED_BLACK_BLUE), Some(WHITE_RED_BLACK_BLUE.to_vec()));
        assert_eq!(rgb(Encoding::Bgr, (1, 1), 0, &[1, 2, 3]), Some(vec![3, 2, 1]));
        assert_eq!(rgb(Encoding::Grey, (2, 1), 0, &[7, 9]), Some(vec![7, 7, 7, 9, 9, 9]));
    }

    #[test]
    fn padding_between_rows_is_skipped() {
        assert_eq!(rgb(Encoding::Grey, (1, 2), 3, &[7, 0, 0, 9]), Some(vec![7, 7, 7, 9, 9, 9]));
        let nv12 = [76, 76, 0, 76, 76, 0, 85, 255];
        assert_eq!(rgb(Encoding::Nv12, (2, 2), 3, &nv12), Some([254, 0, 0].repeat(4)));
    }

    #[test]
    fn invalid_sizes_are_refused() {
        for (encoding, size, bytes) in [
            (Encoding::Yuyv, (2, 1), 3),
            (Encoding::Yuyv, (3, 1), 6),
            (Encoding::Nv12, (2, 2), 5),
            (Encoding::Nv12, (2, 3), 9),
            (Encoding::Rgb, (1, 1), 2),
            (Encoding::Grey, (0, 1), 1),
            (Encoding::Grey, (u32::MAX, u32::MAX), 64),
            (Encoding::Jpeg, (1, 1), 64),
        ] {
            assert!(Frame::decode(encoding, size, 0, &vec![0; bytes]).is_none(), "{encoding:?} {size:?}");
        }
    }
}
