use zeroize::Zeroizing;

use crate::view::Problem;

/// Something other than a file, dropped onto the window.
pub enum Dropped {
    /// The bytes of an image.
    Picture(Zeroizing<Vec<u8>>),
    /// An image as a `data` address (RFC 2397).
    Address(Zeroizing<String>),
    /// One URI, or several, one a line.
    Text(Zeroizing<String>),
    /// A drop that was refused, and why.
    Refused(Problem),
}
