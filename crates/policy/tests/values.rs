//! Values at the limits of each shape, and on either side of them.

use serde_json::{Value, json};
use watchword_policy::{InForce, Key, Layer, Reading, Scope, Shape};

/// Returns what a policy for the whole computer sets.
pub(crate) fn in_force(values: Value) -> InForce {
    let values = values.as_object().unwrap().clone();
    InForce::of(Reading {
        layers: vec![Layer { place: "policy.json".into(), scope: Scope::Machine, values }],
        faults: Vec::new(),
    })
}

/// Returns values that fit, the least and the greatest among them.
pub(crate) fn fitting(shape: Shape) -> Vec<Value> {
    let line = |chars: usize| Value::from("é".repeat(chars));
    match shape {
        Shape::Switch => vec![json!(false), json!(true)],
        Shape::Number { min, max } => vec![json!(min), json!(max), json!(min + (max - min) / 2)],
        Shape::Choice(words) => words.iter().map(|word| json!(word)).collect(),
        Shape::Text { max_chars } => vec![line(1), line(max_chars), json!("/srv/a b")],
        Shape::List { max_lines, max_chars } => {
            vec![json!([]), json!([line(1)]), Value::Array(vec![line(max_chars); max_lines])]
        }
    }
}

/// Returns values that don't fit: of other types, out of range, nested or huge.
pub(crate) fn unfit(shape: Shape) -> Vec<Value> {
    let mut nested = json!({});
    for _ in 0..100 {
        nested = json!([nested]);
    }
    let mut values = vec![
        Value::Null,
        json!({}),
        json!({ "value": true }),
        json!([[]]),
        nested,
        json!(-1),
        json!(1.5),
        json!(-0.0),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!(" \t "),
    ];
    values.extend(match shape {
        Shape::Switch => vec![json!(2), json!(1.0), json!("true"), json!("false"), json!("1"), json!([false])],
        Shape::Number { min, max } => {
            let wrapped = (1_u64 << 32) + u64::from(min);
            let below = min.checked_sub(1).map(|below| json!(below));
            let others = [json!(max + 1), json!(wrapped), json!(f64::from(min)), json!(true), json!([min])];
            below.into_iter().chain(others).chain([json!(min.to_string()), json!("many")]).collect()
        }
        Shape::Choice(words) => {
            let (first, all) = (words[0], words.join(","));
            vec![
                json!(first.to_uppercase()),
                json!(format!("{first} ")),
                json!([first]),
                json!(all),
                json!(true),
                json!(0),
            ]
        }
        Shape::Text { max_chars } => {
            vec![json!("a".repeat(max_chars + 1)), json!("a\nb"), json!("a\0b"), json!(true), json!(7), json!(["a"])]
        }
        Shape::List { max_lines, max_chars } => vec![
            json!("a"),
            json!([1]),
            json!(["a", null]),
            json!(["a", ""]),
            json!([["a"]]),
            json!(["a\u{7}b"]),
            json!(["a".repeat(max_chars + 1)]),
            Value::Array(vec![json!("a"); max_lines + 1]),
            json!({ "0": "a" }),
        ],
    });
    values.push(json!("huge".repeat(1 << 16)));
    values
}

/// Whether Watchword accepts a value for a setting.
pub(crate) fn is_accepted(key: &Key, value: &Value) -> bool {
    in_force(json!({ key.name: value })).faults.is_empty()
}

#[test]
fn fitting_values_are_accepted_and_others_are_not() {
    for key in watchword_policy::Policy::KEYS {
        for value in fitting(key.shape) {
            assert!(is_accepted(key, &value), "{} = {value}", key.name);
        }
        for value in unfit(key.shape) {
            assert!(!is_accepted(key, &value), "{} = {value}", key.name);
        }
    }
}
