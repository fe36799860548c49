//! The arrows between the crates point one way. What holds for single files is in `structure/`.

#[path = "structure/mod.rs"]
mod files;

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// The packages of the workspace, as cargo describes them.
fn metadata() -> Vec<Value> {
    let metadata =
        Command::new(env!("CARGO")).args(["metadata", "--no-deps", "--locked", "--format-version=1"]).output();
    let metadata: Value = serde_json::from_slice(&metadata.expect("cargo runs").stdout).expect("cargo answers in JSON");
    metadata["packages"].as_array().cloned().unwrap_or_default()
}

/// Each package of the workspace: whether it lives under `crates/`, and what it depends on directly.
fn packages() -> BTreeMap<String, (bool, Vec<String>)> {
    let package = |package: &Value| {
        let name = |package: &Value| package["name"].as_str().expect("a package has a name").to_owned();
        let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
        let inside = manifest.replace('\\', "/").contains("/crates/");
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        // What only tests use does not shape the house.
        let dependencies = dependencies.filter(|dependency| dependency["kind"] != "dev").map(name);
        (name(package), (inside, dependencies.collect()))
    };
    metadata().iter().map(package).collect()
}

#[test]
fn arrows_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("watchword-otp", &[] as &[&str]),
        ("watchword-windows", &[]),
        ("watchword-scan", &[]),
        ("watchword-capture", &["watchword-scan", "watchword-windows"]),
        ("watchword-exchange", &["watchword-otp"]),
        ("watchword-vault", &["watchword-otp", "watchword-windows"]),
        ("watchword-desktop", &["watchword-windows"]),
        (
            "watchword-session",
            &["watchword-otp", "watchword-scan", "watchword-capture", "watchword-exchange", "watchword-vault"],
        ),
        (
            "watchword-cli",
            &["watchword-desktop", "watchword-otp", "watchword-capture", "watchword-session", "watchword-windows"],
        ),
        ("watchword-app", &["watchword-desktop", "watchword-otp", "watchword-capture", "watchword-session"]),
    ]);
    let packages = packages();
    for (name, arrows) in allowed {
        let (_, dependencies) = packages.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        for arrow in dependencies.iter().filter(|dependency| dependency.starts_with("watchword-")) {
            assert!(arrows.contains(&arrow.as_str()), "{name} → {arrow}");
        }
    }
}

/// A session decides what a user can do. Clipboards, buses and a user's folders are the desktop's.
#[test]
fn session_knows_no_desktop() {
    let (_, dependencies) = &packages()["watchword-session"];
    for desktops in ["arboard", "dirs", "wl-clipboard-rs", "x11rb", "zbus"] {
        assert!(!dependencies.iter().any(|dependency| dependency == desktops), "{desktops}");
    }
}

#[test]
fn only_the_app_knows_tauri() {
    for (name, (inside, dependencies)) in packages() {
        let tauri = dependencies.iter().find(|dependency| dependency.starts_with("tauri"));
        assert!(!inside || tauri.is_none(), "{name} → {tauri:?}");
    }
}

/// A keyring in memory keeps nothing, so no program may have it: only tests do.
#[test]
fn only_dev_dependencies_enable_testing() {
    let packages = metadata();
    assert!(packages.len() > 5, "{}", packages.len());
    for package in packages {
        let name = &package["name"];
        let has_testing = |features: &Value| {
            let features = features.as_array().into_iter().flatten().filter_map(Value::as_str);
            features.into_iter().any(|feature| feature.rsplit('/').next() == Some("testing"))
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let enables = has_testing(&dependency["features"]);
            assert!(!enables || dependency["kind"] == "dev", "{name} enables {}/testing", dependency["name"]);
        }
        for (feature, enables) in package["features"].as_object().into_iter().flatten() {
            assert!(!has_testing(enables), "{name}'s feature {feature} enables testing");
        }
    }
}

/// The packages of others that a profile optimises by name.
fn optimised(profile: &str) -> Vec<String> {
    let manifest = std::fs::read_to_string("../Cargo.toml").expect("the workspace has a manifest");
    let (_, list) = manifest.split_once(&format!("\n[profile.{profile}.package]\n")).expect("the profile has a list");
    let list = list.split("\n[").next().unwrap_or_default();
    let names = list.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned());
    names.filter(|name| !name.starts_with("watchword-") && !name.starts_with('#')).collect()
}

/// A package that is in one list alone is slow for users, or for whoever debugs, and nobody notices.
#[test]
fn debug_and_release_optimise_the_same_packages() {
    assert!(!optimised("dev").is_empty());
    assert_eq!(optimised("dev"), optimised("release"));
}
