use std::collections::BTreeMap;

use crate::fault::{Fault, Reason};
use crate::layer::{Reading, Scope};
use crate::policy::{Key, Policy};

/// The policy that was read, and where each setting comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InForce {
    /// The settings, each from the place that counts for it.
    pub policy: Policy,
    /// The place of each setting, by its name.
    pub places: BTreeMap<String, String>,
    /// What doesn't count as written.
    pub faults: Vec<Fault>,
}

impl InForce {
    /// Settles which of the places counts for each setting: a policy for the computer before a
    /// user's, and of the same scope the later one.
    pub fn of(reading: Reading) -> Self {
        let mut in_force = Self { faults: reading.faults, ..Self::default() };
        let mut layers = reading.layers;
        // Sorting is stable.
        layers.sort_by_key(|layer| layer.scope);
        let mut scopes = BTreeMap::new();
        for layer in layers {
            for (name, value) in &layer.values {
                let reason = match Key::named(name) {
                    // Editors look it up in order to help.
                    None if name == "$schema" => continue,
                    None => Reason::UnknownKey,
                    Some(key) if key.scope == Scope::Machine && layer.scope == Scope::User => Reason::MachineOnly,
                    // Of the same scope, an earlier place's valid value may be stricter.
                    Some(key) if !key.accepts(value) && scopes.get(name) == Some(&layer.scope) => Reason::Malformed,
                    Some(key) => {
                        let is_well_formed = key.set(&mut in_force.policy, value);
                        in_force.places.insert(name.clone(), layer.place.clone());
                        scopes.insert(name.clone(), layer.scope);
                        if is_well_formed {
                            continue;
                        }
                        Reason::Malformed
                    }
                };
                in_force.faults.push(Fault { place: layer.place.clone(), key: Some(name.clone()), reason });
            }
        }
        in_force
    }

    /// Whether all of the policy is known. Otherwise the last valid one has to stay in force.
    pub fn is_whole(&self) -> bool {
        !self.faults.iter().any(|fault| fault.reason.hides_the_rest())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::Shape;
    use crate::layer::Layer;
    use crate::policy::UpdateCheck;

    fn layer(place: &str, scope: Scope, values: serde_json::Value) -> Layer {
        Layer { place: place.into(), scope, values: values.as_object().unwrap().clone() }
    }

    fn in_force(layers: Vec<Layer>) -> InForce {
        InForce::of(Reading { layers, faults: Vec::new() })
    }

    #[test]
    fn computers_policy_beats_the_users_setting_by_setting() {
        let settled = in_force(vec![
            layer("computer", Scope::Machine, json!({"LockAfterMinutes": 10, "PinMinLength": 8})),
            layer("user", Scope::User, json!({"LockAfterMinutes": 600, "ClipboardSeconds": 20})),
            layer("later", Scope::Machine, json!({"PinMinLength": 12})),
        ]);
        let policy = &settled.policy;
        assert_eq!(policy.lock_after_minutes, Some(10));
        assert_eq!((policy.pin_min_length, policy.clipboard_seconds), (Some(12), Some(20)));
        let place = |name: &str| settled.places[name].as_str();
        assert_eq!((place("LockAfterMinutes"), place("PinMinLength")), ("computer", "later"));
        assert!(settled.is_whole() && settled.faults.is_empty());
    }

    #[test]
    fn malformed_value_displaces_no_valid_one_of_its_scope() {
        let valid = || layer("first", Scope::Machine, json!({"LockAfterMinutes": 1, "SupportName": "Example"}));
        let malformed = |scope| layer("second", scope, json!({"LockAfterMinutes": "2", "SupportName": 7}));
        let settled = in_force(vec![valid(), malformed(Scope::Machine)]);
        assert_eq!(settled.policy.lock_after_minutes, Some(1));
        assert_eq!(settled.policy.support_name.as_deref(), Some("Example"));
        assert_eq!((settled.places["LockAfterMinutes"].as_str(), settled.faults.len()), ("first", 2));
        let users = layer("user", Scope::User, json!({"LockAfterMinutes": 600}));
        let settled = in_force(vec![users, malformed(Scope::Machine)]);
        assert_eq!(settled.policy.lock_after_minutes, Some(5), "a user's value doesn't take its place");
    }

    #[test]
    fn user_names_no_destination_of_seeds_or_logs() {
        for key in Policy::KEYS.iter().filter(|key| key.scope == Scope::Machine) {
            let value = match key.shape {
                Shape::List { .. } => json!(["a"]),
                Shape::Choice(words) => json!(words[0]),
                _ => json!("/srv"),
            };
            let settled = in_force(vec![layer("user", Scope::User, json!({ key.name: value.clone() }))]);
            assert_eq!(settled.policy, Policy::default(), "{}", key.name);
            assert_eq!(settled.faults[0].reason, Reason::MachineOnly);
            let settled = in_force(vec![layer("computer", Scope::Machine, json!({ key.name: value }))]);
            assert!(key.value(&settled.policy).is_some() && settled.faults.is_empty(), "{}", key.name);
        }
    }

    #[test]
    fn unknown_and_malformed_settings_are_reported_and_leave_the_others() {
        let values = json!({
            "$schema": "policy.schema.json", "CopyAllowed": "flase", "UpdateCheck": "sometimes", "Cookies": true, "LockAfterMinutes": 3,
        });
        let settled = in_force(vec![layer("file", Scope::Machine, values)]);
        assert_eq!(settled.policy.copy_allowed, Some(false));
        assert_eq!(settled.policy.update_check, Some(UpdateCheck::Off));
        assert_eq!(settled.policy.lock_after_minutes, Some(3));
        let mut faults: Vec<_> =
            settled.faults.iter().map(|fault| (fault.key.as_deref().unwrap(), fault.reason)).collect();
        faults.sort_by_key(|(key, _)| *key);
        let expected =
            [("Cookies", Reason::UnknownKey), ("CopyAllowed", Reason::Malformed), ("UpdateCheck", Reason::Malformed)];
        assert_eq!(faults, expected);
        assert!(settled.is_whole());
    }
}
