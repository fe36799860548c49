use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use watchword_policy::Key;

pub(super) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The languages: Watchword's names of them, and Windows'.
pub(super) const LANGUAGES: [(&str, &str); 3] = [("en", "en-US"), ("id", "id-ID"), ("it", "it-IT")];

/// What the settings are called in one language.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    pub(super) fn of(language: &str) -> Self {
        let path = workspace().join("locales").join(format!("{language}.ftl"));
        let resource = FluentResource::try_new(fs::read_to_string(&path).unwrap()).unwrap();
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        // Marks around values are for the window, where directions mix.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).unwrap();
        Self { bundle }
    }

    /// Returns the message `policy-NAME`.
    pub(super) fn say(&self, name: &str) -> String {
        self.say_with(name, &[])
    }

    /// Returns the message `policy-NAME` with these numbers in it.
    pub(super) fn say_with(&self, name: &str, numbers: &[(&'static str, usize)]) -> String {
        let id = format!("policy-{name}");
        let message = self.bundle.get_message(&id).unwrap_or_else(|| panic!("{id} is missing"));
        let args: FluentArgs<'_> = numbers.iter().map(|(name, number)| (*name, *number)).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors).into_owned();
        assert!(errors.is_empty(), "{id}: {errors:?}");
        text
    }

    pub(super) fn title(&self, key: &Key) -> String {
        self.say(&kebab(key.name))
    }

    pub(super) fn help(&self, key: &Key) -> String {
        self.say(&format!("{}-help", kebab(key.name)))
    }

    /// Returns what a word of a choice is called.
    pub(super) fn choice(&self, key: &Key, word: &str) -> String {
        self.say(&format!("{}-{word}", kebab(key.name)))
    }
}

/// Returns the ids of all messages about policies in one language, without `policy-`.
pub(super) fn ids(language: &str) -> Vec<String> {
    let path = workspace().join("locales").join(format!("{language}.ftl"));
    let text = fs::read_to_string(path).unwrap();
    let ids = text.lines().filter_map(|line| Some(line.strip_prefix("policy-")?.split_once(" =")?.0.to_owned()));
    ids.collect()
}

/// `PinMinLength` is `pin-min-length`.
pub(super) fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}
