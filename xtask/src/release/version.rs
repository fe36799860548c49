use std::cmp::Ordering;

use crate::{Failed, Result};

/// A version, such as `1.2.3` or `1.2.3-rc.1` (Semantic Versioning 2.0.0, without build metadata).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Version {
    pub(super) text: String,
    numbers: [u32; 3],
    /// The identifiers of a pre-release; a release has none.
    before: Vec<String>,
}

impl Version {
    /// # Errors
    /// Fails if it isn't a version, or has build metadata, which packages can't have.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let wrong = || Failed(format!("{text} isn't a version such as 1.2.3 or 1.2.3-rc.1."));
        let (release, before) = text.split_once('-').map_or((text, None), |(release, before)| (release, Some(before)));
        let numbers: Option<Vec<u32>> = release.split('.').map(number).collect();
        let numbers = numbers.and_then(|numbers| numbers.try_into().ok()).ok_or_else(wrong)?;
        let before: Vec<String> = before.into_iter().flat_map(|before| before.split('.')).map(str::to_owned).collect();
        let is_right = |identifier: &String| {
            let is_number = identifier.chars().all(|c| c.is_ascii_digit());
            let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
            !identifier.is_empty() && identifier.chars().all(allowed) && (!is_number || number(identifier).is_some())
        };
        if !before.iter().all(is_right) {
            return Err(wrong());
        }
        Ok(Self { text: text.to_owned(), numbers, before })
    }

    pub(super) fn is_pre_release(&self) -> bool {
        !self.before.is_empty()
    }
}

/// Parses a number without leading zeros.
fn number(text: &str) -> Option<u32> {
    let is_right = text.chars().all(|c| c.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_right)
}

/// By precedence: `1.0.0-rc.2` < `1.0.0-rc.10` < `1.0.0`.
impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let identifiers = || {
            let pairs = self.before.iter().zip(&other.before).map(|(a, b)| identifier(a).cmp(&identifier(b)));
            let differing = pairs.into_iter().find(|order| order.is_ne());
            differing.unwrap_or_else(|| self.before.len().cmp(&other.before.len()))
        };
        // A pre-release comes before its release.
        let release = self.before.is_empty().cmp(&other.before.is_empty());
        self.numbers.cmp(&other.numbers).then(release).then_with(identifiers)
    }
}

/// Numbers come before words.
fn identifier(text: &str) -> (bool, Option<u32>, &str) {
    let number = number(text);
    (number.is_none(), number, text)
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_ordered_by_precedence() {
        let texts =
            ["0.1.0-alpha", "0.1.0-alpha.1", "0.1.0-beta.2", "0.1.0-beta.11", "0.1.0", "0.2.0", "0.10.0", "1.0.0"];
        let versions: Vec<Version> = texts.iter().map(|text| Version::parse(text).unwrap()).collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
        assert!(versions[0].is_pre_release() && !versions[4].is_pre_release());
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.2.x", "01.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+b"]
        {
            assert!(Version::parse(text).is_err(), "{text}");
        }
    }
}
