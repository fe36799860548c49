use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::problem::Problem;

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
            Self::English => include_str!("../../../locales/en.ftl"),
            Self::Indonesian => include_str!("../../../locales/id.ftl"),
            Self::Italian => include_str!("../../../locales/it.ftl"),
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

    /// A message, filled in; its name where there is none.
    pub fn say(&self, message: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.0.get_message(message).and_then(|found| found.value()) else {
            return message.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.0.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// What happened, and what to do about it.
    pub fn problem(&self, problem: &Problem) -> String {
        let fields = serde_json::to_value(problem).unwrap_or_default();
        let values: Vec<(&str, FluentValue<'_>)> = fields
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| match value.as_f64() {
                Some(number) => (name.as_str(), number.into()),
                None => (name.as_str(), value.as_str().unwrap_or_default().into()),
            })
            .collect();
        self.say(&problem.message(), &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_problem_has_words() {
        for locale in Locale::ALL {
            let said = Words::new(locale).problem(&Problem::PinTooShort { minimum: 6 });
            assert!(said.contains('6') && !said.starts_with("problem-"), "{said}");
        }
    }
}
