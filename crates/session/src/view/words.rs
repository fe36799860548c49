use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use serde_json::Value;
use unic_langid::LanguageIdentifier;

use crate::view::Problem;

/// A language there is a file for in `locales/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// English, and what stands in for every other.
    English,
    /// Bahasa Indonesia.
    Indonesian,
    /// Italiano.
    Italian,
}

impl Locale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::Indonesian, Self::Italian];

    /// Its name in BCP 47.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
            Self::Italian => "it",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::English => include_str!("../../../../locales/en.ftl"),
            Self::Indonesian => include_str!("../../../../locales/id.ftl"),
            Self::Italian => include_str!("../../../../locales/it.ftl"),
        }
    }

    /// The language asked for, or the system's, or English.
    pub fn choose(asked: Option<&str>) -> Self {
        asked
            .map(str::to_owned)
            .into_iter()
            .chain(sys_locale::get_locales())
            .find_map(|name| Self::of(&name))
            .unwrap_or(Self::English)
    }

    fn of(name: &str) -> Option<Self> {
        let language: LanguageIdentifier = name.parse().ok()?;
        Self::ALL.into_iter().find(|locale| language.language.as_str() == locale.name())
    }
}

/// One language's words.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    /// Reads the language's file, which is part of the program.
    pub fn new(locale: Locale) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.name().parse().unwrap_or_default()]);
        // A terminal shows the marks that keep a window's text apart.
        bundle.set_use_isolating(false);
        // A message that does not parse is left out; the tests see to it that every one does.
        let resource = FluentResource::try_new(locale.text().to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// Whether this is the word, in any language, that allows a vault to be replaced.
    pub(crate) fn is_replace(typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        Locale::ALL.into_iter().any(|locale| Self::new(locale).say("replace-word", &[]) == typed)
    }

    /// A message, filled in; its name where there is none.
    pub fn say(&self, message: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.fill(message, values).map_or_else(|| message.to_owned(), |(said, _)| said)
    }

    /// What happened, and what to do about it.
    pub fn problem(&self, problem: &Problem) -> String {
        self.say(&problem.message(), &values(&fields(problem)))
    }

    /// A message, filled in, and what is wrong with it: a variable that no value was given for.
    fn fill(&self, message: &str, values: &[(&str, FluentValue<'_>)]) -> Option<(String, Vec<FluentError>)> {
        let pattern = self.0.get_message(message)?.value()?;
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut wrong = Vec::new();
        let said = self.0.format_pattern(pattern, Some(&args), &mut wrong).into_owned();
        Some((said, wrong))
    }
}

fn fields(problem: &Problem) -> Value {
    serde_json::to_value(problem).unwrap_or_default()
}

/// What a message is filled in with: numbers as numbers, for the plural depends on them.
fn values(fields: &Value) -> Vec<(&str, FluentValue<'_>)> {
    let value = |value: &Value| match value.as_f64() {
        Some(number) => number.into(),
        None => value.as_str().unwrap_or_default().to_owned().into(),
    };
    fields.as_object().into_iter().flatten().map(|(name, field)| (name.as_str(), value(field))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Contents;
    use crate::view::problem::tests::problems;
    use crate::view::{AccountProblem, ImportProblem, PinProblem, ScanProblem, SecretLooks};

    #[test]
    fn every_language_parses_whole() {
        for locale in Locale::ALL {
            let parsed = FluentResource::try_new(locale.text().to_owned());
            assert!(parsed.is_ok(), "{locale:?}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }

    #[test]
    fn languages_are_found_by_their_first_part() {
        assert_eq!(Locale::of("id-ID"), Some(Locale::Indonesian));
        assert_eq!(Locale::of("it"), Some(Locale::Italian));
        assert_eq!(Locale::of("C"), None);
        assert_eq!(Locale::choose(Some("en-GB")), Locale::English);
    }

    #[test]
    fn every_problem_has_words_in_every_language() {
        for locale in Locale::ALL {
            let words = Words::new(locale);
            for problem in problems() {
                let filled = words.fill(&problem.message(), &values(&fields(&problem)));
                let (said, wrong) = filled.unwrap_or_else(|| panic!("{locale:?}: {problem:?} has no message"));
                assert!(!said.is_empty() && wrong.is_empty(), "{locale:?}: {said}: {wrong:?}");
            }
        }
    }

    #[test]
    fn a_problem_is_filled_in() {
        let said = |problem| Words::new(Locale::English).problem(&problem);
        assert!(said(Problem::Pin(PinProblem::TooShort { minimum: 6 })).contains(" 6 characters"));
        assert!(said(Problem::Import(ImportProblem::TooMany { limit: 10_000 })).contains(" 10000 "));
        // Each of a kind has words of its own: what a selector doesn't know falls to its last line.
        let mut seen: Vec<String> = problems().into_iter().map(said).collect();
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
        assert!(said(Problem::Scan(ScanProblem::NotAPicture { what: Contents::Svg })).contains("SVG"));
        for looks in [SecretLooks::Hexadecimal, SecretLooks::Base64, SecretLooks::Mistyped, SecretLooks::Otherwise] {
            assert!(said(Problem::Account(AccountProblem::SecretNotBase32 { looks })).contains("base32"), "{looks:?}");
        }
        assert_ne!(
            said(Problem::Pin(PinProblem::Wrong { wait_seconds: 0 })),
            said(Problem::Pin(PinProblem::Wrong { wait_seconds: 30 }))
        );
    }
}
