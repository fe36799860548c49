//! The passes over a picture, cheap ones first.

use std::borrow::Cow;

use crate::budget::Budget;
use crate::decode::{rqrr, rxing};
use crate::detection::{Detections, in_reading_order};
use crate::found::Found;
use crate::limits::{MAX_FALLBACK_PIXELS, MIN_MODULE_PIXELS};
use crate::picture::Picture;
use crate::picture::luma::Luma;
use crate::unreadable::Unreadable;

/// The budget for a picture over all passes, in pixel reads of about ten nanoseconds each.
const BUDGET: u64 = 150_000_000;

/// The shortest side, in pixels, of a halved picture that is worth a pass: a code has at least 21
/// modules, and needs two pixels for each.
const MIN_SIDE: usize = 42;

#[derive(Clone, Copy)]
enum Reader {
    Rxing,
    /// rxing, which also follows codes along a bent surface.
    RxingBent,
    Rqrr,
}

#[derive(Clone, Copy)]
enum Size {
    Quarter,
    Half,
    Whole,
    Double,
}

#[derive(Clone, Copy)]
enum Treatment {
    Plain,
    Blurred,
    Padded,
    Inverted,
    /// Black for the darkest pixels, white for all others: for a dark code on a background that is
    /// nearly as dark.
    Darkest,
    /// Black for the lightest pixels, white for all others.
    Lightest,
    /// Each pixel compared with the mean of the square that extends this many pixels around it.
    Thresholded(usize),
    BlurredThresholded(usize),
}

/// The passes that run, in this order, if the first ones read nothing.
const FALLBACK_PASSES: &[(Reader, Size, Treatment)] = &[
    (Reader::Rxing, Size::Quarter, Treatment::Plain),
    (Reader::RxingBent, Size::Whole, Treatment::Plain),
    (Reader::RxingBent, Size::Whole, Treatment::Thresholded(7)),
    (Reader::Rqrr, Size::Whole, Treatment::BlurredThresholded(15)),
    (Reader::Rxing, Size::Whole, Treatment::Blurred),
    (Reader::Rxing, Size::Whole, Treatment::Padded),
    (Reader::Rxing, Size::Half, Treatment::Thresholded(7)),
    (Reader::Rxing, Size::Whole, Treatment::Darkest),
    (Reader::Rxing, Size::Whole, Treatment::Lightest),
    (Reader::Rqrr, Size::Half, Treatment::Plain),
    (Reader::Rqrr, Size::Whole, Treatment::Inverted),
    (Reader::Rxing, Size::Double, Treatment::Plain),
    (Reader::Rxing, Size::Double, Treatment::Blurred),
];

/// Reads every QR code in a picture. Reads a transparent one on white and, if that gives nothing,
/// on black.
///
/// # Errors
/// [`Unreadable::NothingFound`] if nothing looks like a code, [`Unreadable::TooSmall`] or
/// [`Unreadable::Unclear`] if something does but can't be decoded. [`Unreadable::Damaged`] instead
/// of these if the picture's file is incomplete.
pub fn read_picture(picture: &Picture) -> Result<Found, Unreadable> {
    let budget = Budget::new(BUDGET);
    let mut unread_module: Option<f32> = None;
    for view in picture.views() {
        let found = search(view, &budget);
        if !found.codes.is_empty() {
            return Ok(Found { texts: in_reading_order(found.codes) });
        }
        unread_module = unread_module.into_iter().chain(found.unread_module).reduce(f32::max);
    }
    Err(match unread_module {
        _ if picture.is_broken_off() => Unreadable::Damaged,
        Some(module) if module < MIN_MODULE_PIXELS => Unreadable::TooSmall,
        Some(_) => Unreadable::Unclear,
        None => Unreadable::NothingFound,
    })
}

/// Runs the first passes until a code is read and nothing else looks like one, and the others only
/// until a code is read.
fn search(view: Cow<'_, Luma>, budget: &Budget) -> Detections {
    let mut found = Detections::default();
    let (mut base, mut factor) = (view, 1.0);
    let mut all_read = run_pass(Reader::Rxing, Cow::Borrowed(&*base), factor, budget, &mut found);
    while base.pixels().len() > MAX_FALLBACK_PIXELS
        && let Some(smaller) = base.halved()
    {
        (base, factor) = (Cow::Owned(smaller), factor * 2.0);
        all_read &= run_pass(Reader::Rxing, Cow::Borrowed(&*base), factor, budget, &mut found);
    }
    if all_read && !found.codes.is_empty() {
        return found;
    }
    run_pass(Reader::Rqrr, Cow::Borrowed(&*base), factor, budget, &mut found);
    let half = base.halved().filter(|half| half.width().min(half.height()) >= MIN_SIDE);
    if let Some(half) = &half {
        run_pass(Reader::Rxing, Cow::Borrowed(half), factor * 2.0, budget, &mut found);
    }
    for (reader, size, treatment) in FALLBACK_PASSES {
        // Without budget, preparing a pass's picture would be wasted work. All passes but the first
        // read each pixel at least once.
        if !found.codes.is_empty() || !budget.has(base.pixels().len() as u64) {
            break;
        }
        let (sized, factor) = match size {
            Size::Whole => (Some(Cow::Borrowed(&*base)), factor),
            Size::Quarter => (half.as_ref().and_then(Luma::halved).map(Cow::Owned), factor * 4.0),
            Size::Half => (half.as_ref().map(Cow::Borrowed), factor * 2.0),
            Size::Double => (base.doubled().map(Cow::Owned), factor / 2.0),
        };
        let Some(sized) = sized else { continue };
        let treated = match treatment {
            Treatment::Plain => Some(sized),
            Treatment::Blurred => Some(Cow::Owned(sized.blurred(1))),
            Treatment::Inverted => Some(Cow::Owned(sized.inverted())),
            Treatment::Darkest => Some(Cow::Owned(sized.darkest())),
            Treatment::Lightest => Some(Cow::Owned(sized.inverted().darkest())),
            Treatment::Padded => sized.padded(16).map(Cow::Owned),
            Treatment::Thresholded(radius) => Some(Cow::Owned(sized.thresholded(*radius))),
            Treatment::BlurredThresholded(radius) => Some(Cow::Owned(sized.blurred(1).thresholded(*radius))),
        };
        if let Some(treated) = treated {
            run_pass(*reader, treated, factor, budget, &mut found);
        }
    }
    found
}

/// Runs a reader on a picture `factor` times smaller than the original. Returns whether it read
/// everything that looks like a code.
fn run_pass(reader: Reader, luma: Cow<'_, Luma>, factor: f32, budget: &Budget, found: &mut Detections) -> bool {
    let read = match reader {
        Reader::Rxing => rxing::read(&luma, false, &found.codes, factor, budget),
        Reader::RxingBent => rxing::read(&luma, true, &found.codes, factor, budget),
        Reader::Rqrr => Detections { codes: rqrr::read(luma.into_owned(), budget), unread_module: None },
    };
    let all_read = read.unread_module.is_none();
    found.add(read, factor);
    all_read
}
