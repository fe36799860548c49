use std::cell::Cell;

/// The work that is left to spend on a picture, in looks at a pixel. Counted, not timed: the same picture gives the same
/// result on every machine.
pub(crate) struct Work(Cell<u64>);

impl Work {
    pub(crate) fn new(looks: u64) -> Self {
        Self(Cell::new(looks))
    }

    /// Spends `looks`, if that much is left.
    pub(crate) fn take(&self, looks: u64) -> bool {
        let left = self.0.get().checked_sub(looks);
        self.0.set(left.unwrap_or(self.0.get()));
        left.is_some()
    }

    /// Whether that much is left.
    pub(crate) fn has(&self, looks: u64) -> bool {
        self.0.get() >= looks
    }

    /// Sets at most `looks` apart.
    pub(crate) fn share(&self, looks: u64) -> Self {
        let share = looks.min(self.0.get());
        self.0.set(self.0.get() - share);
        Self::new(share)
    }

    /// Takes back what is left of a share.
    pub(crate) fn give_back(&self, share: &Self) {
        self.0.set(self.0.get().saturating_add(share.0.take()));
    }
}
