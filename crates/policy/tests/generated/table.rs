//! The table of settings in `docs/administrators.md`.

use watchword_policy::{Key, Policy, Scope, Shape};

use super::words::Words;

/// The rows above the table's own.
const HEAD: &str = "| Setting | Value | Scope | If malformed | Effect |\n|---|---|---|---|---|\n";

/// Returns the document with the table as it has to be.
pub(super) fn document(text: &str) -> String {
    let words = Words::of("en");
    let (before, rest) = text.split_once(HEAD).unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    let rows: String = Policy::KEYS.iter().map(|key| row(&words, key)).collect();
    format!("{before}{HEAD}{rows}\n{after}")
}

fn row(words: &Words, key: &Key) -> String {
    let value = match key.shape {
        Shape::Switch => "`true`, `false`".to_owned(),
        Shape::Number { min, max } => format!("{min} to {max}"),
        Shape::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Shape::Text { max_chars } => format!("text of up to {max_chars} characters"),
        Shape::List { max_lines, max_chars } => {
            format!("list of up to {max_lines} texts of up to {max_chars} characters")
        }
    };
    let scope = match key.scope {
        Scope::User => "user",
        Scope::Machine => "computer",
    };
    let malformed = match (key.shape, key.when_malformed()) {
        (_, None) => "not set".to_owned(),
        (Shape::Number { .. }, Some(value)) => value.to_string(),
        (_, Some(value)) => format!("`{}`", value.as_str().map_or(value.to_string(), str::to_owned)),
    };
    let effect = format!("**{}.** {}", words.title(key), words.help(key));
    let row = format!("| `{}` | {value} | {scope} | {malformed} | {effect} |\n", key.name);
    assert_eq!(row.matches('|').count(), 6, "{row}");
    row
}
