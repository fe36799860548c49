use watchword_capture::{DocumentError, MAX_PAGES};
use watchword_scan::{MAX_BYTES, MAX_PIXELS, Unreadable};

use super::{Problem, problems};
use crate::intake::Contents;

problems! {
    /// An image or a document that yields no text. Sizes are the largest that can be read.
    pub enum ScanProblem {
        "picture_too_large" => PictureTooLarge { megapixels: u32, megabytes: u32 },
        "picture_damaged" => PictureDamaged,
        "not_a_picture" => NotAPicture { what: Contents },
        "no_code_found" => NoCodeFound,
        "code_too_small" => CodeTooSmall,
        "code_unclear" => CodeUnclear,
        "pdf_encrypted" => PdfEncrypted,
        "pdf_damaged" => PdfDamaged,
        "pdf_too_long" => PdfTooLong { pages: u32 },
    }
}

impl ScanProblem {
    fn picture_too_large(most_pixels: u64) -> Self {
        Self::PictureTooLarge { megapixels: (most_pixels / 1_000_000) as u32, megabytes: (MAX_BYTES >> 20) as u32 }
    }
}

impl From<Unreadable> for Problem {
    fn from(unreadable: Unreadable) -> Self {
        Self::Scan(match unreadable {
            Unreadable::TooLarge => ScanProblem::picture_too_large(MAX_PIXELS),
            Unreadable::TooManyPixels { most } => ScanProblem::picture_too_large(most),
            Unreadable::NotAPicture => ScanProblem::NotAPicture { what: Contents::Other },
            Unreadable::Damaged => ScanProblem::PictureDamaged,
            Unreadable::NothingFound => ScanProblem::NoCodeFound,
            Unreadable::TooSmall => ScanProblem::CodeTooSmall,
            Unreadable::Unclear => ScanProblem::CodeUnclear,
        })
    }
}

impl From<DocumentError> for Problem {
    fn from(error: DocumentError) -> Self {
        Self::Scan(match error {
            DocumentError::PdfEncrypted => ScanProblem::PdfEncrypted,
            DocumentError::PdfDamaged => ScanProblem::PdfDamaged,
            DocumentError::PdfTooLong => ScanProblem::PdfTooLong { pages: MAX_PAGES },
            DocumentError::SvgDamaged => ScanProblem::NotAPicture { what: Contents::Svg },
            DocumentError::Unreadable(unreadable) => return unreadable.into(),
        })
    }
}
