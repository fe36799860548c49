//! A policy that an organisation could begin with, as a file for Linux and as a profile for macOS.

use plist::{Dictionary, Value as Property};
use serde_json::{Value, json};

/// The bundle identifier, which is the domain of the preferences.
pub(super) const DOMAIN: &str = "org.watchword.Watchword";

/// Returns the settings. `EscrowRecipients` isn't among them: nobody could open a backup that is
/// encrypted to a made-up recipient alone, and a copied one opens the backups of another's users.
pub(super) fn settings() -> Vec<(&'static str, Value)> {
    vec![
        ("LockAfterMinutes", json!(10)),
        ("LockWhenMinimised", json!(true)),
        ("PinMinLength", json!(8)),
        ("ClipboardSeconds", json!(20)),
        ("ExportAllowed", json!(false)),
        ("OtherBackupsAllowed", json!(false)),
        ("UpdateCheck", json!("off")),
        ("SupportName", json!("Example Ltd")),
        ("SupportContact", json!("help@example.org")),
    ]
}

/// Returns the policy file.
pub(super) fn file() -> String {
    let lines: Vec<String> = settings().iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("{{\n  \"$schema\": \"policy.schema.json\",\n{}\n}}\n", lines.join(",\n"))
}

/// Returns the configuration profile. Its identifiers never change: macOS replaces a profile by one
/// with the same.
pub(super) fn profile() -> String {
    let mut payload = about(DOMAIN, "settings", "4FB09667-188F-4962-A066-607493F89F9D");
    for (name, value) in settings() {
        payload.insert(name.to_owned(), property(&value));
    }
    let mut profile = about("Configuration", "profile", "657CC4F5-D6A9-4BDA-B76D-9C3BFBDD7BA5");
    profile.insert("PayloadScope".to_owned(), "System".into());
    profile.insert("PayloadContent".to_owned(), Property::Array(vec![payload.into()]));
    let mut text = Vec::new();
    Property::from(profile).to_writer_xml(&mut text).unwrap();
    let text = String::from_utf8(text).unwrap();
    format!("{}\n", text.trim_end())
}

fn about(kind: &str, name: &str, uuid: &str) -> Dictionary {
    let mut about = Dictionary::new();
    about.insert("PayloadType".to_owned(), kind.into());
    about.insert("PayloadIdentifier".to_owned(), format!("{DOMAIN}.{name}").into());
    about.insert("PayloadUUID".to_owned(), uuid.into());
    about.insert("PayloadVersion".to_owned(), 1.into());
    about.insert("PayloadDisplayName".to_owned(), "Watchword".into());
    about
}

fn property(value: &Value) -> Property {
    match value {
        Value::Bool(is_on) => (*is_on).into(),
        Value::Number(number) => number.as_u64().unwrap().into(),
        Value::String(text) => text.as_str().into(),
        other => panic!("{other}"),
    }
}
