//! A mistake in a policy neither loosens a setting nor stops anyone: the setting ends at what the
//! table declares for malformed values, the others are as written, and the mistake is reported.

use std::collections::BTreeSet;

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};
use watchword_policy::{Key, Policy, Reason, Shape};

use crate::values::{fitting, in_force, unfit};

/// The settings that a malformed value leaves unset: they restrict nobody.
const UNSET: [&str; 6] =
    ["Language", "SupportName", "SupportContact", "EscrowRecipients", "AuditFile", "ProvisioningFolder"];

#[test]
fn each_malformed_value_ends_at_what_is_declared() {
    let mut policies = 0;
    for key in Policy::KEYS {
        for value in unfit(key.shape) {
            policies += 1;
            let settled = in_force(json!({ key.name: value }));
            assert_eq!(key.value(&settled.policy), key.when_malformed(), "{} = {value}", key.name);
            let others = Policy::KEYS.iter().filter(|other| other.name != key.name);
            assert!(others.into_iter().all(|other| other.value(&settled.policy).is_none()), "{}", key.name);
            assert_eq!(settled.faults.len(), 1, "{} = {value}", key.name);
            let fault = &settled.faults[0];
            assert_eq!((fault.key.as_deref(), fault.reason), (Some(key.name), Reason::Malformed));
            assert!(settled.is_whole(), "the other settings are known");
        }
    }
    assert!(policies >= 200, "{policies} policies were tried");
}

/// Whatever isn't set is the user's to choose, so any limit is stricter than none.
#[test]
fn what_is_declared_for_malformed_values_is_strict() {
    for key in Policy::KEYS {
        let declared = key.when_malformed();
        match (key.shape, declared) {
            (_, None) => assert!(UNSET.contains(&key.name), "{}", key.name),
            (Shape::Switch, Some(value)) => {
                assert_eq!(value, json!(!key.name.ends_with("Allowed")), "{}", key.name);
            }
            (Shape::Number { min, max }, Some(value)) => {
                let number = value.as_u64().unwrap();
                assert!((u64::from(min)..=u64::from(max)).contains(&number), "{} = {value}", key.name);
            }
            (Shape::Choice(_), Some(value)) => {
                let strict = if key.name == "UpdateCheck" { "off" } else { "file" };
                assert_eq!(value, json!(strict), "{}", key.name);
            }
            (Shape::Text { .. } | Shape::List { .. }, Some(value)) => panic!("{} = {value}", key.name),
        }
    }
}

/// Any JSON at all, four levels deep.
fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (0..2000_u64).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        select(vec!["off", "on", "en", "file", "true", "0"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            btree_map(".{0,8}", inner, 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Policies in which some settings are malformed, some are not, and some don't exist.
    #[test]
    fn malformed_settings_leave_the_others_as_written(
        chosen in vec((any::<Index>(), any::<Index>(), any::<bool>()), 1..20),
        unknown in btree_map("[A-Za-z ]{0,12}", json_values(), 0..3),
    ) {
        let mut values = Map::new();
        let mut malformed = BTreeSet::new();
        let mut expected = Map::new();
        for (key, index, is_fitting) in chosen {
            let key = key.get(Policy::KEYS);
            if values.contains_key(key.name) {
                continue;
            }
            let value = if is_fitting { index.get(&fitting(key.shape)).clone() } else { index.get(&unfit(key.shape)).clone() };
            values.insert(key.name.to_owned(), value.clone());
            if !is_fitting {
                malformed.insert(key.name.to_owned());
            }
            let counts = if is_fitting { Some(value) } else { key.when_malformed() };
            expected.extend(counts.map(|counts| (key.name.to_owned(), counts)));
        }
        let unknown: Map<String, Value> =
            unknown.into_iter().filter(|(name, _)| Key::named(name).is_none()).collect();
        let all: Map<String, Value> = values.into_iter().chain(unknown.clone()).collect();
        let settled = in_force(Value::Object(all));
        prop_assert_eq!(settled.policy.to_values(), expected);
        let reported = |reason| -> BTreeSet<String> {
            let faults = settled.faults.iter().filter(|fault| fault.reason == reason);
            faults.filter_map(|fault| fault.key.clone()).collect()
        };
        prop_assert_eq!(reported(Reason::Malformed), malformed);
        prop_assert_eq!(reported(Reason::UnknownKey), unknown.keys().cloned().collect());
        prop_assert_eq!(settled.is_whole(), true);
    }

    #[test]
    fn any_json_is_either_read_or_reported(key in any::<Index>(), value in json_values()) {
        let key = key.get(Policy::KEYS);
        let settled = in_force(json!({ key.name: value }));
        let counts = key.value(&settled.policy);
        if settled.faults.is_empty() {
            let read = in_force(json!({ key.name: counts }));
            prop_assert!(counts.is_some() && read.faults.is_empty(), "{} = {}", key.name, value);
            prop_assert_eq!(read.policy, settled.policy);
        } else {
            prop_assert_eq!(counts, key.when_malformed());
            prop_assert_eq!(settled.faults[0].reason, Reason::Malformed);
        }
    }
}
