//! Decoded pictures, in luma, ready to be searched.

mod jpeg;
pub(crate) mod luma;
mod memory;

use std::borrow::Cow;
use std::io::Cursor;

use image::error::{ImageError, LimitErrorKind};
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use zeroize::Zeroizing;

use self::luma::Luma;
use self::memory::{EXTRAS, Memory};
use crate::limits::{MAX_BYTES, MAX_PIXELS};
use crate::panics::catch_panic;
use crate::unreadable::Unreadable;

const FORMATS: [ImageFormat; 6] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp, ImageFormat::Tiff];

/// The highest ratio of a picture's sides. A longer picture has no room for a code, or is so large
/// that halving it until it is small would leave no width.
const MAX_RATIO: u32 = 1000;

/// A decoded picture: the luma and the opacity of each pixel. Zeroized when dropped.
pub struct Picture {
    light: Luma,
    /// The opacity of each pixel, 0 (clear) to 255 (opaque); `None` if all of them are opaque.
    alpha: Option<Zeroizing<Vec<u8>>>,
    /// Whether the file ends before the picture does, and the decoder filled in the rest.
    broken_off: bool,
}

impl Picture {
    /// Decodes the bytes of a PNG, JPEG, WebP, GIF, BMP or TIFF file, detected by content; of an
    /// animation, only the first frame. Checks the size before it decodes a pixel.
    ///
    /// # Errors
    /// [`Unreadable::TooLarge`], [`Unreadable::TooManyPixels`], [`Unreadable::NotAPicture`] for any
    /// other format, [`Unreadable::Damaged`], and [`Unreadable::NothingFound`] if the picture is
    /// too narrow to hold a code.
    pub fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let format = image::guess_format(bytes).ok().filter(|format| FORMATS.contains(format));
        let format = format.ok_or(Unreadable::NotAPicture)?;
        catch_panic(|| Self::decode_as(format, bytes)).unwrap_or(Err(Unreadable::Damaged))
    }

    fn decode_as(format: ImageFormat, bytes: &[u8]) -> Result<Self, Unreadable> {
        if format == ImageFormat::Png {
            // The decoder allocates rows before it reports how long they are.
            let [width, height] = png_size(bytes).ok_or(Unreadable::Damaged)?;
            check_size(width, height)?;
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(EXTRAS);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits.clone());
        let mut decoder = reader.into_decoder().map_err(unreadable)?;
        let (width, height) = decoder.dimensions();
        let count = check_size(width, height)?;
        let colour = decoder.color_type();
        limits.max_alloc = Some(Memory::of(format, bytes, count, colour).left_to_decoder()?);
        decoder.set_limits(limits).map_err(unreadable)?;
        let mut pixels = Zeroizing::new(vec![0; decoder.total_bytes() as usize]);
        decoder.read_image(&mut pixels).map_err(unreadable)?;
        let picture = Self::from_pixels(width as usize, height as usize, colour, &pixels)?;
        Ok(Self { broken_off: format == ImageFormat::Jpeg && jpeg::is_broken_off(bytes), ..picture })
    }

    /// Converts pixels of red, green, blue and alpha, one byte each, row by row from the top.
    ///
    /// # Errors
    /// [`Unreadable::TooManyPixels`], [`Unreadable::NothingFound`] if the picture is too narrow to
    /// hold a code, and [`Unreadable::Damaged`] if it is empty or `rgba` isn't `width` × `height` ×
    /// 4 bytes long.
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Self, Unreadable> {
        check_size(width, height)?;
        Self::from_pixels(width as usize, height as usize, ColorType::Rgba8, rgba)
    }

    /// Converts pixels of red, green and blue, one byte each, row by row from the top.
    ///
    /// # Errors
    /// [`Unreadable::TooManyPixels`], [`Unreadable::NothingFound`] if the picture is too narrow to
    /// hold a code, and [`Unreadable::Damaged`] if it is empty or `rgb` isn't `width` × `height` ×
    /// 3 bytes long.
    pub fn from_rgb(width: u32, height: u32, rgb: &[u8]) -> Result<Self, Unreadable> {
        check_size(width, height)?;
        Self::from_pixels(width as usize, height as usize, ColorType::Rgb8, rgb)
    }

    /// Takes the luma of opaque pixels, 0 (black) to 255 (white), row by row from the top.
    ///
    /// # Errors
    /// [`Unreadable::TooManyPixels`], and [`Unreadable::Damaged`] if `luma` is empty or not `width`
    /// × `height` bytes long.
    pub fn from_luma(width: u32, height: u32, luma: Zeroizing<Vec<u8>>) -> Result<Self, Unreadable> {
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Unreadable::TooManyPixels { most: MAX_PIXELS });
        }
        let light = Luma::new(width as usize, height as usize, luma).ok_or(Unreadable::Damaged)?;
        Ok(Self { light, alpha: None, broken_off: false })
    }

    fn from_pixels(width: usize, height: usize, colour: ColorType, pixels: &[u8]) -> Result<Self, Unreadable> {
        let count = width.checked_mul(height).filter(|count| *count > 0).ok_or(Unreadable::Damaged)?;
        if count.checked_mul(colour.bytes_per_pixel().into()) != Some(pixels.len()) {
            return Err(Unreadable::Damaged);
        }
        let mut light = Zeroizing::new(Vec::with_capacity(count));
        let mut alpha: Option<Zeroizing<Vec<u8>>> = None;
        for row in pixels.chunks_exact(pixels.len() / height) {
            let samples = Samples::of(colour, row);
            let samples = samples.as_slice();
            let above = light.len();
            match colour.channel_count() {
                1 => light.extend_from_slice(samples),
                2 => light.extend(samples.as_chunks().0.iter().map(|[light, _]| *light)),
                3 => light.extend(samples.as_chunks().0.iter().map(|[r, g, b]| luminance(*r, *g, *b))),
                _ => light.extend(samples.as_chunks().0.iter().map(|[r, g, b, _]| luminance(*r, *g, *b))),
            }
            match colour.channel_count() {
                2 => add_alpha(&mut alpha, samples.as_chunks::<2>().0, above, count),
                4 => add_alpha(&mut alpha, samples.as_chunks::<4>().0, above, count),
                _ => {}
            }
        }
        let light = Luma::new(width, height, light).ok_or(Unreadable::Damaged)?;
        Ok(Self { light, alpha, broken_off: false })
    }

    /// Whether the file ends before the picture does.
    pub(crate) fn is_broken_off(&self) -> bool {
        self.broken_off
    }

    /// The picture on white and, if any pixel is transparent, on black too.
    pub(crate) fn views(&self) -> impl Iterator<Item = Cow<'_, Luma>> {
        let backgrounds: &[u8] = if self.alpha.is_some() { &[255, 0] } else { &[255] };
        backgrounds.iter().map(|background| match &self.alpha {
            None => Cow::Borrowed(&self.light),
            Some(alpha) => Cow::Owned(self.light.over(*background, alpha)),
        })
    }
}

/// The number of pixels in a picture of this size, if that is within the limits.
fn check_size(width: u32, height: u32) -> Result<u64, Unreadable> {
    let count = u64::from(width) * u64::from(height);
    if count > MAX_PIXELS {
        return Err(Unreadable::TooManyPixels { most: MAX_PIXELS });
    }
    let ratio = width.max(height).checked_div(width.min(height)).ok_or(Unreadable::Damaged)?;
    if ratio > MAX_RATIO { Err(Unreadable::NothingFound) } else { Ok(count) }
}

/// The width and height in the header, the first chunk of a PNG (ISO/IEC 15948, 11.2.2).
fn png_size(bytes: &[u8]) -> Option<[u32; 2]> {
    let side = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    Some([side(16)?, side(20)?])
}

/// Adds the alpha of a row's pixels, the last sample of each. Adds nothing as long as all pixels
/// are opaque.
fn add_alpha<const SAMPLES: usize>(
    alpha: &mut Option<Zeroizing<Vec<u8>>>,
    row: &[[u8; SAMPLES]],
    above: usize,
    count: usize,
) {
    let of_row = row.iter().map(|samples| samples[SAMPLES - 1]);
    if alpha.is_none() && of_row.clone().fold(u8::MAX, u8::min) == u8::MAX {
        return;
    }
    let alpha = alpha.get_or_insert_with(|| {
        let mut alpha = Zeroizing::new(Vec::with_capacity(count));
        alpha.resize(above, u8::MAX);
        alpha
    });
    alpha.extend(of_row);
}

/// Pixels with 8 bits per sample, as given or converted.
enum Samples<'a> {
    Given(&'a [u8]),
    Made(Zeroizing<Vec<u8>>),
}

impl<'a> Samples<'a> {
    /// Converts samples to 8 bits. Decoders write samples of 16 and 32 bits in native byte order.
    fn of(colour: ColorType, pixels: &'a [u8]) -> Self {
        match colour.bytes_per_pixel() / colour.channel_count() {
            1 => Self::Given(pixels),
            2 => {
                let high = |sample: &[u8; 2]| (u16::from_ne_bytes(*sample) >> 8) as u8;
                Self::Made(Zeroizing::new(pixels.as_chunks().0.iter().map(high).collect()))
            }
            _ => {
                let shade = |sample: &[u8; 4]| (f32::from_ne_bytes(*sample).clamp(0.0, 1.0) * 255.0) as u8;
                Self::Made(Zeroizing::new(pixels.as_chunks().0.iter().map(shade).collect()))
            }
        }
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Self::Given(pixels) => pixels,
            Self::Made(pixels) => pixels,
        }
    }
}

/// The luma of a colour, 0 (black) to 255 (white), with the weights of ITU-R BT.601.
pub fn luminance(red: u8, green: u8, blue: u8) -> u8 {
    ((77 * u16::from(red) + 150 * u16::from(green) + 29 * u16::from(blue)) >> 8) as u8
}

/// Converts a decoder's error. The size was checked before, so a file whose decoder needs more
/// memory than its pixels take is inconsistent.
fn unreadable(error: ImageError) -> Unreadable {
    match error {
        ImageError::Limits(limits) if matches!(limits.kind(), LimitErrorKind::DimensionError) => {
            Unreadable::TooManyPixels { most: MAX_PIXELS }
        }
        _ => Unreadable::Damaged,
    }
}
