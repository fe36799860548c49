//! The second opinion: rqrr.

use std::panic::resume_unwind;

use image::{GenericImage, GenericImageView, Luma as Grey};
use rqrr::PreparedImage;
use zeroize::Zeroizing;

use crate::budget::Work;
use crate::detection::{Hit, Place};
use crate::panics::catch_panic;
use crate::picture::luma::Luma;

/// How often rqrr may look at a pixel, on average: three times what it takes on an ordinary picture. A picture full of corners
/// would have it spend all that there is for the looks after it.
const LOOKS_PER_PIXEL: u64 = 30;

/// Every code that is found, dark on light.
pub(crate) fn read(luma: Luma, work: &Work) -> Vec<Hit> {
    let share = work.share(LOOKS_PER_PIXEL * luma.pixels().len() as u64);
    let read = || {
        let mut prepared = PreparedImage::prepare(Rationed { luma, work: &share });
        let grids = prepared.detect_grids();
        let hit = |grid: &rqrr::Grid<_>| {
            let mut bytes = Zeroizing::new(Vec::new());
            let version = grid.decode_to(&mut *bytes).ok()?.version;
            let place = Place::around(grid.bounds.iter().map(|point| (point.x as f32, point.y as f32)));
            let module = (place.right - place.left) / version.to_size() as f32;
            Some(Hit { text: text_of(&bytes), place, module })
        };
        grids.iter().filter_map(hit).collect()
    };
    let hits = catch_panic(read).unwrap_or_default();
    work.give_back(&share);
    hits
}

/// UTF-8, or else Latin-1, in which every byte is a character: rqrr does not say what a code says of its characters.
fn text_of(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// A picture that can be looked at only so often. rqrr compares every corner with every other and copies the picture each
/// time, so a picture full of corners would keep it for hours; it is stopped by a panic, which the fence makes a miss.
struct Rationed<'a> {
    luma: Luma,
    work: &'a Work,
}

impl Rationed<'_> {
    fn spend(&self, looks: u64) {
        if !self.work.take(looks) {
            // Unlike `panic!`, this does not pass the process's panic hook.
            resume_unwind(Box::new("out of work"));
        }
    }
}

impl Clone for Rationed<'_> {
    fn clone(&self) -> Self {
        // A copied pixel costs about a sixteenth of one looked at.
        self.spend(self.luma.pixels().len() as u64 / 16);
        Self { luma: self.luma.clone(), work: self.work }
    }
}

impl GenericImageView for Rationed<'_> {
    type Pixel = Grey<u8>;

    fn dimensions(&self) -> (u32, u32) {
        (self.luma.width() as u32, self.luma.height() as u32)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Grey<u8> {
        self.spend(1);
        Grey([self.luma.pixels()[y as usize * self.luma.width() + x as usize]])
    }
}

impl GenericImage for Rationed<'_> {
    fn get_pixel_mut(&mut self, _: u32, _: u32) -> &mut Grey<u8> {
        resume_unwind(Box::new("deprecated, and never called by rqrr"))
    }

    fn put_pixel(&mut self, x: u32, y: u32, pixel: Grey<u8>) {
        self.spend(1);
        let at = y as usize * self.luma.width() + x as usize;
        self.luma.pixels_mut()[at] = pixel.0[0];
    }

    fn blend_pixel(&mut self, x: u32, y: u32, pixel: Grey<u8>) {
        self.put_pixel(x, y, pixel);
    }
}
