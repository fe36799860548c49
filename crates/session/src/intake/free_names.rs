use std::collections::{HashMap, HashSet};

use watchword_vault::MAX_NAME_CHARS;

/// Names that accounts have, and numbered ones beside them.
pub(super) struct FreeNames {
    /// Issuers in lower case, with account names.
    taken: HashSet<(String, String)>,
    /// The number last given to each pair of names.
    numbers: HashMap<(String, String), u32>,
}

impl FreeNames {
    pub(super) fn beside<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let taken = names.map(|(issuer, account)| (issuer.to_ascii_lowercase(), account.to_owned())).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// Numbers an account name, so that no other account of the issuer has it: “ayu (2)”.
    pub(super) fn next(&mut self, issuer: &str, account: &str) -> String {
        let issuer = issuer.to_ascii_lowercase();
        let number = self.numbers.entry((issuer.clone(), account.to_owned())).or_insert(1);
        loop {
            *number += 1;
            let name = numbered(account, *number);
            if self.taken.insert((issuer.clone(), name.clone())) {
                return name;
            }
        }
    }
}

/// The account name with a number behind it, cut so that the vault accepts it.
fn numbered(account: &str, number: u32) -> String {
    if account.is_empty() {
        return format!("({number})");
    }
    let suffix = format!(" ({number})");
    let kept: String = account.chars().take(MAX_NAME_CHARS - suffix.len()).collect();
    format!("{}{suffix}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_until_one_is_free() {
        let mut names = FreeNames::beside([("Example", "ayu"), ("example", "ayu (2)"), ("Bank", "")].into_iter());
        assert_eq!(names.next("EXAMPLE", "ayu"), "ayu (3)");
        assert_eq!(names.next("Example", "ayu"), "ayu (4)");
        assert_eq!(names.next("Bank", ""), "(2)");
        assert_eq!(names.next("Other", "ayu"), "ayu (2)");
    }

    #[test]
    fn longest_name_stays_within_the_limit() {
        let longest = "é".repeat(MAX_NAME_CHARS);
        let name = FreeNames::beside([("", longest.as_str())].into_iter()).next("", &longest);
        assert!(name.chars().count() == MAX_NAME_CHARS && name.ends_with("é (2)"), "{name}");
    }
}
