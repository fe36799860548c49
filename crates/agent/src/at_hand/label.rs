use watchword_session::clean_name;

use crate::at_hand::AccountName;

/// The most characters that are shown of one name.
const MAX_CHARS: usize = 48;
/// The most characters that are looked at: a stored name has at most 256, of which some may be
/// invisible.
const MAX_READ: usize = 256;

/// Returns the names of an account in one line, `issuer: account`, as they are shown by other
/// programs: cut to 48 characters each, without control characters and overrides of the direction
/// of writing.
pub(super) fn label(account: &AccountName) -> String {
    match [&account.issuer, &account.account].map(|name| visible(name)) {
        [issuer, account] if issuer.is_empty() && account.is_empty() => "–".to_owned(),
        [issuer, account] if account.is_empty() => issuer,
        [issuer, account] if issuer.is_empty() => account,
        [issuer, account] => format!("{issuer}: {account}"),
    }
}

/// Returns a text as the label of a menu item, where one underscore would make the next letter an
/// access key.
pub(super) fn in_menu(text: &str) -> String {
    text.replace('_', "__")
}

fn visible(name: &str) -> String {
    let start: String = name.chars().take(MAX_READ).collect();
    let visible = clean_name(&start).unwrap_or_default();
    if visible.chars().count() <= MAX_CHARS {
        return visible;
    }
    let cut: String = visible.chars().take(MAX_CHARS - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(issuer: &str, account: &str) -> String {
        label(&AccountName { id: "1".into(), issuer: issuer.into(), account: account.into() })
    }

    #[test]
    fn names_are_joined_if_there_are_two() {
        assert_eq!(named("GitHub", "ada"), "GitHub: ada");
        assert_eq!(named("GitHub", ""), "GitHub");
        assert_eq!(named(" ", "ada"), "ada");
        assert_eq!(named("\u{202e}", "\n"), "–");
    }

    #[test]
    fn names_cannot_reverse_or_break_a_line_or_push_other_items_off_the_screen() {
        assert_eq!(named("a\u{202e}b\u{2066}\u{feff}", "c\r\n\td\u{0}"), "ab: cd");
        let long = named(&"é".repeat(300), &"\u{202e}".repeat(300));
        assert_eq!(long, format!("{}…", "é".repeat(MAX_CHARS - 1)));
    }

    #[test]
    fn underscores_stay_underscores() {
        assert_eq!(in_menu("a_b__c"), "a__b____c");
    }
}
