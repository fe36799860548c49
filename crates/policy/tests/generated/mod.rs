//! Everything that describes the settings is generated from their table and from the locales, and
//! is in the repository as it has to be. `WATCHWORD_WRITE_DOCS=1` writes it.

mod checks;
mod example;
mod schema;
mod table;
mod templates;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use watchword_policy::{Policy, Shape};

use words::{LANGUAGES, ids, kebab, workspace};

/// A text of the repository; nothing if there is none.
fn text(path: &Path) -> String {
    // A checkout on Windows may have other ends of lines.
    fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n")
}

#[test]
fn files_for_administrators_are_fresh() {
    let packaging = workspace().join("packaging/policy");
    let guide = workspace().join("docs/administrators.md");
    let mut files = vec![
        (packaging.join("policy.schema.json"), schema::schema()),
        (packaging.join("policy.example.json"), example::file()),
        (packaging.join("macos/watchword.mobileconfig"), example::profile()),
        (packaging.join("windows/Watchword.admx"), templates::admx()),
        (guide.clone(), table::document(&text(&guide))),
    ];
    for (language, culture) in LANGUAGES {
        let path = packaging.join("windows").join(culture).join("Watchword.adml");
        files.push((path, templates::adml(language)));
    }
    let stale: Vec<_> = files.into_iter().filter(|(path, made)| text(path) != *made).collect();
    if std::env::var_os("WATCHWORD_WRITE_DOCS").is_some() {
        for (path, made) in &stale {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, made).unwrap();
        }
    }
    let stale: Vec<_> = stale.iter().map(|(path, _)| path.display().to_string()).collect();
    assert!(stale.is_empty(), "stale: WATCHWORD_WRITE_DOCS=1 cargo test -p watchword-policy fresh\n{stale:#?}");
}

#[test]
fn locales_have_the_messages_of_the_settings_and_no_others() {
    let general =
        ["category", "about", "supported", "if-allowed", "if-required", "limits-number", "limits-text", "limits-list"];
    let mut expected: BTreeSet<String> = general.map(str::to_owned).into();
    for key in Policy::KEYS {
        let name = kebab(key.name);
        let choices = if let Shape::Choice(words) = key.shape { words } else { &[] };
        expected.extend(choices.iter().map(|word| format!("{name}-{word}")));
        expected.extend([format!("{name}-help"), name]);
    }
    for (language, _) in LANGUAGES {
        let found: BTreeSet<String> = ids(language).into_iter().collect();
        let differ: Vec<_> = found.symmetric_difference(&expected).collect();
        assert!(differ.is_empty(), "{language}: {differ:?}");
    }
}
