//! The JSON schema of a policy file, for editors and for checks before a policy is deployed.

use serde_json::{Value, json};
use watchword_policy::{Key, Policy, Scope, Shape};

use super::words::Words;

/// Returns the schema (JSON Schema 2020-12). Written line by line, so that settings keep the order
/// of the table.
pub(super) fn schema() -> String {
    let words = Words::of("en");
    let properties: Vec<String> = Policy::KEYS.iter().map(|key| property(&words, key)).collect();
    let title = quoted(&words.say("about"));
    format!(
        r#"{{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": {title},
  "type": "object",
  "additionalProperties": false,
  "properties": {{
    "$schema": {{ "type": "string" }},
{}
  }}
}}
"#,
        properties.join(",\n")
    )
}

fn property(words: &Words, key: &Key) -> String {
    let mut members = vec![("title", quoted(&words.title(key))), ("description", quoted(&description(words, key)))];
    members.extend(limits(key.shape));
    let members: Vec<String> = members.iter().map(|(name, value)| format!("      \"{name}\": {value}")).collect();
    format!("    \"{}\": {{\n{}\n    }}", key.name, members.join(",\n"))
}

fn description(words: &Words, key: &Key) -> String {
    let decides = match key.shape {
        Shape::Switch if key.name.ends_with("Allowed") => " With false, nobody can; with true, each user decides.",
        Shape::Switch => " With true, this applies to everyone; with false, each user decides.",
        _ => "",
    };
    let scope = match key.scope {
        Scope::User => "",
        Scope::Machine => " Only a policy for the whole computer can set it.",
    };
    let malformed = match key.when_malformed() {
        Some(value) => format!(" If the value is malformed, {value} applies."),
        None => " If the value is malformed, the setting counts as not set.".to_owned(),
    };
    format!("{}{decides}{scope}{malformed}", words.help(key))
}

/// What the schema says of values of a shape.
fn limits(shape: Shape) -> Vec<(&'static str, String)> {
    let line = |max_chars: usize| {
        [
            ("type", quoted("string")),
            ("minLength", "1".into()),
            ("maxLength", max_chars.to_string()),
            ("pattern", quoted(r"\S")),
        ]
    };
    match shape {
        Shape::Switch => vec![("type", quoted("boolean"))],
        Shape::Number { min, max } => {
            vec![("type", quoted("integer")), ("minimum", min.to_string()), ("maximum", max.to_string())]
        }
        Shape::Choice(words) => vec![("enum", json!(words).to_string())],
        Shape::Text { max_chars } => line(max_chars).to_vec(),
        Shape::List { max_lines, max_chars } => {
            let items: Vec<String> =
                line(max_chars).iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            let items = format!("{{ {} }}", items.join(", "));
            vec![("type", quoted("array")), ("maxItems", max_lines.to_string()), ("items", items)]
        }
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Whether the limits that a schema states accept a value. Knows what [`limits`] writes, and panics
/// at anything else.
pub(super) fn accepts(schema: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(word, limit)| match word.as_str() {
        "title" | "description" => true,
        "enum" => limit.as_array().unwrap().contains(value),
        "type" => match limit.as_str().unwrap() {
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            other => panic!("{other}"),
        },
        "minimum" => value.as_f64().is_none_or(|number| number >= limit.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|number| number <= limit.as_f64().unwrap()),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= limit.as_u64().unwrap()),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= limit.as_u64().unwrap()),
        "pattern" => value.as_str().is_none_or(|text| *limit == *r"\S" && !text.trim().is_empty()),
        "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= limit.as_u64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| accepts(limit, item))),
        other => panic!("{other}"),
    })
}
