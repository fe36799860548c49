use std::process::Command;

use crate::process::read;

/// Encodes `text` as a QR code with `qrencode`, and returns a PNG.
#[track_caller]
pub fn qr_picture(text: &str) -> Vec<u8> {
    read(Command::new("qrencode").args(["--type=PNG", "--size=6", "--output=-"]), text.as_bytes())
}

/// Encodes `text` as a QR code with `qrencode`, and returns an SVG drawing.
#[track_caller]
pub fn qr_drawing(text: &str) -> Vec<u8> {
    read(Command::new("qrencode").args(["--type=SVG", "--size=6", "--output=-"]), text.as_bytes())
}
