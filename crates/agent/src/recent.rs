/// The most accounts that are remembered.
const MOST: usize = 50;

/// The accounts used since this process has started, by their ids, the latest first. Written
/// nowhere.
#[derive(Default)]
pub(crate) struct Recent(Vec<String>);

impl Recent {
    /// Notes that an account was used.
    pub(crate) fn used(&mut self, id: &str) {
        self.0.retain(|used| used != id);
        self.0.insert(0, id.to_owned());
        self.0.truncate(MOST);
    }

    /// The place of an account in the order of the last use; those that weren't used come last.
    #[cfg(any(target_os = "linux", test))]
    pub(crate) fn place(&self, id: &str) -> usize {
        self.0.iter().position(|used| used == id).unwrap_or(MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latest_comes_first_and_few_are_remembered() {
        let mut recent = Recent::default();
        for number in 0..100 {
            recent.used(&number.to_string());
        }
        recent.used("60");
        assert_eq!([recent.place("60"), recent.place("99"), recent.place("61")], [0, 1, 39]);
        assert_eq!(recent.place("10"), MOST);
        assert_eq!(recent.0.len(), MOST);
    }
}
