//! The second reader: rqrr.

use std::panic::resume_unwind;

use image::{GenericImage, GenericImageView, Luma as Grey};
use rqrr::PreparedImage;
use zeroize::Zeroizing;

use crate::budget::Budget;
use crate::detection::{Bounds, Detection};
use crate::panics::catch_panic;
use crate::picture::luma::Luma;

/// How often rqrr may read a pixel, on average: three times as often as it does on an ordinary
/// picture. On a picture full of finder patterns it would spend the whole budget, and leave none
/// for the passes after it.
const READS_PER_PIXEL: u64 = 30;

/// Reads every code that is dark on light.
pub(crate) fn read(luma: Luma, budget: &Budget) -> Vec<Detection> {
    let reserved = budget.reserve(READS_PER_PIXEL * luma.pixels().len() as u64);
    let read = || {
        let mut prepared = PreparedImage::prepare(Budgeted { luma, budget: &reserved });
        let grids = prepared.detect_grids();
        let code = |grid: &rqrr::Grid<_>| {
            let mut bytes = Zeroizing::new(Vec::new());
            let version = grid.decode_to(&mut *bytes).ok()?.version;
            let bounds = Bounds::around(grid.bounds.iter().map(|point| (point.x as f32, point.y as f32)));
            let module = (bounds.right - bounds.left) / version.to_size() as f32;
            Some(Detection { text: text_of(&bytes), bounds, module })
        };
        grids.iter().filter_map(code).collect()
    };
    let codes = catch_panic(read).unwrap_or_default();
    budget.refund(&reserved);
    codes
}

/// Decodes UTF-8, or else Latin-1, in which every byte is a character: rqrr doesn't report the
/// character set that a code declares.
fn text_of(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}

/// A picture that stops rqrr, by a panic that counts as a miss, once the budget is spent. rqrr
/// compares every finder pattern with every other and copies the picture each time, so a picture
/// full of them would take hours.
struct Budgeted<'a> {
    luma: Luma,
    budget: &'a Budget,
}

impl Budgeted<'_> {
    fn spend(&self, pixel_reads: u64) {
        if !self.budget.spend(pixel_reads) {
            // Unlike `panic!`, this doesn't call the process's panic hook.
            resume_unwind(Box::new("out of budget"));
        }
    }
}

impl Clone for Budgeted<'_> {
    fn clone(&self) -> Self {
        // Copying a pixel costs about a sixteenth of reading it.
        self.spend(self.luma.pixels().len() as u64 / 16);
        Self { luma: self.luma.clone(), budget: self.budget }
    }
}

impl GenericImageView for Budgeted<'_> {
    type Pixel = Grey<u8>;

    fn dimensions(&self) -> (u32, u32) {
        (self.luma.width() as u32, self.luma.height() as u32)
    }

    fn get_pixel(&self, x: u32, y: u32) -> Grey<u8> {
        self.spend(1);
        Grey([self.luma.pixels()[y as usize * self.luma.width() + x as usize]])
    }
}

impl GenericImage for Budgeted<'_> {
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
