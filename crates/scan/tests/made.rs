//! Generated pictures: every format, size, colour and orientation that QR codes come in, and
//! truncated files. Malicious files are in `tests/hostile.rs` of the workspace, where each has its
//! own process.

#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, LumaA, Rgb, RgbImage, Rgba, RgbaImage, imageops};
use proptest::prelude::*;
use qrcode::{EcLevel, QrCode};
use watchword_scan::{MAX_BYTES, MAX_PIXELS, Unreadable, read, read_rgba};

const TEXT: &str = "otpauth://totp/Example:jane@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";

/// A code in black on white, each module `scale` pixels wide, with a quiet zone of four modules.
fn code(text: &[u8], scale: u32) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let (modules, colours) = (code.width() as u32, code.to_colors());
    GrayImage::from_fn((modules + 8) * scale, (modules + 8) * scale, |x, y| {
        let (x, y) = ((x / scale).wrapping_sub(4), (y / scale).wrapping_sub(4));
        let dark = x < modules && y < modules && colours[(y * modules + x) as usize] == qrcode::Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    })
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
    file(picture, ImageFormat::Png)
}

fn texts(bytes: &[u8]) -> Result<Vec<String>, Unreadable> {
    read(bytes).map(|found| found.texts.iter().map(|text| text.to_string()).collect())
}

fn is_read(bytes: &[u8], what: &str) {
    assert_eq!(texts(bytes), Ok(vec![TEXT.to_owned()]), "{what}");
}

/// A grey canvas with pictures on it.
fn canvas(width: u32, height: u32, pictures: &[(&GrayImage, i64, i64)]) -> GrayImage {
    let mut canvas = GrayImage::from_pixel(width, height, Luma([230]));
    for (picture, x, y) in pictures {
        imageops::overlay(&mut canvas, *picture, *x, *y);
    }
    canvas
}

#[test]
fn every_format_is_detected_by_content() {
    let grey = DynamicImage::from(code(TEXT.as_bytes(), 5));
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Bmp, ImageFormat::Tiff] {
        is_read(&file(grey.clone(), format), &format!("{format:?}"));
    }
    for format in [ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp] {
        is_read(&file(grey.to_rgba8(), format), &format!("{format:?} of rgba"));
    }
    for deep in [
        DynamicImage::from(grey.to_luma16()),
        grey.to_luma_alpha16().into(),
        grey.to_rgb16().into(),
        grey.to_rgba16().into(),
    ] {
        is_read(&png(deep.clone()), &format!("{:?}", deep.color()));
    }
    is_read(&file(grey.to_rgb32f(), ImageFormat::Tiff), "floating point");
}

#[test]
fn every_module_size_is_read() {
    for scale in [2, 3, 4, 7, 12, 40, 80] {
        is_read(&png(code(TEXT.as_bytes(), scale)), &format!("{scale} pixels a module"));
    }
}

#[test]
fn rotated_and_mirrored_codes_are_read() {
    let upright = code(TEXT.as_bytes(), 6);
    is_read(&png(imageops::rotate90(&upright)), "a quarter");
    is_read(&png(imageops::rotate180(&upright)), "a half");
    is_read(&png(imageops::rotate270(&upright)), "three quarters");
    is_read(&png(imageops::flip_horizontal(&upright)), "mirrored");
    for degrees in [10f32, 33.0, 45.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (side, middle) = (upright.width() * 3 / 2, upright.width() as f32 / 2.0);
        let slanted = GrayImage::from_fn(side, side, |x, y| {
            let (x, y) = (x as f32 - side as f32 / 2.0, y as f32 - side as f32 / 2.0);
            let (x, y) = (x * cos + y * sin + middle, y * cos - x * sin + middle);
            if x < 0.0 || y < 0.0 {
                return Luma([255]);
            }
            *upright.get_pixel_checked(x as u32, y as u32).unwrap_or(&Luma([255]))
        });
        is_read(&png(slanted), &format!("{degrees} degrees"));
    }
}

/// A code on a surface that isn't flat: `waves` waves per side displace each point by up to
/// `modules` modules.
fn waved(upright: &GrayImage, scale: f32, modules: f32, waves: f32) -> GrayImage {
    let side = upright.width();
    let turns = waves * std::f32::consts::TAU / side as f32;
    GrayImage::from_fn(side, side, |x, y| {
        let (across, down) = ((x as f32 * turns).sin(), (y as f32 * turns + 0.8).sin());
        let (x, y) = (x as f32 + modules * scale * down, y as f32 + modules * scale * across);
        let inside = x >= 0.0 && y >= 0.0;
        *upright.get_pixel_checked(x as u32, y as u32).filter(|_| inside).unwrap_or(&Luma([255]))
    })
}

#[test]
fn bent_codes_are_read() {
    let upright = code(TEXT.as_bytes(), 8);
    for (modules, waves) in [(1.0, 0.5), (2.0, 0.5), (0.5, 1.0)] {
        is_read(&png(waved(&upright, 8.0, modules, waves)), &format!("{waves} waves of {modules} modules"));
    }
}

#[test]
fn unreadable_codes_are_distinguished_from_none() {
    let plain = code(TEXT.as_bytes(), 6);
    let mut scratched = plain.clone();
    let side = plain.width();
    for (x, y) in (side / 3..side).flat_map(|x| (side / 3..side).map(move |y| (x, y))) {
        scratched.put_pixel(x, y, Luma([255]));
    }
    assert_eq!(texts(&png(scratched.clone())), Err(Unreadable::Unclear), "most of it is missing");
    let tiny = imageops::resize(&scratched, side / 4, side / 4, imageops::FilterType::Triangle);
    assert_eq!(texts(&png(tiny)), Err(Unreadable::TooSmall), "a pixel and a half per module");
    assert_eq!(texts(&png(GrayImage::from_pixel(300, 300, Luma([200])))), Err(Unreadable::NothingFound));
}

#[test]
fn every_colour_is_read() {
    let plain = code(TEXT.as_bytes(), 5);
    let mut inverted = plain.clone();
    imageops::invert(&mut inverted);
    is_read(&png(inverted.clone()), "inverted");
    let faint = GrayImage::from_fn(plain.width(), plain.height(), |x, y| Luma([plain.get_pixel(x, y).0[0] / 4 + 100]));
    is_read(&png(faint), "low contrast");
    for (dark, light) in
        [([0, 0, 160], [255, 255, 200]), ([90, 0, 60], [240, 220, 255]), ([240, 240, 240], [20, 60, 40])]
    {
        let coloured = RgbImage::from_fn(plain.width(), plain.height(), |x, y| {
            Rgb(if plain.get_pixel(x, y).0[0] == 0 { dark } else { light })
        });
        is_read(&png(coloured), &format!("{dark:?} on {light:?}"));
    }
    // The background shows through transparent parts: dark modules need a light one, light modules
    // a dark one.
    for (ink, paper) in [
        ([0, 0, 0, 255], [0, 0, 0, 0]),
        ([255, 255, 255, 255], [255, 255, 255, 0]),
        ([0, 0, 0, 255], [255, 255, 255, 0]),
        ([0, 0, 0, 0], [255, 255, 255, 255]),
    ] {
        let seen_through = RgbaImage::from_fn(plain.width(), plain.height(), |x, y| {
            Rgba(if plain.get_pixel(x, y).0[0] == 0 { ink } else { paper })
        });
        is_read(&png(seen_through), &format!("{ink:?} on {paper:?}"));
    }
    let grey_alpha = DynamicImage::from(plain.clone()).to_luma_alpha8();
    let faded = image::ImageBuffer::from_fn(plain.width(), plain.height(), |x, y| {
        LumaA([0, 255 - grey_alpha.get_pixel(x, y).0[0]])
    });
    is_read(&png(faded), "grey and alpha");
}

#[test]
fn degraded_codes_are_read() {
    let plain = code(TEXT.as_bytes(), 4);
    is_read(&png(imageops::blur(&plain, 1.6)), "blurred");
    let mut bytes = Vec::new();
    let jpeg = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 12);
    plain.write_with_encoder(jpeg).unwrap();
    is_read(&bytes, "a poor JPEG");
    let margin = 4 * 4;
    let side = plain.width() - 2 * margin;
    is_read(&png(imageops::crop_imm(&plain, margin, margin, side, side).to_image()), "no quiet zone");
    is_read(&png(imageops::resize(&plain, 301, 270, imageops::FilterType::Triangle)), "squeezed");
    is_read(&png(canvas(3000, 2400, &[(&plain, 2000, 1500)])), "small in a large picture");
}

#[test]
fn pictures_from_large_cameras_and_screens_are_read() {
    let plain = code(TEXT.as_bytes(), 9);
    let laid = |width, height| DynamicImage::from(canvas(width, height, &[(&plain, 1500, 900)]));
    let (camera, screen, large_camera) = (laid(4000, 3000), laid(7680, 4320), laid(8000, 6000));
    is_read(&file(camera.to_rgb8(), ImageFormat::Jpeg), "12 megapixels, JPEG");
    is_read(&file(camera.to_rgb8(), ImageFormat::Png), "12 megapixels, PNG");
    is_read(&file(screen.to_rgba8(), ImageFormat::Png), "33 megapixels with alpha, PNG");
    is_read(&file(large_camera.to_rgb8(), ImageFormat::Jpeg), "48 megapixels, JPEG");
}

/// There is enough noise that nothing is found at full size.
#[test]
fn large_noisy_photographs_are_read() {
    let mut photograph = canvas(8160, 6120, &[(&code(TEXT.as_bytes(), 16), 1500, 900)]);
    let mut state = 7u32;
    for pixel in photograph.pixels_mut() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        pixel.0[0] = (u32::from(pixel.0[0]) / 3 + state % 170) as u8;
    }
    is_read(&file(photograph, ImageFormat::Bmp), "50 megapixels");
}

#[test]
fn several_codes_are_in_reading_order_without_duplicates() {
    let codes: Vec<GrayImage> = (0..5).map(|n| code(format!("{TEXT}&n={n}").as_bytes(), 3)).collect();
    let side = i64::from(codes[0].width());
    // The second row first, a little out of line, and one code a second time.
    let places = [
        (3, 20, side + 60),
        (4, side + 50, side + 40),
        (0, 20, 30),
        (1, side + 50, 10),
        (2, 2 * side + 80, 20),
        (0, 2 * side + 80, side + 50),
    ];
    let laid: Vec<_> = places.iter().map(|(n, x, y)| (&codes[*n as usize], *x, *y)).collect();
    let picture = canvas(3 * side as u32 + 120, 2 * side as u32 + 120, &laid);
    let expected: Vec<String> = (0..5).map(|n| format!("{TEXT}&n={n}")).collect();
    assert_eq!(texts(&png(picture.clone())), Ok(expected.clone()));
    let rgba = DynamicImage::from(picture).to_rgba8();
    let found = read_rgba(rgba.width(), rgba.height(), &rgba).unwrap();
    assert_eq!(found.texts.iter().map(|text| text.to_string()).collect::<Vec<_>>(), expected);
}

#[test]
fn dark_and_light_codes_of_many_sizes_are_read() {
    let (small, large) = (code(b"small", 2), code(b"large", 9));
    let mut inverted = code(b"inverted", 5);
    imageops::invert(&mut inverted);
    let picture = canvas(900, 400, &[(&small, 20, 20), (&large, 150, 20), (&inverted, 550, 20)]);
    let mut found = texts(&png(picture)).unwrap();
    found.sort();
    assert_eq!(found, ["inverted", "large", "small"]);
}

#[test]
fn texts_are_exact() {
    let long = format!("otpauth-migration://offline?data={}", "A%2Fb".repeat(280));
    for text in [
        "otpauth://totp/Café:zoë?secret=MZXW6",
        "otpauth://totp/日本語:ユーザー?secret=MZXW6",
        "🔑 é\r\n\tx ",
        "0123456789",
        "HTTPS://A.B/C?D",
        "%25+%",
        &long,
    ] {
        assert_eq!(texts(&png(code(text.as_bytes(), 3))), Ok(vec![text.to_owned()]), "{text}");
    }
    // Not UTF-8: read as Latin-1, never an error.
    assert_eq!(texts(&png(code(b"caf\xe9", 4))), Ok(vec!["café".to_owned()]));
}

#[test]
fn files_without_a_code_are_refused_with_their_reason() {
    for (bytes, why) in [
        (&b""[..], Unreadable::NotAPicture),
        (b"This is text in a file named seed.png.", Unreadable::NotAPicture),
        (b"%PDF-1.7", Unreadable::NotAPicture),
        (b"\x89PNG\r\n\x1a\n", Unreadable::Damaged),
        (b"GIF89a", Unreadable::Damaged),
        (b"BM", Unreadable::Damaged),
        (b"\xff\xd8\xff", Unreadable::Damaged),
        (b"II*\0\x08\0\0\0", Unreadable::Damaged),
        (b"RIFF\x04\0\0\0WEBP", Unreadable::Damaged),
    ] {
        assert_eq!(texts(bytes), Err(why), "{:?}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(texts(&png(GrayImage::from_pixel(640, 480, Luma([255])))), Err(Unreadable::NothingFound));
    assert_eq!(texts(&png(GrayImage::from_pixel(1, 1, Luma([0])))), Err(Unreadable::NothingFound));
    assert_eq!(texts(&vec![0; MAX_BYTES as usize + 1]), Err(Unreadable::TooLarge));
    assert_eq!(read_rgba(2, 2, &[0; 15]).unwrap_err(), Unreadable::Damaged);
    assert_eq!(read_rgba(0, 0, &[]).unwrap_err(), Unreadable::Damaged);
    assert_eq!(read_rgba(u32::MAX, u32::MAX, &[]).unwrap_err(), Unreadable::TooManyPixels { most: MAX_PIXELS });
}

/// Data that a phone appends to a picture may look like anything.
#[test]
fn photograph_with_a_video_appended_is_whole() {
    let film = b"\0\0\0\x18ftypmp42 \xff\xd9 \xff\xda";
    let blank = file(GrayImage::from_pixel(300, 300, Luma([200])), ImageFormat::Jpeg);
    assert_eq!(texts(&[&blank[..], film].concat()), Err(Unreadable::NothingFound));
}

#[test]
fn truncated_files_are_damaged() {
    let picture = DynamicImage::from(code(TEXT.as_bytes(), 5)).to_rgb8();
    for format in
        [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff]
    {
        let whole = file(picture.clone(), format);
        for part in [whole.len() / 8, whole.len() / 3] {
            assert_eq!(texts(&whole[..part]), Err(Unreadable::Damaged), "{format:?} cut at {part} of {}", whole.len());
        }
    }
}

#[test]
fn debug_is_redacted() {
    let found = read(&png(code(TEXT.as_bytes(), 4))).unwrap();
    assert_eq!(format!("{found:?}"), "Found(1 texts, [REDACTED])");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read_back(text in "[ -~äß漢🔑]{1,60}", scale in 2u32..6) {
        prop_assert_eq!(texts(&png(code(text.as_bytes(), scale))), Ok(vec![text]));
    }

    #[test]
    fn bytes_never_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..400), magic in 0usize..7) {
        let magics: [&[u8]; 7] = [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"\xff\xd8\xff\xe0", b"II*\0", b"RIFF\x40\0\0\0WEBPVP8L"];
        bytes.splice(0..0, magics[magic].iter().copied());
        let _ = read(&bytes);
    }

    #[test]
    fn corrupted_files_never_panic(at in 0usize..4000, flip in 1u8.., format in 0usize..6) {
        let format = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff][format];
        let mut bytes = file(DynamicImage::from(code(b"short", 3)).to_rgb8(), format);
        let at = at % bytes.len();
        bytes[at] ^= flip;
        let _ = read(&bytes);
    }
}
