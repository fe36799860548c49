use watchword_session::Row;
use zeroize::Zeroizing;

/// The longest PIN or passphrase that is typed here, in bytes.
const MAX_BYTES: usize = 1024;

/// The PIN that the user types for a code of one account.
pub(super) struct PinEntry {
    row: Row,
    /// Never grows beyond the room it has, so that no copy is left behind.
    typed: Zeroizing<String>,
}

impl PinEntry {
    pub(super) fn of(row: Row) -> Self {
        Self { row, typed: Zeroizing::new(String::with_capacity(MAX_BYTES)) }
    }

    /// The account whose code it is for.
    pub(super) fn row(&self) -> &Row {
        &self.row
    }

    /// The number of characters typed.
    pub(super) fn length(&self) -> usize {
        self.typed.chars().count()
    }

    pub(super) fn add(&mut self, letter: char) {
        if self.typed.len() + letter.len_utf8() <= MAX_BYTES {
            self.typed.push(letter);
        }
    }

    pub(super) fn erase(&mut self) {
        self.typed.pop();
    }

    pub(super) fn clear(&mut self) {
        self.typed.clear();
    }

    /// What was typed, and for which account.
    pub(super) fn typed(self) -> (Row, Zeroizing<String>) {
        (self.row, self.typed)
    }
}
