use std::fmt;

use zeroize::Zeroizing;

/// The texts read from a picture, at least one. `Debug` shows only their number, because they may
/// hold seeds.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// The texts in reading order (rows from the top, each from the left), without duplicates.
    pub texts: Vec<Zeroizing<String>>,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Found({} texts, [REDACTED])", self.texts.len())
    }
}
