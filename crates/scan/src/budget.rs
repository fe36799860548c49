use std::cell::Cell;

/// The work that may still be spent on a picture, in pixel reads. Counted, not timed: the same
/// picture gives the same result on every machine.
pub(crate) struct Budget(Cell<u64>);

impl Budget {
    pub(crate) fn new(pixel_reads: u64) -> Self {
        Self(Cell::new(pixel_reads))
    }

    /// Spends `pixel_reads` and returns `true`, if that much is left.
    pub(crate) fn spend(&self, pixel_reads: u64) -> bool {
        let left = self.0.get().checked_sub(pixel_reads);
        self.0.set(left.unwrap_or(self.0.get()));
        left.is_some()
    }

    /// Whether at least `pixel_reads` are left.
    pub(crate) fn has(&self, pixel_reads: u64) -> bool {
        self.0.get() >= pixel_reads
    }

    /// Sets up to `pixel_reads` aside as a separate budget.
    pub(crate) fn reserve(&self, pixel_reads: u64) -> Self {
        let reserved = pixel_reads.min(self.0.get());
        self.0.set(self.0.get() - reserved);
        Self::new(reserved)
    }

    /// Adds the unspent part of a reserved budget to this one.
    pub(crate) fn refund(&self, reserved: &Self) {
        self.0.set(self.0.get().saturating_add(reserved.0.take()));
    }
}
