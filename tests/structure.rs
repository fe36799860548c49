//! The arrows between the crates point one way. What holds for single files is in `structure/`.

#[path = "structure/mod.rs"]
mod files;

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Each package of the workspace: whether it lives under `crates/`, and what it depends on directly.
fn packages() -> BTreeMap<String, (bool, Vec<String>)> {
    let metadata =
        Command::new(env!("CARGO")).args(["metadata", "--no-deps", "--locked", "--format-version=1"]).output();
    let metadata: Value = serde_json::from_slice(&metadata.expect("cargo runs").stdout).expect("cargo answers in JSON");
    let package = |package: &Value| {
        let name = |package: &Value| package["name"].as_str().expect("a package has a name").to_owned();
        let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
        let inside = manifest.replace('\\', "/").contains("/crates/");
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        // What only tests use does not shape the house.
        let dependencies = dependencies.filter(|dependency| dependency["kind"] != "dev").map(name);
        (name(package), (inside, dependencies.collect()))
    };
    metadata["packages"].as_array().into_iter().flatten().map(package).collect()
}

#[test]
fn arrows_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("watchword-otp", &[] as &[&str]),
        ("watchword-windows", &[]),
        ("watchword-scan", &["watchword-otp", "watchword-windows"]),
        ("watchword-exchange", &["watchword-otp"]),
        ("watchword-vault", &["watchword-otp", "watchword-windows"]),
        (
            "watchword-session",
            &["watchword-otp", "watchword-scan", "watchword-exchange", "watchword-vault", "watchword-windows"],
        ),
        ("watchword-cli", &["watchword-otp", "watchword-session", "watchword-windows"]),
        ("watchword-app", &["watchword-otp", "watchword-session"]),
    ]);
    let packages = packages();
    for (name, arrows) in allowed {
        let (_, dependencies) = packages.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        for arrow in dependencies.iter().filter(|dependency| dependency.starts_with("watchword-")) {
            assert!(arrows.contains(&arrow.as_str()), "{name} → {arrow}");
        }
    }
}

#[test]
fn only_the_app_knows_tauri() {
    for (name, (inside, dependencies)) in packages() {
        let tauri = dependencies.iter().find(|dependency| dependency.starts_with("tauri"));
        assert!(!inside || tauri.is_none(), "{name} → {tauri:?}");
    }
}
