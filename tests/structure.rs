//! The arrows between the crates point one way.

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
        ("watchword-desktop", &["watchword-windows"]),
        ("watchword-session", &["watchword-otp", "watchword-scan", "watchword-exchange", "watchword-vault"]),
        ("watchword-cli", &["watchword-desktop", "watchword-otp", "watchword-session", "watchword-windows"]),
        ("watchword-app", &["watchword-desktop", "watchword-otp", "watchword-session"]),
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
