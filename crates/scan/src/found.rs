use std::fmt;

use zeroize::Zeroizing;

/// What was read: at least one text. `Debug` says how many and not which, because they hold seeds.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// The texts in reading order, rows from the top and each from the left, none twice.
    pub texts: Vec<Zeroizing<String>>,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Found({} texts, [REDACTED])", self.texts.len())
    }
}
