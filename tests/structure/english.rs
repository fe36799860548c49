//! Finds turns of phrase that aren't ordinary English in what people read.

use std::{collections::BTreeSet, fs};

use super::sources::workspace;

/// What people read. The command's help is in the messages too.
const READ: &[&str] = &[
    "locales/en.ftl",
    "README.md",
    "SECURITY.md",
    "ARCHITECTURE.md",
    "crates/vault/FORMAT.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/administrators.md",
    "docs/audit-log.md",
    "docs/benchmarks.md",
    "docs/command-line.md",
    "docs/formats.md",
    "docs/keyrings.md",
    "docs/ways-back.md",
    "locales/GLOSSARY.md",
];

/// Turns of phrase in lower case, and what to write instead. `.` is the start or the end of a
/// sentence, a message, a cell or an item; `!word` is any other word.
const PATTERNS: &[(&str, &str)] = &[
    // Subjects.
    (". who", "“an attacker who”, “anyone who”"),
    ("whoever", "“anyone who”"),
    ("what is !part of", "the noun itself"),
    // Verbs.
    ("!there is no !longer", "“isn't a”"),
    ("!there are no !longer", "“aren't”"),
    ("stands !for", "“is”, “lasts”"),
    ("lies about", "“is left”"),
    ("go on", "“continue”"),
    ("goes on", "“continues”"),
    ("going on", "“continuing”"),
    ("lets go", "“releases”"),
    ("take in", "“import”"),
    ("takes in", "“imports”"),
    ("taken in", "“imported”, “added”"),
    ("is waited for", "who waits for it"),
    ("are waited for", "who waits for them"),
    ("not waited for", "who doesn't wait for it"),
    ("told from", "“distinguished from”"),
    ("counts its codes", "“uses counter-based codes”"),
    ("count their codes", "“use counter-based codes”"),
    ("may come again", "“may repeat”"),
    ("is at work on", "“is using”"),
    ("goes nowhere", "“isn't saved or sent”"),
    // Other words.
    ("but for", "“except”"),
    (", for it", "“because”"),
    (", for they", "“because”"),
    ("anew", "“again”"),
    ("so many !that", "a number with a unit"),
    ("by the clock", "“time-based (TOTP)”"),
    ("by a counter", "“counter-based (HOTP)”"),
    (". have it .", "“already added”"),
    (". as the system .", "“Match system”"),
    ("present pin", "“current PIN”"),
    ("present passphrase", "“current passphrase”"),
    ("same pin again", "“confirm PIN”"),
    ("same passphrase again", "“confirm passphrase”"),
    ("that was not it", "“wrong PIN”"),
    ("put a link", "“paste a link”"),
    ("picture", "“image”"),
    ("pictures", "“images”"),
    ("!the log in", "“sign in”"),
    ("logs in", "“signs in”"),
];

/// Exceptions: a file, a pattern, a part of its line, and the reason.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    ("README.md", "picture", "picture>", "an HTML element"),
    ("locales/GLOSSARY.md", "!the log in", "Not *log in*", "names the term to avoid"),
];

/// A word, or a mark that ends something, and the number of its line.
type Token = (String, usize);

/// Splits a document or a locale into words, without code and message ids.
fn tokens(text: &str, is_locale: bool) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut in_code = false;
    for (at, line) in text.lines().enumerate() {
        let number = at + 1;
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
            continue;
        }
        if in_code {
            continue;
        }
        // Each message stands alone; a line of a document belongs to a paragraph unless it starts
        // an item or a heading.
        let line = line.trim();
        if is_locale || line.is_empty() || line.starts_with(['#', '-', '|', '*']) {
            tokens.push((".".to_owned(), number));
        }
        let prose = match line.split_once(['=', ']']) {
            Some((name, prose)) if is_locale && !line.starts_with('#') && !name.trim().contains(' ') => prose,
            _ => line,
        };
        // Code is between backticks; a message's variables are between braces.
        let (open, close) = if is_locale { ('{', '}') } else { ('`', '`') };
        for (at, part) in prose.split([open, close]).enumerate() {
            if at % 2 == 1 {
                tokens.push(("_".to_owned(), number));
                continue;
            }
            for word in part.split_whitespace() {
                tokens.extend(marked(word).into_iter().map(|token| (token, number)));
            }
        }
    }
    tokens.push((".".to_owned(), text.lines().count()));
    tokens
}

/// Splits a word, in lower case, from the mark after it.
fn marked(word: &str) -> Vec<String> {
    let of_word = |c: char| c.is_alphanumeric();
    let Some(end) = word.rfind(of_word) else {
        return if word.contains(['.', ':', ';', '?', '!', '|']) { vec![".".to_owned()] } else { Vec::new() };
    };
    let end = end + word[end..].chars().next().map_or(0, char::len_utf8);
    let mut tokens = vec![word[..end].trim_start_matches(|c| !of_word(c)).to_lowercase()];
    let mark = word[end..].chars().find_map(|c| match c {
        '.' | ':' | ';' | '?' | '!' | '|' => Some("."),
        ',' => Some(","),
        _ => None,
    });
    tokens.extend(mark.map(str::to_owned));
    tokens
}

fn is_found(pattern: &str, tokens: &[Token]) -> bool {
    let mut words = tokens.iter();
    pattern.split(' ').all(|wanted| {
        words.next().is_some_and(|(word, _)| match wanted.strip_prefix('!') {
            Some(other) => word != other,
            None => word == wanted,
        })
    })
}

/// Finds patterns: the line of each, and its index in [`PATTERNS`].
fn found(tokens: &[Token]) -> Vec<(usize, usize)> {
    let at = |start: usize| {
        let found = move |(place, (pattern, _)): (usize, &(&str, &str))| {
            // Report the line of the last word.
            let last = (start + pattern.split(' ').count() - 1).min(tokens.len() - 1);
            is_found(pattern, &tokens[start..]).then_some((tokens[last].1, place))
        };
        PATTERNS.iter().enumerate().filter_map(found)
    };
    (0..tokens.len()).flat_map(at).collect()
}

#[test]
fn messages_and_documents_are_ordinary_english() {
    let mut wrong = Vec::new();
    let mut needed = BTreeSet::new();
    for file in READ {
        let text = fs::read_to_string(workspace().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for (number, pattern) in found(&tokens(&text, file.ends_with(".ftl"))) {
            let line = text.lines().nth(number - 1).unwrap_or_default();
            let (turn, instead) = PATTERNS[pattern];
            let excuse = EXCEPTIONS
                .iter()
                .position(|(excused, pattern, part, _)| excused == file && *pattern == turn && line.contains(part));
            match excuse {
                Some(excuse) => _ = needed.insert(excuse),
                None => wrong.push(format!("{file}:{number}: “{turn}”, instead: {instead}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unused: Vec<_> = (0..EXCEPTIONS.len()).filter(|at| !needed.contains(at)).map(|at| EXCEPTIONS[at]).collect();
    assert!(unused.is_empty(), "these exceptions are no longer needed: {unused:?}");
}

#[test]
fn turns_are_found_over_lines_and_not_in_code() {
    let turns = |text: &str, is_locale: bool| -> Vec<String> {
        let found = found(&tokens(text, is_locale));
        found.iter().map(|(line, pattern)| format!("{line} {}", PATTERNS[*pattern].0)).collect()
    };
    let document = "Damage is told\nfrom `loss`. Who copies it\n\n| It is no loss | by the\nclock |\n";
    assert_eq!(turns(document, false), ["2 told from", "2 . who", "4 !there is no !longer", "5 by the clock"]);
    let ordinary = "Those who can, renew it: there is no loss, and it is no longer `anew`.\n```\nanew\n```\n";
    assert_eq!(turns(ordinary, false), [] as [&str; 0]);
    let messages =
        "picture = { $pictures } images\nfound = have it\nit =\n    [picture] You have it, whoever you are.\n";
    assert_eq!(turns(messages, true), ["3 . have it .", "4 whoever"]);
}
