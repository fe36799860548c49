use thiserror::Error;

use crate::limits::MAX_BYTES;

/// Why a picture gave no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// A file of more than [`MAX_BYTES`].
    #[error("the file is larger than {} MiB", MAX_BYTES >> 20)]
    TooLarge,
    /// A picture with more pixels than Watchword reads.
    #[error("the image has more than {} million pixels", most / 1_000_000)]
    TooManyPixels {
        /// The most pixels in a picture of its format: [`MAX_PIXELS`](crate::MAX_PIXELS), or fewer
        /// if each takes more memory.
        most: u64,
    },
    /// In none of the supported formats, whatever the file is called.
    #[error("this isn't a PNG, JPEG, WebP, GIF, BMP or TIFF image")]
    NotAPicture,
    /// A picture that is incomplete or inconsistent.
    #[error("the image is damaged or incomplete")]
    Damaged,
    /// An intact picture in which nothing looks like a QR code.
    #[error("there is no QR code in the image")]
    NothingFound,
    /// Finder patterns of a code whose modules are less than two pixels wide.
    #[error("the QR code in the image is too small to read")]
    TooSmall,
    /// Finder patterns of a code that could not be decoded.
    #[error("the QR code in the image is too blurred or damaged to read")]
    Unclear,
}
