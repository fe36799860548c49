use std::borrow::Cow;
use std::io::Cursor;

use image::error::{ImageError, LimitErrorKind};
use image::{ColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use zeroize::Zeroizing;

use crate::fence::fenced;
use crate::luma::Luma;
use crate::{MAX_BYTES, MAX_PIXELS, Unreadable};

/// What a decoder may allocate: 50 million pixels of 8 bytes, and its own needs.
const MAX_DECODER_BYTES: u64 = 512 << 20;

const FORMATS: [ImageFormat; 6] =
    [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp, ImageFormat::Tiff];

/// A picture's light, and what of it can be seen through.
pub(crate) struct Picture {
    light: Luma,
    /// 0 clear to 255 opaque; `None` where all of it is opaque.
    alpha: Option<Zeroizing<Vec<u8>>>,
    /// The file ends before the picture does, and the decoder filled in the rest.
    broken_off: bool,
}

impl Picture {
    /// Decodes a file, format by content. Dimensions are checked before a pixel is.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let format = image::guess_format(bytes).ok().filter(|format| FORMATS.contains(format));
        let format = format.ok_or(Unreadable::NotAPicture)?;
        fenced(|| Self::decode_as(format, bytes)).unwrap_or(Err(Unreadable::Damaged))
    }

    fn decode_as(format: ImageFormat, bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut limits = Limits::default();
        limits.max_alloc = Some(MAX_DECODER_BYTES);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits);
        let decoder = reader.into_decoder().map_err(unreadable)?;
        let (width, height) = decoder.dimensions();
        let size = decoder.total_bytes();
        if u64::from(width) * u64::from(height) > MAX_PIXELS || size > MAX_DECODER_BYTES {
            return Err(Unreadable::TooManyPixels);
        }
        let colour = decoder.color_type();
        let mut pixels = Zeroizing::new(vec![0; usize::try_from(size).map_err(|_| Unreadable::TooManyPixels)?]);
        decoder.read_image(&mut pixels).map_err(unreadable)?;
        let picture = Self::from_pixels(width as usize, height as usize, colour, &pixels)?;
        Ok(Self { broken_off: format == ImageFormat::Jpeg && is_broken_off(bytes), ..picture })
    }

    pub(crate) fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Self, Unreadable> {
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(Unreadable::TooManyPixels);
        }
        Self::from_pixels(width as usize, height as usize, ColorType::Rgba8, rgba)
    }

    /// A page as it was drawn, in shades of grey. `None` where the pixels are not `width` × `height`, or there are none.
    pub(crate) fn from_grey(width: u32, height: u32, light: Zeroizing<Vec<u8>>) -> Option<Self> {
        let light = Luma::new(width as usize, height as usize, light)?;
        Some(Self { light, alpha: None, broken_off: false })
    }

    fn from_pixels(width: usize, height: usize, colour: ColorType, pixels: &[u8]) -> Result<Self, Unreadable> {
        let count = width.checked_mul(height).filter(|count| *count > 0).ok_or(Unreadable::Damaged)?;
        if count.checked_mul(colour.bytes_per_pixel().into()) != Some(pixels.len()) {
            return Err(Unreadable::Damaged);
        }
        let samples = Samples::of(colour, pixels);
        let samples = samples.as_slice();
        let light: Vec<u8> = match colour.channel_count() {
            1 => samples.to_vec(),
            2 => samples.as_chunks().0.iter().map(|[light, _]| *light).collect(),
            3 => samples.as_chunks().0.iter().map(|[r, g, b]| grey(*r, *g, *b)).collect(),
            _ => samples.as_chunks().0.iter().map(|[r, g, b, _]| grey(*r, *g, *b)).collect(),
        };
        let alpha = match colour.channel_count() {
            2 => clear(samples.as_chunks::<2>().0),
            4 => clear(samples.as_chunks::<4>().0),
            _ => None,
        };
        let light = Luma::new(width, height, Zeroizing::new(light)).ok_or(Unreadable::Damaged)?;
        Ok(Self { light, alpha, broken_off: false })
    }

    /// Whether the file ends before the picture does.
    pub(crate) fn is_broken_off(&self) -> bool {
        self.broken_off
    }

    /// The picture as it is seen: on white, and if it is transparent anywhere, on black too.
    pub(crate) fn views(&self) -> impl Iterator<Item = Cow<'_, Luma>> {
        let backgrounds: &[u8] = if self.alpha.is_some() { &[255, 0] } else { &[255] };
        backgrounds.iter().map(|background| match &self.alpha {
            None => Cow::Borrowed(&self.light),
            Some(alpha) => Cow::Owned(self.light.over(*background, alpha)),
        })
    }
}

/// How opaque each pixel is, if any is not: the last of its samples.
fn clear<const SAMPLES: usize>(pixels: &[[u8; SAMPLES]]) -> Option<Zeroizing<Vec<u8>>> {
    let alpha = pixels.iter().map(|samples| samples[SAMPLES - 1]);
    let is_clear = alpha.clone().fold(u8::MAX, u8::min) < u8::MAX;
    is_clear.then(|| Zeroizing::new(alpha.collect()))
}

/// Pixels with 8 bits a sample: as they came, or made so.
enum Samples<'a> {
    Given(&'a [u8]),
    Made(Zeroizing<Vec<u8>>),
}

impl<'a> Samples<'a> {
    /// Decoders write samples of 16 and of 32 bits in the machine's own byte order.
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

/// How light a colour is: the weights of ITU-R BT.601 in 256ths, for which 16 bits are enough.
pub(crate) fn grey(red: u8, green: u8, blue: u8) -> u8 {
    ((77 * u16::from(red) + 150 * u16::from(green) + 29 * u16::from(blue)) >> 8) as u8
}

/// Whether a JPEG's last scan has no end (ITU-T T.81, B.1.1.3): the one decoder that does not say so itself.
fn is_broken_off(jpeg: &[u8]) -> bool {
    const SCAN: [u8; 2] = [0xff, 0xda];
    const END: [u8; 2] = [0xff, 0xd9];
    jpeg.windows(2).rev().find(|marker| *marker == SCAN || *marker == END).is_none_or(|marker| marker == SCAN)
}

fn unreadable(error: ImageError) -> Unreadable {
    match error {
        ImageError::Limits(limits) => match limits.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => Unreadable::TooManyPixels,
            _ => Unreadable::Damaged,
        },
        _ => Unreadable::Damaged,
    }
}
