use std::{
    fs,
    path::{Path, PathBuf},
};

use image::{Rgb, RgbImage, imageops};

use crate::qr_picture;

const SIZE: (u32, u32) = (640, 480);

/// What a camera sees.
#[derive(Debug, Clone, Copy)]
pub enum Scene<'a> {
    /// An empty room, all in the colour of its wall.
    Room,
    /// The same with the QR code of a text.
    Code(&'a str),
}

impl Scene<'_> {
    /// The colour of the room, which no page uses.
    pub const WALL: Rgb<u8> = Rgb([30, 140, 60]);

    fn draw(self) -> RgbImage {
        let mut picture = RgbImage::from_pixel(SIZE.0, SIZE.1, Self::WALL);
        if let Self::Code(text) = self {
            let code = image::load_from_memory(&qr_picture(text)).expect("an image").into_rgb8();
            imageops::overlay(&mut picture, &code, 150, 60);
        }
        picture
    }
}

/// Creates a camera that plays these scenes over and over, in place of the system calls to a
/// device, and returns its folder in `cameras`.
#[track_caller]
pub fn record_camera(cameras: &Path, name: &str, scenes: &[Scene<'_>]) -> PathBuf {
    let folder = cameras.join(name);
    fs::create_dir_all(&folder).expect("a folder in the home");
    for (number, scene) in scenes.iter().enumerate() {
        scene.draw().save(folder.join(format!("{number:03}.png"))).expect("an image in the folder");
    }
    folder
}
