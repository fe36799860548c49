use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use serde_json::{Value, json};
use unic_langid::LanguageIdentifier;
use watchword_vault::StoreKind;

use crate::view::Problem;

/// A language with a file in `locales/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    /// English, the fallback of every other language.
    English,
    /// Indonesian (Bahasa Indonesia).
    Indonesian,
    /// Italian (Italiano).
    Italian,
}

impl Locale {
    /// Every language, English first.
    pub const ALL: [Self; 3] = [Self::English, Self::Indonesian, Self::Italian];

    /// Returns its BCP 47 tag.
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

    /// Returns the language of the tag `asked`, or the system's, or English.
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

/// The messages of one language.
pub struct Words(FluentBundle<FluentResource>);

impl Words {
    /// Parses the language's file, which is built into the program.
    pub fn new(locale: Locale) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.name().parse().unwrap_or_default()]);
        // A terminal would show the Unicode isolation marks around variables.
        bundle.set_use_isolating(false);
        // A message that does not parse is left out; a test checks that every message does.
        let resource = FluentResource::try_new(locale.text().to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
        Self(bundle)
    }

    /// The language's BCP 47 tag.
    pub fn language(&self) -> String {
        self.0.locales.first().map(ToString::to_string).unwrap_or_default()
    }

    /// Whether this is the word, in any language, that allows a vault to be replaced.
    pub(crate) fn is_replace(typed: &str) -> bool {
        let typed = typed.trim().to_lowercase();
        Locale::ALL.into_iter().any(|locale| Self::new(locale).say("replace-word", &[]) == typed)
    }

    /// Returns a message with its variables filled in, or its id if there is no such message.
    pub fn say(&self, message: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.fill(message, values).map_or_else(|| message.to_owned(), |(said, _)| said)
    }

    /// Returns a message about what opens a vault: a PIN, or a passphrase for a vault in a file.
    pub fn say_for(&self, message: &str, store: StoreKind) -> String {
        self.say(message, &values(&json!({ "store": store })))
    }

    /// Says what happened, and what to do about it, where no vault in a file is concerned.
    pub fn problem(&self, problem: &Problem) -> String {
        self.problem_for(problem, StoreKind::Keyring)
    }

    /// Says what happened to a vault in `store`, and what to do about it.
    pub fn problem_for(&self, problem: &Problem, store: StoreKind) -> String {
        self.say(&problem.message(), &values(&fields(problem, store)))
    }

    /// A message with its variables filled in, and its errors, such as a variable without a value.
    fn fill(&self, message: &str, values: &[(&str, FluentValue<'_>)]) -> Option<(String, Vec<FluentError>)> {
        let pattern = self.0.get_message(message)?.value()?;
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut wrong = Vec::new();
        let said = self.0.format_pattern(pattern, Some(&args), &mut wrong).into_owned();
        Some((said, wrong))
    }
}

/// The fields of a problem, and `store`, which messages about PINs depend on.
fn fields(problem: &Problem, store: StoreKind) -> Value {
    let mut fields = serde_json::to_value(problem).unwrap_or_default();
    fields["store"] = json!(store);
    fields
}

/// The variables of a message. Numbers stay numbers, since plurals depend on them.
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
    use crate::view::{AccountProblem, ImportProblem, PinProblem, ScanProblem, SecretLooks, VaultProblem};

    #[test]
    fn every_message_parses_in_every_language() {
        for locale in Locale::ALL {
            let parsed = FluentResource::try_new(locale.text().to_owned());
            assert!(parsed.is_ok(), "{locale:?}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }

    #[test]
    fn languages_are_found_by_their_primary_subtag() {
        assert_eq!(Locale::of("id-ID"), Some(Locale::Indonesian));
        assert_eq!(Locale::of("it"), Some(Locale::Italian));
        assert_eq!(Locale::of("C"), None);
        assert_eq!(Locale::choose(Some("en-GB")), Locale::English);
    }

    #[test]
    fn every_problem_has_a_message_in_every_language() {
        for locale in Locale::ALL {
            let words = Words::new(locale);
            for problem in problems() {
                for store in [StoreKind::Keyring, StoreKind::File] {
                    let filled = words.fill(&problem.message(), &values(&fields(&problem, store)));
                    let (said, wrong) = filled.unwrap_or_else(|| panic!("{locale:?}: {problem:?} has no message"));
                    assert!(!said.is_empty() && wrong.is_empty(), "{locale:?}: {said}: {wrong:?}");
                }
            }
        }
    }

    /// Whatever a problem says about the PIN of a vault is wrong for a vault that has none.
    #[test]
    fn problems_of_a_vault_in_a_file_name_the_passphrase() {
        // Italian's plural differs from the singular: "frase segreta", "frasi segrete".
        for (locale, passphrase) in
            [(Locale::English, "passphrase"), (Locale::Indonesian, "frasa sandi"), (Locale::Italian, "fras")]
        {
            for problem in problems() {
                let words = Words::new(locale);
                let [pin, file] = [StoreKind::Keyring, StoreKind::File].map(|store| words.problem_for(&problem, store));
                // Restoring over a vault is refused before it is known what opens that vault.
                if pin.contains("PIN") && problem != Problem::Vault(VaultProblem::Exists) {
                    assert!(!file.contains("PIN") && file.to_lowercase().contains(passphrase), "{file}");
                }
            }
        }
    }

    #[test]
    fn problem_messages_are_filled_in_and_distinct() {
        let said = |problem| Words::new(Locale::English).problem(&problem);
        assert!(said(Problem::Pin(PinProblem::TooShort { minimum: 6 })).contains(" 6 characters"));
        assert!(said(Problem::Import(ImportProblem::TooMany { limit: 10_000 })).contains(" 10000 "));
        // Each value has its own message: a selector sends unknown values to its default.
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
