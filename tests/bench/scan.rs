//! Reading generated screens with QR codes and generated photographs without any: time and memory.

use std::{
    env,
    process::{Command, Stdio},
    time::Instant,
};

use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use watchword_session::Source;
use watchword_tests::{Chance, peak_kib};
use zeroize::Zeroizing;

use crate::{
    figure::{Figure, Unit},
    table::Table,
    times::{median, milliseconds},
};

/// The argument that makes this program read one image, alone in its process.
pub(crate) const HERE: &str = "scan-here";
const TIMES: usize = 15;
const MODULE_PX: usize = 5;
const PAPER: u8 = 246;
const INK: u8 = 40;

/// A greyscale image, one byte per pixel.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

pub(crate) fn measure(table: &mut Table) {
    let told = |picture: &str| {
        let itself = env::current_exe().expect("a program knows its own path");
        let output = Command::new(itself).args([HERE, picture]).stderr(Stdio::inherit()).output().expect("it runs");
        let told: Value = serde_json::from_slice(&output.stdout).expect("its output in JSON");
        let millis: Vec<f64> = told["millis"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        (millis, told["peak_kib"].as_f64().unwrap_or(f64::NAN) / 1024.0)
    };
    for (picture, name, limit) in [
        ("screen", "a screen of 1920 × 1080 with one code", 15.0),
        ("screens", "a screen of 3840 × 2160 with six codes", 60.0),
    ] {
        let (millis, peak) = told(picture);
        table.add(Figure::new(name, median(millis), Unit::Milliseconds).at_most(limit).beside(
            "peak memory",
            peak,
            Unit::Mebibytes,
        ));
    }
    let photographs = ["sky", "leaves", "tiles", "noise"].map(told);
    let worst = |of: fn(&(Vec<f64>, f64)) -> f64| photographs.iter().map(of).fold(0.0, f64::max);
    table.add(
        Figure::new(
            "photographs of 12 megapixels without a code, the slowest",
            worst(|(millis, _)| median(millis.iter().copied())),
            Unit::Milliseconds,
        )
        .at_most(1500.0),
    );
    table.add(Figure::new("the same, highest peak memory", worst(|(_, peak)| *peak), Unit::Mebibytes).at_most(400.0));
}

/// Reads one image several times, and prints the time of each reading and the peak memory.
pub(crate) fn read_here(picture: &str) {
    let (canvas, codes) = match picture {
        "screen" => (screen(1920, 1080, &[(1300, 420)]), 1),
        "screens" => {
            let places = [(300, 300), (1500, 260), (2900, 500), (500, 1500), (1900, 1300), (3200, 1600)];
            (screen(3840, 2160, &places), 6)
        }
        other => (photograph(other), 0),
    };
    let rgba = canvas.pixels.iter().flat_map(|shade| [*shade, *shade, *shade, 255]).collect();
    let source =
        Source::Pixels { width: canvas.width as u32, height: canvas.height as u32, rgba: Zeroizing::new(rgba) };
    drop(canvas);
    let times = if codes == 0 { 3 } else { TIMES };
    let millis = (0..times).map(|_| {
        let began = Instant::now();
        let scanned = source.scan();
        assert_eq!(scanned.texts.len(), codes, "{picture}");
        milliseconds(began.elapsed())
    });
    let millis: Vec<f64> = millis.collect();
    println!("{}", json!({ "millis": millis, "peak_kib": peak_kib() }));
}

impl Canvas {
    fn new(width: usize, height: usize, shade: impl FnMut(usize) -> u8) -> Self {
        Self { width, height, pixels: (0..width * height).map(shade).collect() }
    }

    fn fill(&mut self, (x, y): (usize, usize), (width, height): (usize, usize), shade: u8) {
        let right = (x + width).min(self.width);
        for row in self.pixels.chunks_exact_mut(self.width).skip(y).take(height) {
            row[x.min(right)..right].fill(shade);
        }
    }
}

/// Draws windows with lines that resemble text, and QR codes of accounts at these points.
fn screen(width: usize, height: usize, codes: &[(usize, usize)]) -> Canvas {
    let mut canvas = Canvas::new(width, height, |_| PAPER);
    let mut chance = Chance::new(7);
    let mut below = |limit: usize| chance.below(limit as u64) as usize;
    for _ in 0..8 {
        canvas.fill((below(width), below(height)), (below(width / 2), below(height / 3)), 200 + below(56) as u8);
    }
    for y in (12..height - 12).step_by(22) {
        let mut x = below(60);
        while x + 12 < width {
            canvas.fill((x, y + below(4)), (1 + below(3), 6 + below(8)), INK);
            x += if below(6) == 0 { 14 } else { 3 + below(5) };
        }
    }
    for (number, place) in codes.iter().enumerate() {
        let text = format!(
            "otpauth://totp/Example{number}:ayu@example.org?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Example{number}"
        );
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a text that fits");
        let (side, colours) = (code.width(), code.to_colors());
        canvas.fill(*place, ((side + 8) * MODULE_PX, (side + 8) * MODULE_PX), 255);
        for (at, _) in colours.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
            let (x, y) = (at % side + 4, at / side + 4);
            canvas.fill((place.0 + x * MODULE_PX, place.1 + y * MODULE_PX), (MODULE_PX, MODULE_PX), 0);
        }
    }
    canvas
}

/// Generates a photograph of 4,000 × 3,000 pixels that resembles a subject.
fn photograph(of: &str) -> Canvas {
    let (width, height) = (4000, 3000);
    let mut chance = Chance::new(7);
    let mut grain = move |strength: u64| chance.below(2 * strength + 1) as f32 - strength as f32;
    if of == "leaves" {
        let mut canvas = Canvas::new(width, height, |_| 90);
        let mut chance = Chance::new(11);
        let mut below = |limit: usize| chance.below(limit as u64) as usize;
        for _ in 0..60_000 {
            canvas.fill((below(width), below(height)), (2 + below(40), 2 + below(40)), below(256) as u8);
        }
        return canvas;
    }
    Canvas::new(width, height, |at| {
        let (x, y) = ((at % width) as f32, (at / width) as f32);
        let shade = match of {
            "sky" => 128.0 + 60.0 * (x / 397.0).sin() + 50.0 * (y / 261.0 + x / 800.0).sin() + grain(6),
            "tiles" => (if (x as u32 / 24 + y as u32 / 24).is_multiple_of(2) { 60.0 } else { 190.0 }) + grain(12),
            _ => 128.0 + grain(127),
        };
        shade.clamp(0.0, 255.0) as u8
    })
}
