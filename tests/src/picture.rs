use std::process::Command;

use crate::process::read;

/// A PNG of a QR code that holds `text`, made by `qrencode`.
#[track_caller]
pub fn qr_picture(text: &str) -> Vec<u8> {
    read(Command::new("qrencode").args(["--type=PNG", "--size=6", "--output=-"]), text.as_bytes())
}

/// An SVG drawing of a QR code that holds `text`, made by `qrencode`.
#[track_caller]
pub fn qr_drawing(text: &str) -> Vec<u8> {
    read(Command::new("qrencode").args(["--type=SVG", "--size=6", "--output=-"]), text.as_bytes())
}
