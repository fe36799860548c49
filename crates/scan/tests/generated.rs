//! Codes from two generators, in every version, size, colour and format. `WATCHWORD_CODES=2000`
//! makes more of them. The test prints the rates.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use qrcode::{EcLevel, QrCode, Version};
use watchword_scan::read;

const MANY: &str = "WATCHWORD_CODES";

#[derive(Debug, Clone)]
struct Made {
    by_qrencode: bool,
    text: String,
    /// Versions above the lowest one that has room for the text.
    larger_by: i16,
    level: EcLevel,
    scale: u32,
    inverted: bool,
    quiet_zone: bool,
    ground: Ground,
    /// The quality of a JPEG file, 1 to 100; `None` for PNG or WebP.
    quality: Option<u8>,
    webp: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    Light,
    Dark,
    Transparent,
}

fn any_code() -> impl Strategy<Value = Made> {
    let level = prop::sample::select(vec![EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H]);
    let ground = prop::sample::select(vec![Ground::Light, Ground::Dark, Ground::Transparent]);
    let text =
        ("[A-Za-z]{3,30}", "[a-z0-9.]{3,60}@example[.]org", "[A-Z2-7]{16,64}").prop_map(|(issuer, account, secret)| {
            format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
        });
    let shape = (any::<bool>(), text, 0i16..30, level);
    let look = (1u32..=12, any::<bool>(), any::<bool>(), ground, prop::option::of(30u8..=95), any::<bool>());
    (shape, look).prop_map(
        |((by_qrencode, text, larger_by, level), (scale, inverted, quiet_zone, ground, quality, webp))| Made {
            by_qrencode,
            text,
            larger_by,
            level,
            scale,
            inverted,
            quiet_zone,
            ground,
            quality,
            webp,
        },
    )
}

impl Made {
    /// The modules, row by row, dark ones `true`, and the number of modules per side.
    fn modules(&self) -> (Vec<bool>, u32) {
        let least = QrCode::with_error_correction_level(&self.text, self.level).unwrap().version();
        let Version::Normal(least) = least else { panic!("a micro code has no room for the text") };
        let version = (least + self.larger_by).min(40);
        if self.by_qrencode
            && let Some(modules) = by_qrencode(&self.text, version, self.level)
        {
            return modules;
        }
        let code = QrCode::with_version(&self.text, Version::Normal(version), self.level).unwrap();
        let dark = code.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark).collect();
        (dark, code.width() as u32)
    }

    fn picture(&self) -> DynamicImage {
        let (modules, side) = self.modules();
        let quiet = if self.quiet_zone { 4 } else { 0 };
        let margin = 3 * self.scale;
        let whole = (side + 2 * quiet) * self.scale + 2 * margin;
        // Ink, paper or neither.
        let place = |x: u32, y: u32| {
            let module = |at: u32| Some((at.checked_sub(margin)? / self.scale, at));
            let ((x, _), (y, _)) = (module(x)?, module(y)?);
            if x >= side + 2 * quiet || y >= side + 2 * quiet {
                return None;
            }
            let inside = |at: u32| at.checked_sub(quiet).filter(|at| *at < side);
            Some(inside(x).zip(inside(y)).is_some_and(|(x, y)| modules[(y * side + x) as usize]))
        };
        let shade = |dark: bool| if dark != self.inverted { 0 } else { 255 };
        match self.ground {
            Ground::Transparent => DynamicImage::from(RgbaImage::from_fn(whole, whole, |x, y| {
                let ink = place(x, y) == Some(true);
                let shade = shade(true);
                Rgba([shade, shade, shade, if ink { 255 } else { 0 }])
            })),
            Ground::Light | Ground::Dark => {
                let ground = if self.ground == Ground::Light { 235 } else { 25 };
                DynamicImage::from(GrayImage::from_fn(whole, whole, |x, y| Luma([place(x, y).map_or(ground, shade)])))
            }
        }
    }

    fn file(&self) -> Vec<u8> {
        let picture = self.picture();
        let mut bytes = Cursor::new(Vec::new());
        match self.quality {
            // JPEG has no transparency: the paper is white.
            Some(quality) => {
                let rgba = picture.to_rgba8();
                let on_white = GrayImage::from_fn(rgba.width(), rgba.height(), |x, y| {
                    let [shade, .., alpha] = rgba.get_pixel(x, y).0;
                    Luma([if alpha == 0 { 255 - shade } else { shade }])
                });
                JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&on_white).unwrap();
            }
            None if self.webp => picture.to_rgba8().write_to(&mut bytes, ImageFormat::WebP).unwrap(),
            None => picture.write_to(&mut bytes, ImageFormat::Png).unwrap(),
        }
        bytes.into_inner()
    }

    /// Whether the outermost modules can't be distinguished from the background.
    fn runs_into_the_ground(&self) -> bool {
        let like_ink = if self.inverted { Ground::Light } else { Ground::Dark };
        !self.quiet_zone && self.ground == like_ink
    }

    /// The classes whose rates this code counts in.
    fn classes(&self) -> Vec<String> {
        let format = match self.quality {
            Some(quality) => format!("JPEG of quality {}0 to {}9", quality / 10, quality / 10),
            None if self.webp => "WebP".to_owned(),
            None => "PNG".to_owned(),
        };
        vec![
            format!("by {}", if self.by_qrencode { "qrencode" } else { "the crate qrcode" }),
            format!("level {:?}", self.level),
            format!("{:2} pixels a module", self.scale),
            (if self.inverted { "light on dark" } else { "dark on light" }).to_owned(),
            (if self.quiet_zone { "with a quiet zone" } else { "without a quiet zone" }).to_owned(),
            format!("ground {:?}", self.ground),
            format,
            if self.runs_into_the_ground() { "running into the ground" } else { "apart from the ground" }.to_owned(),
            "all".to_owned(),
        ]
    }

    fn is_clean(&self) -> bool {
        self.quality.is_none() && self.scale >= 2 && !self.runs_into_the_ground()
    }
}

/// The modules as qrencode draws them in text. `None` if it isn't installed.
fn by_qrencode(text: &str, version: i16, level: EcLevel) -> Option<(Vec<bool>, u32)> {
    let level = format!("{level:?}");
    let mut qrencode = Command::new("qrencode")
        .args(["-t", "ASCIIi", "-m", "0", "-8", "-v", &version.to_string(), "-l", &level, "-o", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    qrencode.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let drawn = String::from_utf8(qrencode.wait_with_output().ok()?.stdout).ok()?;
    let side = drawn.lines().count() as u32;
    // Inverted, with two characters per module.
    let dark =
        drawn.lines().flat_map(|line| line.as_bytes().chunks(2).map(|module| module[0] == b' ').collect::<Vec<_>>());
    Some((dark.collect::<Vec<_>>(), side)).filter(|(dark, side)| *side >= 21 && dark.len() == (side * side) as usize)
}

#[test]
fn generated_codes_are_read() {
    let count: usize = std::env::var(MANY).map_or(60, |many| many.parse().unwrap());
    let mut runner = TestRunner::default();
    let mut rates: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut missed = Vec::new();
    for _ in 0..count {
        let made = any_code().new_tree(&mut runner).unwrap().current();
        let right = read(&made.file()).is_ok_and(|found| found.texts.iter().any(|text| **text == made.text));
        for class in made.classes() {
            let (read, all) = rates.entry(class).or_default();
            *read += u32::from(right);
            *all += 1;
        }
        if !right && made.is_clean() {
            missed.push(made);
        }
    }
    for (class, (read, all)) in rates {
        println!("{class}: {read} of {all}");
    }
    assert!(missed.is_empty(), "clean codes that were not read: {missed:#?}");
}
