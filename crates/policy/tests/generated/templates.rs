//! The administrative templates for Windows: an .admx file, and an .adml file for each language.

use watchword_policy::{Key, Policy, Scope, Shape};

use super::words::Words;

/// Where the templates write: the key that Watchword reads.
pub(super) const REGISTRY_KEY: &str = r"Software\Policies\Watchword";

/// The opening of each file after the element's name.
const SCHEMA: &str =
    r#"xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0""#;

/// Returns the .admx file.
pub(super) fn admx() -> String {
    let policies = Policy::KEYS.iter().map(policy).collect::<String>();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions {SCHEMA}>
  <policyNamespaces>
    <target prefix="watchword" namespace="Watchword.Policies"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="Category" displayName="$(string.Category)" explainText="$(string.About)"/>
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"#
    )
}

fn policy(key: &Key) -> String {
    let name = key.name;
    let class = match key.scope {
        Scope::User => "Both",
        Scope::Machine => "Machine",
    };
    let head = format!(
        r#"name="{name}" class="{class}" displayName="$(string.{name})" explainText="$(string.{name}_Help)" key="{REGISTRY_KEY}""#
    );
    let places = "      <parentCategory ref=\"Category\"/>\n      <supportedOn ref=\"Supported\"/>\n";
    let Some(element) = element(key) else {
        return format!(
            "    <policy {head} valueName=\"{name}\">\n{places}      \
             <enabledValue><decimal value=\"1\"/></enabledValue>\n      \
             <disabledValue><decimal value=\"0\"/></disabledValue>\n    </policy>\n"
        );
    };
    format!(
        "    <policy {head} presentation=\"$(presentation.{name})\">\n{places}      \
         <elements>\n        {element}\n      </elements>\n    </policy>\n"
    )
}

/// Where an administrator types or chooses a value; `None` if enabling or disabling the policy says
/// it all.
fn element(key: &Key) -> Option<String> {
    let name = format!(r#"id="{0}" valueName="{0}" required="true""#, key.name);
    Some(match key.shape {
        Shape::Switch => return None,
        Shape::Number { min, max } => format!(r#"<decimal {name} minValue="{min}" maxValue="{max}"/>"#),
        Shape::Text { max_chars } => format!(r#"<text {name} maxLength="{max_chars}"/>"#),
        Shape::List { max_lines, max_chars } => {
            format!(r#"<multiText {name} maxLength="{max_chars}" maxStrings="{max_lines}"/>"#)
        }
        Shape::Choice(words) => {
            let item = |word: &&str| {
                let name = choice(key, word);
                format!(
                    "\n          <item displayName=\"$(string.{name})\"><value><string>{word}</string></value></item>"
                )
            };
            let items: String = words.iter().map(item).collect();
            format!("<enum {name}>{items}\n        </enum>")
        }
    })
}

/// The name of the string for a word of a choice. Such names have no hyphens.
fn choice(key: &Key, word: &str) -> String {
    format!("{}_{}", key.name, word.replace('-', "_"))
}

/// Returns the .adml file of a language.
pub(super) fn adml(language: &str) -> String {
    let words = Words::of(language);
    let mut strings = vec![
        ("Category".to_owned(), words.say("category")),
        ("About".to_owned(), words.say("about")),
        ("Supported".to_owned(), words.say("supported")),
    ];
    let mut presentations = String::new();
    for key in Policy::KEYS {
        strings.push((key.name.to_owned(), words.title(key)));
        strings.push((format!("{}_Help", key.name), explanation(&words, key)));
        if let Shape::Choice(choices) = key.shape {
            strings.extend(choices.iter().map(|word| (choice(key, word), words.choice(key, word))));
        }
        if let Some(control) = control(&words, key) {
            let name = key.name;
            presentations += &format!("      <presentation id=\"{name}\">\n        {control}\n      </presentation>\n");
        }
    }
    let string = |(id, text): &(String, String)| format!("      <string id=\"{id}\">{}</string>\n", escaped(text));
    let strings: String = strings.iter().map(string).collect();
    let (title, about) = (escaped(&words.say("category")), escaped(&words.say("about")));
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources {SCHEMA}>
  <displayName>{title}</displayName>
  <description>{about}</description>
  <resources>
    <stringTable>
{strings}    </stringTable>
    <presentationTable>
{presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
"#
    )
}

/// What the editor of policies explains about a setting.
fn explanation(words: &Words, key: &Key) -> String {
    let further = match key.shape {
        Shape::Switch if key.name.ends_with("Allowed") => words.say("if-allowed"),
        Shape::Switch => words.say("if-required"),
        Shape::Number { min, max } => words.say_with("limits-number", &[("min", min as usize), ("max", max as usize)]),
        Shape::Text { max_chars } => words.say_with("limits-text", &[("characters", max_chars)]),
        Shape::List { max_lines, max_chars } => {
            words.say_with("limits-list", &[("lines", max_lines), ("characters", max_chars)])
        }
        Shape::Choice(_) => return words.help(key),
    };
    format!("{}\n\n{further}", words.help(key))
}

/// The control for a setting. It begins with what counts for malformed values, which is strict.
fn control(words: &Words, key: &Key) -> Option<String> {
    let (name, title) = (key.name, escaped(&words.title(key)));
    let begins = key.when_malformed();
    Some(match key.shape {
        Shape::Switch => return None,
        Shape::Number { min, .. } => {
            let first = begins.and_then(|value| value.as_u64()).unwrap_or(min.into());
            format!(r#"<decimalTextBox refId="{name}" defaultValue="{first}">{title}</decimalTextBox>"#)
        }
        Shape::Text { .. } => format!(r#"<textBox refId="{name}"><label>{title}</label></textBox>"#),
        // It has no label of its own.
        Shape::List { .. } => format!("<text>{title}</text>\n        <multiTextBox refId=\"{name}\"/>"),
        Shape::Choice(choices) => {
            let first = choices.iter().position(|word| begins.as_ref().is_some_and(|value| value == word));
            let first = first.unwrap_or(0);
            format!(r#"<dropdownList refId="{name}" noSort="true" defaultItem="{first}">{title}</dropdownList>"#)
        }
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
