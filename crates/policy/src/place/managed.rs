use std::io::{Cursor, ErrorKind};
use std::path::Path;

use plist::Value as Property;
use serde_json::{Map, Value};

use crate::fault::{Fault, Reason};
use crate::layer::{Layer, Reading, Scope};

/// The name of the files: the app's bundle identifier.
const FILE: &str = "org.watchword.Watchword.plist";

/// Reads the forced values of managed preferences, which a configuration profile leaves in files
/// that only root can write: those for the computer in `folder`, and those for a user in a folder
/// named after them.
pub(super) fn read(folder: &Path, user: Option<&str>) -> Reading {
    let mut reading = Reading::default();
    let users = user.filter(|user| !user.is_empty() && !user.contains('/') && !user.starts_with('.'));
    let users = users.map(|user| (folder.join(user).join(FILE), Scope::User));
    for (path, scope) in users.into_iter().chain([(folder.join(FILE), Scope::Machine)]) {
        let place = path.display().to_string();
        match super::bytes(&path).map(|bytes| values(&bytes)) {
            Ok(Some(values)) => reading.layers.push(Layer { place, scope, values }),
            Ok(None) => reading.faults.push(Fault { place, key: None, reason: Reason::Unparsable }),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(_) => reading.faults.push(Fault { place, key: None, reason: Reason::Unreadable }),
        }
    }
    reading
}

fn values(bytes: &[u8]) -> Option<Map<String, Value>> {
    let list = Property::from_reader(Cursor::new(bytes)).ok()?.into_dictionary()?;
    // A profile describes itself by keys with this prefix.
    let own = list.into_iter().filter(|(name, _)| !name.starts_with("Payload"));
    Some(own.map(|(name, property)| (name, json(property))).collect())
}

/// The value of a property; null, which no setting accepts, for types that no setting has.
fn json(property: Property) -> Value {
    match property {
        Property::Boolean(is_on) => Value::Bool(is_on),
        Property::Integer(number) => number.as_unsigned().map_or(Value::Null, Value::from),
        Property::String(text) => Value::String(text),
        Property::Array(lines) => lines.into_iter().map(json).collect(),
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::InForce;

    const COMPUTERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>LockAfterMinutes</key><integer>10</integer>
<key>CopyAllowed</key><false/>
<key>Language</key><string>it</string>
<key>EscrowRecipients</key><array><string>age1example</string></array>
<key>PinMinLength</key><real>8.5</real>
<key>PayloadUUID</key><string>6f8a3f2e-5c1d-4f8e-9a35-1c9d0a4b7e21</string>
</dict></plist>"#;

    #[test]
    fn forced_preferences_are_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("ayu")).unwrap();
        fs::write(folder.path().join(FILE), COMPUTERS).unwrap();
        let users = COMPUTERS.replace("<integer>10<", "<integer>600<");
        fs::write(folder.path().join("ayu").join(FILE), users.replace("PinMinLength", "ClipboardSeconds")).unwrap();
        let in_force = InForce::of(read(folder.path(), Some("ayu")));
        let policy = &in_force.policy;
        assert_eq!((policy.lock_after_minutes, policy.copy_allowed), (Some(10), Some(false)));
        assert_eq!(policy.escrow_recipients.as_deref(), Some(&["age1example".to_owned()][..]));
        assert_eq!(
            (policy.pin_min_length, policy.clipboard_seconds),
            (Some(8), Some(30)),
            "malformed: no whole number"
        );
        assert_eq!(in_force.faults.len(), 3);
        assert_eq!(read(folder.path(), Some("../ayu")).layers.len(), 1);
    }

    #[test]
    fn damaged_preferences_leave_the_last_valid_policy() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), None), Reading::default());
        fs::write(folder.path().join(FILE), &COMPUTERS[..100]).unwrap();
        let in_force = InForce::of(read(folder.path(), None));
        assert_eq!((in_force.faults[0].reason, in_force.is_whole()), (Reason::Unparsable, false));
    }
}
