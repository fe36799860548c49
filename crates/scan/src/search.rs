//! What is tried on a picture, cheap things first.

use std::borrow::Cow;

use crate::hit::{Hit, add_new, in_reading_order};
use crate::luma::Luma;
use crate::picture::Picture;
use crate::{Found, Unreadable, readers};

/// How much work a picture is worth, in pixels that rxing looks at. Counted, not timed: the same picture gives the same
/// result on every machine.
const WORK: u64 = 240_000_000;

/// What rqrr costs for each pixel, where rxing costs 1.
const RQRR: u64 = 4;

/// Second looks are taken at no more than this many pixels: what is beyond is shrunk, and loses little but noise.
const CLOSE_LOOK: usize = 2_000_000;

/// The least side, in pixels, that is worth halving: a code has 21 modules, and needs two pixels for each.
const LEAST_SIDE: usize = 128;

#[derive(Clone, Copy)]
enum Reader {
    Rxing,
    Rqrr,
    RqrrInverted,
}

#[derive(Clone, Copy)]
enum Size {
    Half,
    Whole,
    Double,
}

#[derive(Clone, Copy)]
enum Treatment {
    Plain,
    Blurred,
    Padded,
    /// Against the mean of the square that reaches this many pixels around.
    Thresholded(usize),
    BlurredThresholded(usize),
}

/// What is tried, in this order, where the first looks found nothing.
const SECOND_LOOKS: &[(Reader, Size, Treatment)] = &[
    (Reader::Rxing, Size::Whole, Treatment::Thresholded(7)),
    (Reader::Rqrr, Size::Whole, Treatment::BlurredThresholded(15)),
    (Reader::Rxing, Size::Whole, Treatment::Blurred),
    (Reader::Rxing, Size::Whole, Treatment::Padded),
    (Reader::Rxing, Size::Half, Treatment::Thresholded(7)),
    (Reader::Rqrr, Size::Half, Treatment::Plain),
    (Reader::RqrrInverted, Size::Whole, Treatment::Plain),
    (Reader::Rxing, Size::Double, Treatment::Plain),
    (Reader::Rxing, Size::Double, Treatment::Blurred),
];

/// Reads the picture on white, and if that gives nothing and it is transparent, on black.
pub(crate) fn search(picture: &Picture) -> Result<Found, Unreadable> {
    let mut work = Work(WORK);
    let hits = picture.views().map(|view| look(view, &mut work)).find(|hits| !hits.is_empty());
    hits.map(|hits| Found { texts: in_reading_order(hits) }).ok_or(Unreadable::NothingFound)
}

/// All of the first looks are taken, for each may find a code that the others miss; the second ones only until something
/// is found.
fn look(view: Luma, work: &mut Work) -> Vec<Hit> {
    let mut hits = Vec::new();
    let (mut base, mut factor) = (view, 1.0);
    work.spend(Reader::Rxing, &base, factor, &mut hits);
    while base.pixels().len() > CLOSE_LOOK
        && let Some(smaller) = base.halved()
    {
        (base, factor) = (smaller, factor * 2.0);
        work.spend(Reader::Rxing, &base, factor, &mut hits);
    }
    work.spend(Reader::Rqrr, &base, factor, &mut hits);
    let half = base.halved().filter(|half| half.width().min(half.height()) >= LEAST_SIDE / 2);
    if let Some(half) = &half {
        work.spend(Reader::Rxing, half, factor * 2.0, &mut hits);
    }
    for (reader, size, treatment) in SECOND_LOOKS {
        if !hits.is_empty() {
            break;
        }
        let (sized, factor) = match size {
            Size::Whole => (Some(Cow::Borrowed(&base)), factor),
            Size::Half => (half.as_ref().map(Cow::Borrowed), factor * 2.0),
            Size::Double => (base.doubled().map(Cow::Owned), factor / 2.0),
        };
        let Some(sized) = sized else { continue };
        let treated = match treatment {
            Treatment::Plain => Some(sized),
            Treatment::Blurred => Some(Cow::Owned(sized.blurred(1))),
            Treatment::Padded => sized.padded(16).map(Cow::Owned),
            Treatment::Thresholded(radius) => Some(Cow::Owned(sized.thresholded(*radius))),
            Treatment::BlurredThresholded(radius) => Some(Cow::Owned(sized.blurred(1).thresholded(*radius))),
        };
        if let Some(treated) = treated {
            work.spend(*reader, &treated, factor, &mut hits);
        }
    }
    hits
}

/// The work that is left.
struct Work(u64);

impl Work {
    /// Has a reader look at a picture `factor` times smaller than the whole, if that much work is left.
    fn spend(&mut self, reader: Reader, luma: &Luma, factor: f32, hits: &mut Vec<Hit>) {
        let pixels = luma.pixels().len() as u64;
        let cost = if let Reader::Rxing = reader { pixels } else { RQRR * pixels };
        let Some(left) = self.0.checked_sub(cost) else { return };
        self.0 = left;
        let found = match reader {
            Reader::Rxing => readers::rxing(luma),
            Reader::Rqrr => readers::rqrr(luma, false),
            Reader::RqrrInverted => readers::rqrr(luma, true),
        };
        add_new(hits, found.into_iter().map(|hit| Hit { place: hit.place.scaled(factor), ..hit }).collect());
    }
}
