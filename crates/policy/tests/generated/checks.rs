//! Checks that the generated files say what Watchword reads.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};
use watchword_policy::{InForce, Key, Layer, Policy, Reading, Scope, Shape};

use super::{
    example::{self, DOMAIN},
    schema::{accepts, schema},
    templates::{REGISTRY_KEY, adml, admx},
    words::LANGUAGES,
};
use crate::values::{fitting, in_force, is_accepted, unfit};

fn children<'a>(node: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    node.children().filter(Node::is_element).collect()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Node<'a, 'a> {
    children(node).into_iter().find(|child| child.has_tag_name(name)).unwrap_or_else(|| panic!("no {name}"))
}

fn names(node: Node<'_, '_>) -> Vec<String> {
    node.children().filter(Node::is_element).map(|child| child.tag_name().name().to_owned()).collect()
}

fn attribute<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name} in {node:?}"))
}

/// The names that a file refers to as `$(KIND.NAME)`.
fn references(text: &str, kind: &str) -> BTreeSet<String> {
    let opening = format!("$({kind}.");
    text.split(&opening).skip(1).map(|rest| rest.split_once(')').unwrap().0.to_owned()).collect()
}

/// What a template's control accepts, as the shape of a setting.
fn shape(policy: Node<'_, '_>) -> (&'static str, Vec<u64>, Vec<String>) {
    let children = |node: Node<'_, '_>| names(node);
    let Some(elements) = policy.children().find(|child| child.has_tag_name("elements")) else {
        assert_eq!(children(policy), ["parentCategory", "supportedOn", "enabledValue", "disabledValue"]);
        let value = |name: &str| {
            let node = policy.children().find(|child| child.has_tag_name(name)).unwrap();
            let value = node.first_element_child().unwrap().attribute("value").unwrap();
            value.parse::<u64>().unwrap()
        };
        return ("switch", vec![value("disabledValue"), value("enabledValue")], Vec::new());
    };
    assert_eq!(children(policy), ["parentCategory", "supportedOn", "elements"]);
    let element = elements.first_element_child().unwrap();
    let number = |name: &str| element.attribute(name).unwrap().parse::<u64>().unwrap();
    match element.tag_name().name() {
        "decimal" => ("number", vec![number("minValue"), number("maxValue")], Vec::new()),
        "text" => ("text", vec![number("maxLength")], Vec::new()),
        "multiText" => ("list", vec![number("maxStrings"), number("maxLength")], Vec::new()),
        "enum" => {
            let strings = element.descendants().filter(|node| node.has_tag_name("string"));
            ("choice", Vec::new(), strings.map(|node| node.text().unwrap().to_owned()).collect())
        }
        other => panic!("{other}"),
    }
}

#[test]
fn template_has_each_setting_with_its_limits() {
    let text = admx();
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(names(root), ["policyNamespaces", "resources", "supportedOn", "categories", "policies"]);
    let policies = children(child(root, "policies"));
    assert_eq!(policies.len(), Policy::KEYS.len());
    let category = attribute(child(child(root, "categories"), "category"), "name");
    let definitions = child(child(root, "supportedOn"), "definitions");
    let supported = attribute(child(definitions, "definition"), "name");
    for (policy, key) in policies.into_iter().zip(Policy::KEYS) {
        assert_eq!(attribute(policy, "name"), key.name);
        assert_eq!(attribute(policy, "key"), REGISTRY_KEY);
        let class = if key.scope == Scope::User { "Both" } else { "Machine" };
        assert_eq!(attribute(policy, "class"), class, "{}", key.name);
        assert_eq!(attribute(child(policy, "parentCategory"), "ref"), category);
        assert_eq!(attribute(child(policy, "supportedOn"), "ref"), supported);
        let written = policy.children().find(|child| child.has_tag_name("elements"));
        let element = written.and_then(|elements| elements.first_element_child()).unwrap_or(policy);
        assert_eq!(attribute(element, "valueName"), key.name, "the value that Watchword reads");
        assert_eq!(policy.has_attribute("presentation"), written.is_some(), "{}", key.name);
        let expected = match key.shape {
            Shape::Switch => ("switch", vec![0, 1], Vec::new()),
            Shape::Number { min, max } => ("number", vec![min.into(), max.into()], Vec::new()),
            Shape::Text { max_chars } => ("text", vec![max_chars as u64], Vec::new()),
            Shape::List { max_lines, max_chars } => ("list", vec![max_lines as u64, max_chars as u64], Vec::new()),
            Shape::Choice(words) => ("choice", Vec::new(), words.iter().map(|word| (*word).to_owned()).collect()),
        };
        assert_eq!(shape(policy), expected, "{}", key.name);
    }
}

#[test]
fn each_language_has_what_the_template_refers_to_and_nothing_else() {
    let template = admx();
    let document = Document::parse(&template).unwrap();
    let mut elements = BTreeMap::new();
    for node in document.descendants().filter(|node| node.has_tag_name("elements")) {
        let element = node.first_element_child().unwrap();
        elements.insert(attribute(element, "id").to_owned(), element.tag_name().name().to_owned());
    }
    let (strings, presentations) = (references(&template, "string"), references(&template, "presentation"));
    for name in strings.iter().chain(&presentations) {
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
    }
    for (language, _) in LANGUAGES {
        let text = adml(language);
        let document = Document::parse(&text).unwrap();
        let root = document.root_element();
        assert_eq!(names(root), ["displayName", "description", "resources"], "{language}");
        let resources = child(root, "resources");
        assert_eq!(names(resources), ["stringTable", "presentationTable"], "{language}");
        let table = |name| children(child(resources, name));
        let ids = |nodes: &[Node<'_, '_>]| -> Vec<String> {
            nodes.iter().map(|node| node.attribute("id").unwrap().to_owned()).collect()
        };
        let (texts, controls) = (table("stringTable"), table("presentationTable"));
        let unique = |nodes: &[Node<'_, '_>]| {
            let (all, set) = (ids(nodes), ids(nodes).into_iter().collect::<BTreeSet<_>>());
            assert_eq!(all.len(), set.len(), "{language}: an id twice");
            set
        };
        assert_eq!(unique(&texts), strings, "{language}");
        assert_eq!(unique(&controls), presentations, "{language}");
        assert!(texts.iter().all(|node| node.text().is_some_and(|text| !text.trim().is_empty())), "{language}");
        for control in controls {
            let id = attribute(control, "id");
            let controls: Vec<_> = children(control).into_iter().filter(|node| node.has_attribute("refId")).collect();
            assert_eq!(controls.len(), 1, "{language}: {id}");
            let expected = match elements[attribute(controls[0], "refId")].as_str() {
                "decimal" => "decimalTextBox",
                "text" => "textBox",
                "multiText" => "multiTextBox",
                "enum" => "dropdownList",
                other => panic!("{other}"),
            };
            assert_eq!(attribute(controls[0], "refId"), id, "{language}");
            assert_eq!(controls[0].tag_name().name(), expected, "{language}: {id}");
        }
    }
}

/// What each control begins with is within its limits.
#[test]
fn controls_begin_with_what_counts_for_malformed_values() {
    let text = adml("en");
    let document = Document::parse(&text).unwrap();
    for key in Policy::KEYS {
        let control = document.descendants().find(|node| node.attribute("refId") == Some(key.name));
        let first = |name: &str| control.unwrap().attribute(name).unwrap().parse::<usize>().unwrap();
        let begins = match key.shape {
            Shape::Number { .. } => json!(first("defaultValue")),
            Shape::Choice(words) => json!(words[first("defaultItem")]),
            _ => continue,
        };
        assert!(is_accepted(key, &begins), "{} = {begins}", key.name);
        assert!(key.when_malformed().is_none_or(|strict| strict == begins), "{} = {begins}", key.name);
    }
}

fn properties() -> Map<String, Value> {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    schema["properties"].as_object().unwrap().clone()
}

/// Except control characters, and switches that are numbers: Windows has no others.
#[test]
fn schema_accepts_what_watchword_accepts() {
    let properties = properties();
    assert_eq!(properties.len(), Policy::KEYS.len() + 1, "and $schema");
    let has_control = |value: &Value| value.to_string().contains("\\n") || value.to_string().contains("\\u00");
    for key in Policy::KEYS {
        let schema = &properties[key.name];
        for value in fitting(key.shape) {
            assert!(accepts(schema, &value), "{} = {value}", key.name);
        }
        for value in unfit(key.shape).into_iter().filter(|value| !has_control(value)) {
            assert!(!accepts(schema, &value), "{} = {value}", key.name);
        }
    }
}

#[test]
fn example_fits_the_schema_and_is_read_without_a_fault() {
    let example: Value = serde_json::from_str(&example::file()).unwrap();
    let properties = properties();
    for (name, value) in example.as_object().unwrap() {
        assert!(accepts(&properties[name], value), "{name} = {value}");
    }
    let settled = in_force(example);
    assert_eq!(settled.faults, []);
    assert_eq!(settled.policy.to_values(), example::settings().into_iter().map(owned).collect());
}

fn owned((name, value): (&str, Value)) -> (String, Value) {
    (name.to_owned(), value)
}

#[test]
fn profile_sets_what_the_example_sets() {
    let profile = plist::Value::from_reader_xml(example::profile().as_bytes()).unwrap();
    let profile = profile.into_dictionary().unwrap();
    assert_eq!(profile["PayloadType"].as_string(), Some("Configuration"));
    let payload = profile["PayloadContent"].as_array().unwrap()[0].as_dictionary().unwrap();
    assert_eq!(payload["PayloadType"].as_string(), Some(DOMAIN));
    assert_ne!(payload["PayloadUUID"], profile["PayloadUUID"]);
    // macOS keeps these for itself.
    let values: Map<String, Value> = payload
        .iter()
        .filter(|(name, _)| !name.starts_with("Payload"))
        .map(|(name, value)| (name.clone(), serde_json::to_value(value).unwrap()))
        .collect();
    let place = format!("/Library/Managed Preferences/{DOMAIN}.plist");
    for scope in [Scope::Machine, Scope::User] {
        let layers = vec![Layer { place: place.clone(), scope, values: values.clone() }];
        let settled = InForce::of(Reading { layers, faults: Vec::new() });
        assert_eq!(settled.faults, []);
        assert_eq!(settled.policy.to_values(), example::settings().into_iter().map(owned).collect());
    }
    let unknown: Vec<_> = values.keys().filter(|name| Key::named(name).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
