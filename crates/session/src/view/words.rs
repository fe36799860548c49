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
    use crate::view::problem::{ParameterFault, Refusal, SecretLooks, WriteFailure};

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

    /// One of each problem. What makes the list also matches it, so that no variant can be left out.
    macro_rules! one_of_each {
        ($($variant:ident $({ $($field:ident: $value:expr),+ })?),+ $(,)?) => {{
            fn _every_variant_is_there(problem: &Problem) {
                match problem { $(Problem::$variant { .. } => {})+ }
            }
            vec![$(Problem::$variant $({ $($field: $value),+ })?),+]
        }};
    }

    fn problems() -> Vec<Problem> {
        let cannot_write = |reason| Problem::CannotWrite { reason, detail: "/home".into() };
        let not_account = |what| Problem::UriNotAccount { what };
        let mut problems = one_of_each![
            WrongPin { wait_seconds: 30 },
            Wait { seconds: 60 },
            TooManyPins,
            PinTooShort { minimum: 6 },
            PinTooLong { maximum: 256 },
            PinTooCommon,
            PinUnchanged,
            Locked,
            NoKeyring,
            KeyringLocked,
            KeyringChanged,
            KeyringFailed { why: "no answer".into() },
            KeyringSilent,
            KeyringCancelled,
            KeyringLate,
            Damaged { what: "vault.bin".into() },
            NewerFormat { format: 2 },
            NewerNeeds { what: "tags".into() },
            NoMemory,
            OlderCopy,
            Busy,
            CannotWrite { reason: WriteFailure::Full, detail: String::new() },
            NotFound,
            SeedMissing,
            CounterExhausted,
            CountersLost,
            SecretEmpty,
            SecretTooLong,
            SecretNotBase32 { looks: SecretLooks::Otherwise },
            DigitsOutOfRange,
            PeriodOutOfRange,
            CounterOutOfRange,
            SteamParameters,
            SettingOutOfRange,
            NameTooLong { limit: 200 },
            Duplicate { issuer: "Example".into(), account: "ayu".into() },
            UriNotAccount { what: Refusal::Web },
            UriMalformed,
            UriUnsupported { what: "MD5".into() },
            UriParameter { name: "pin".into(), fault: ParameterFault::Unknown },
            UriTrashed,
            BatchDamaged,
            PictureTooLarge { megapixels: 50, megabytes: 64 },
            PictureDamaged,
            NotAPicture { what: Contents::Other },
            NoCodeFound,
            CodeTooSmall,
            CodeUnclear,
            PdfEncrypted,
            PdfDamaged,
            PdfTooLong { pages: 20 },
            NoCodeOnScreen,
            ScreenRefused,
            ScreenUnavailable,
            CameraAbsent,
            CameraRefused,
            CameraBusy,
            CameraLost,
            CameraUnusable,
            FileUnreadable,
            AddressNotFetched,
            DropEmpty,
            ClipboardEmpty,
            ClipboardFailed,
            ClipboardNotCopied,
            ClipboardOnlyWindows,
            TooMany { limit: 10_000 },
            RecoveryKeyMalformed,
            RecoveryKeyWrong,
            RecoveryGroupWrong,
            WordWrong,
            NoRecoveryKey,
            BackupUnreadable,
            BackupForged,
            VaultExists,
            Internal,
        ];
        problems.push(Problem::WrongPin { wait_seconds: 0 });
        problems.extend([WriteFailure::Denied, WriteFailure::Other].map(cannot_write));
        problems.extend(
            [SecretLooks::Hexadecimal, SecretLooks::Base64, SecretLooks::Mistyped]
                .map(|looks| Problem::SecretNotBase32 { looks }),
        );
        problems.extend(
            [ParameterFault::HalfSecret, ParameterFault::Twice]
                .map(|fault| Problem::UriParameter { name: "period".into(), fault }),
        );
        problems.extend(
            [
                Contents::Empty,
                Contents::Svg,
                Contents::Web,
                Contents::Image,
                Contents::Media,
                Contents::Archive,
                Contents::Office,
                Contents::Encrypted,
                Contents::Export,
                Contents::Text,
            ]
            .map(|what| Problem::NotAPicture { what }),
        );
        problems.extend([Refusal::Wifi, Refusal::Contact, Refusal::Text].map(not_account));
        problems
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
        assert!(said(Problem::PinTooShort { minimum: 6 }).contains(" 6 characters"));
        assert!(said(Problem::TooMany { limit: 10_000 }).contains(" 10000 "));
        // Each of a kind has words of its own: what a selector doesn't know falls to its last line.
        let mut seen: Vec<String> = problems().into_iter().map(said).collect();
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
        assert!(said(Problem::NotAPicture { what: Contents::Svg }).contains("SVG"));
        for looks in [SecretLooks::Hexadecimal, SecretLooks::Base64, SecretLooks::Mistyped, SecretLooks::Otherwise] {
            assert!(said(Problem::SecretNotBase32 { looks }).contains("base32"), "{looks:?}");
        }
        assert_ne!(said(Problem::WrongPin { wait_seconds: 0 }), said(Problem::WrongPin { wait_seconds: 30 }));
    }
}
