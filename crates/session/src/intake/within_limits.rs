use watchword_exchange::Imported;
use watchword_vault::{MAX_NOTE_CHARS, MAX_TAG_CHARS, MAX_TAGS, NewAccount};
use zeroize::Zeroizing;

/// The account as the vault keeps it, and whether its tags and its note had to be shortened.
pub(super) fn within_limits(Imported { account, groups, note, asks_for_pin }: &Imported) -> (NewAccount, bool, bool) {
    let mut tags: Vec<String> = Vec::new();
    let mut tags_shortened = false;
    for group in groups {
        let tag: String = group.chars().take(MAX_TAG_CHARS).collect();
        tags_shortened |= tag.len() < group.len();
        let tag = tag.trim_end();
        if tags.iter().any(|other| other == tag) {
            continue;
        }
        if tags.len() == MAX_TAGS {
            tags_shortened = true;
            break;
        }
        tags.push(tag.to_owned());
    }
    let end = note.char_indices().nth(MAX_NOTE_CHARS).map_or(note.len(), |(at, _)| at);
    let kept = Zeroizing::new(note[..end].to_owned()).into();
    let new = NewAccount { account: account.clone(), tags, note: kept, asks_for_pin: *asks_for_pin };
    (new, tags_shortened, end < note.len())
}

#[cfg(test)]
mod tests {
    use watchword_otp::{Account, Parameters, Secret};

    use super::*;

    fn imported(groups: Vec<String>, note: &str) -> Imported {
        let secret = Secret::new(vec![7; 20]).unwrap();
        let account =
            Account { issuer: "Example".into(), account: "ayu".into(), parameters: Parameters::default(), secret };
        Imported { groups, note: note.to_owned().into(), ..account.into() }
    }

    #[test]
    fn tags_and_notes_are_kept_up_to_their_limits_and_shortening_is_said() {
        let numbered = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        let (new, tags, note) = within_limits(&imported(numbered(MAX_TAGS), &"é".repeat(MAX_NOTE_CHARS)));
        assert_eq!((new.tags.len(), new.note.expose().chars().count()), (MAX_TAGS, MAX_NOTE_CHARS));
        assert!(!tags && !note);

        let (new, tags, note) = within_limits(&imported(numbered(MAX_TAGS + 1), &"é".repeat(MAX_NOTE_CHARS + 1)));
        assert_eq!((new.tags.len(), new.note.expose().chars().count()), (MAX_TAGS, MAX_NOTE_CHARS));
        assert!(tags && note);

        let (new, tags, _) = within_limits(&imported(vec!["é".repeat(MAX_TAG_CHARS + 1)], ""));
        assert_eq!((new.tags, tags), (vec!["é".repeat(MAX_TAG_CHARS)], true));
        let (new, tags, _) = within_limits(&imported(vec!["Work".into(), "Work".into()], ""));
        assert_eq!((new.tags, tags), (vec!["Work".to_owned()], false), "a tag that is there already is none too many");
    }
}
