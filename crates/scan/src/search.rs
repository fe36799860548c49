//! What is tried on a picture, cheap things first.

use std::borrow::Cow;

use crate::budget::Work;
use crate::decode::{rqrr, rxing};
use crate::detection::{Sight, in_reading_order};
use crate::picture::Picture;
use crate::picture::luma::Luma;
use crate::{Found, Unreadable};

/// How often a pixel may be looked at, over all that is tried. About ten nanoseconds each.
const WORK: u64 = 150_000_000;

/// Second looks are taken at no more than this many pixels: what is beyond is shrunk, and loses little but noise.
pub(crate) const CLOSE_LOOK: usize = 2_000_000;

/// The least side, in pixels, of a half that is worth a look: a code has at least 21 modules, and needs two pixels each.
const LEAST_SIDE: usize = 42;

/// The least width of a module, in pixels, from which a camera's pictures are read.
pub(crate) const LEAST_MODULE: f32 = 2.0;

#[derive(Clone, Copy)]
enum Reader {
    Rxing,
    /// The same, which also follows codes that are bent.
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
    /// What is about as dark as the darkest, against all else: for a dark code on a ground that is nearly as dark.
    Darkest,
    /// The same for light.
    Lightest,
    /// Against the mean of the square that reaches this many pixels around.
    Thresholded(usize),
    BlurredThresholded(usize),
}

/// What is tried, in this order, where the first looks found nothing.
const SECOND_LOOKS: &[(Reader, Size, Treatment)] = &[
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

/// Reads the picture on white, and if that gives nothing and it is transparent, on black.
pub(crate) fn search(picture: &Picture) -> Result<Found, Unreadable> {
    let work = Work::new(WORK);
    let mut unread: Option<f32> = None;
    for view in picture.views() {
        let sight = look(view, &work);
        if !sight.hits.is_empty() {
            return Ok(Found { texts: in_reading_order(sight.hits) });
        }
        unread = unread.into_iter().chain(sight.unread).reduce(f32::max);
    }
    Err(match unread {
        _ if picture.is_broken_off() => Unreadable::Damaged,
        Some(module) if module < LEAST_MODULE => Unreadable::TooSmall,
        Some(_) => Unreadable::Unclear,
        None => Unreadable::NothingFound,
    })
}

/// The first looks are taken until something is found and nothing else looks like a code; the second ones only until
/// something is found.
fn look(view: Cow<'_, Luma>, work: &Work) -> Sight {
    let mut sight = Sight::default();
    let (mut base, mut factor) = (view, 1.0);
    let mut all_read = look_once(Reader::Rxing, Cow::Borrowed(&*base), factor, work, &mut sight);
    while base.pixels().len() > CLOSE_LOOK
        && let Some(smaller) = base.halved()
    {
        (base, factor) = (Cow::Owned(smaller), factor * 2.0);
        all_read &= look_once(Reader::Rxing, Cow::Borrowed(&*base), factor, work, &mut sight);
    }
    if all_read && !sight.hits.is_empty() {
        return sight;
    }
    look_once(Reader::Rqrr, Cow::Borrowed(&*base), factor, work, &mut sight);
    let half = base.halved().filter(|half| half.width().min(half.height()) >= LEAST_SIDE);
    if let Some(half) = &half {
        look_once(Reader::Rxing, Cow::Borrowed(half), factor * 2.0, work, &mut sight);
    }
    for (reader, size, treatment) in SECOND_LOOKS {
        // Without work left, what a look needs would be made for nothing. All but the first cost one a pixel of this, or more.
        if !sight.hits.is_empty() || !work.has(base.pixels().len() as u64) {
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
            look_once(*reader, treated, factor, work, &mut sight);
        }
    }
    sight
}

/// Has a reader look at a picture `factor` times smaller than the whole. Whether it read all that looks like a code.
fn look_once(reader: Reader, luma: Cow<'_, Luma>, factor: f32, work: &Work, sight: &mut Sight) -> bool {
    let seen = match reader {
        Reader::Rxing => rxing::read(&luma, false, &sight.hits, factor, work),
        Reader::RxingBent => rxing::read(&luma, true, &sight.hits, factor, work),
        Reader::Rqrr => Sight { hits: rqrr::read(luma.into_owned(), work), unread: None },
    };
    let all_read = seen.unread.is_none();
    sight.add(seen, factor);
    all_read
}
