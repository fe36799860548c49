use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::audit::hash::Hash;

/// The first part of an anchor's text, which says what the other parts mean.
const VERSION: &str = "v1";

/// A point of a vault's chain: what continues the chain, and what shows later that the log still
/// has everything up to this line.
///
/// As text: `v1.<seq>.<hash>.<vault>`, at most 125 bytes of ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The vault whose chain it is.
    pub vault: Uuid,
    /// The number of the line, from 1; 0 before the first line.
    pub seq: u64,
    /// The hash of that line; [`Hash::NONE`] before the first.
    pub hash: Hash,
}

impl Anchor {
    /// The beginning of a vault's chain, before its first line.
    pub fn start(vault: Uuid) -> Self {
        Self { vault, seq: 0, hash: Hash::NONE }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{VERSION}.{}.{}.{}", self.seq, self.hash, self.vault)
    }
}

/// The text is not an anchor of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidAnchor;

impl FromStr for Anchor {
    type Err = InvalidAnchor;

    fn from_str(text: &str) -> Result<Self, InvalidAnchor> {
        let mut parts = text.split('.');
        let mut part = || parts.next().ok_or(InvalidAnchor);
        let (version, seq, hash, vault) = (part()?, part()?, part()?, part()?);
        let anchor = Self {
            vault: vault.parse().map_err(|_| InvalidAnchor)?,
            seq: seq.parse().map_err(|_| InvalidAnchor)?,
            hash: hash.parse().map_err(|_| InvalidAnchor)?,
        };
        // A number and an id have several forms, of which only one is written.
        let is_written = version == VERSION && anchor.to_string() == text;
        let is_start = anchor.seq == 0;
        if is_written && is_start == (anchor.hash == Hash::NONE) { Ok(anchor) } else { Err(InvalidAnchor) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_back() {
        let vault = Uuid::from_u128(7);
        for anchor in [Anchor::start(vault), Anchor { vault, seq: u64::MAX, hash: Hash::of(b"line") }] {
            assert_eq!(anchor.to_string().parse(), Ok(anchor));
            assert!(anchor.to_string().len() <= 125);
        }
    }

    #[test]
    fn any_other_text_is_refused() {
        let hash = Hash::of(b"line");
        let vault = Uuid::from_u128(0xab);
        let good = format!("v1.12.{hash}.{vault}");
        assert!(good.parse::<Anchor>().is_ok());
        let bad = [
            String::new(),
            format!("v2.12.{hash}.{vault}"),
            format!("v1.012.{hash}.{vault}"),
            format!("v1.+12.{hash}.{vault}"),
            format!("v1.-1.{hash}.{vault}"),
            format!("v1.18446744073709551616.{hash}.{vault}"),
            format!("v1.0.{hash}.{vault}"),
            format!("v1.12.{}.{vault}", Hash::NONE),
            format!("v1.12.{}.{vault}", hash.to_string().to_uppercase()),
            format!("v1.12.{}.{vault}", &hash.to_string()[1..]),
            format!("v1.12.{hash}.{}", vault.simple()),
            format!("v1.12.{hash}.{}", vault.to_string().to_uppercase()),
            format!("v1.12.{hash}"),
            format!("{good}."),
            format!("{good}\n"),
            format!(" {good}"),
        ];
        for text in bad {
            assert_eq!(text.parse::<Anchor>(), Err(InvalidAnchor), "{text}");
        }
    }
}
