use zeroize::Zeroizing;

use crate::view::Problem;

/// Something other than a file, dropped onto the window.
pub enum Dropped {
    /// A picture's bytes.
    Picture(Zeroizing<Vec<u8>>),
    /// A picture's bytes as a `data` address.
    Address(Zeroizing<String>),
    /// One URI or several lines of them.
    Text(Zeroizing<String>),
    /// Nothing that is read.
    Refused(Problem),
}
