use thiserror::Error;

use crate::limits::MAX_BYTES;

/// Why a picture gave no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// A file of more than [`MAX_BYTES`].
    #[error("the file is larger than {} MiB", MAX_BYTES >> 20)]
    TooLarge,
    /// A picture of more pixels than are read.
    #[error("the picture has more than {} million pixels", most / 1_000_000)]
    TooManyPixels {
        /// How many are read of one of its kind: [`MAX_PIXELS`](crate::MAX_PIXELS), or fewer where
        /// each takes more memory.
        most: u64,
    },
    /// None of the formats that are read, whatever the file is called.
    #[error("this is not a PNG, JPEG, WebP, GIF, BMP or TIFF picture")]
    NotAPicture,
    /// A picture that is incomplete or contradicts itself.
    #[error("the picture is damaged or incomplete")]
    Damaged,
    /// An intact picture, without anything that looks like a QR code.
    #[error("there is no QR code in the picture")]
    NothingFound,
    /// Finder patterns of a code whose modules are less than two pixels wide.
    #[error("the QR code in the picture is too small to be read")]
    TooSmall,
    /// Finder patterns of a code that could not be decoded.
    #[error("the QR code in the picture is too blurred or damaged to be read")]
    Unclear,
}
