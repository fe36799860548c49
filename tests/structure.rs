//! The dependencies between the crates point one way. The rules for single files are in
//! `structure/`.

#[path = "structure/mod.rs"]
mod files;

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Returns the packages of the workspace, as described by `cargo metadata`.
fn metadata() -> Vec<Value> {
    let metadata =
        Command::new(env!("CARGO")).args(["metadata", "--no-deps", "--locked", "--format-version=1"]).output();
    let metadata: Value = serde_json::from_slice(&metadata.expect("cargo runs").stdout).expect("cargo answers in JSON");
    metadata["packages"].as_array().cloned().unwrap_or_default()
}

/// Returns for each package of the workspace whether it is in `crates/`, and its direct
/// dependencies.
fn packages() -> BTreeMap<String, (bool, Vec<String>)> {
    let package = |package: &Value| {
        let name = |package: &Value| package["name"].as_str().expect("a package has a name").to_owned();
        let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
        let inside = manifest.replace('\\', "/").contains("/crates/");
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        // Dependencies that only tests use don't count.
        let dependencies = dependencies.filter(|dependency| dependency["kind"] != "dev").map(name);
        (name(package), (inside, dependencies.collect()))
    };
    metadata().iter().map(package).collect()
}

#[test]
fn crate_dependencies_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("watchword-otp", &[] as &[&str]),
        ("watchword-windows", &[]),
        ("watchword-scan", &[]),
        ("watchword-capture", &["watchword-scan", "watchword-windows"]),
        ("watchword-exchange", &["watchword-otp"]),
        ("watchword-vault", &["watchword-otp", "watchword-windows"]),
        ("watchword-desktop", &["watchword-windows"]),
        ("watchword-update", &[]),
        ("watchword-paper", &[]),
        ("watchword-policy", &[]),
        (
            "watchword-session",
            &[
                "watchword-otp",
                "watchword-scan",
                "watchword-capture",
                "watchword-exchange",
                "watchword-paper",
                "watchword-policy",
                "watchword-vault",
            ],
        ),
        ("watchword-agent", &["watchword-desktop", "watchword-otp", "watchword-session"]),
        (
            "watchword-cli",
            &[
                "watchword-agent",
                "watchword-desktop",
                "watchword-otp",
                "watchword-capture",
                "watchword-session",
                "watchword-windows",
            ],
        ),
        (
            "watchword-app",
            &[
                "watchword-agent",
                "watchword-desktop",
                "watchword-otp",
                "watchword-capture",
                "watchword-paper",
                "watchword-session",
                "watchword-update",
            ],
        ),
    ]);
    let packages = packages();
    for (name, arrows) in allowed {
        let (_, dependencies) = packages.get(name).unwrap_or_else(|| panic!("{name} is gone"));
        for arrow in dependencies.iter().filter(|dependency| dependency.starts_with("watchword-")) {
            assert!(arrows.contains(&arrow.as_str()), "{name} → {arrow}");
        }
    }
}

/// The session decides what a user can do. The clipboard, buses and the user's folders belong to
/// the desktop crate.
#[test]
fn session_does_not_depend_on_the_desktop() {
    let (_, dependencies) = &packages()["watchword-session"];
    for desktops in ["arboard", "dirs", "wl-clipboard-rs", "x11rb", "zbus"] {
        assert!(!dependencies.iter().any(|dependency| dependency == desktops), "{desktops}");
    }
}

/// Watchword opens no connection unless a user turns on the check for updates. That needs the app's
/// feature `updates`, so that a build can leave it out.
#[test]
fn only_the_update_crate_can_open_connections() {
    let clients =
        ["attohttpc", "curl", "hyper", "isahc", "minreq", "native-tls", "openssl", "reqwest", "rustls", "ureq"];
    for (name, (_, dependencies)) in packages() {
        // The tests' client talks to the WebDriver.
        if ["watchword-update", "watchword-tests"].contains(&&*name) {
            continue;
        }
        let client = dependencies.iter().find(|dependency| clients.contains(&dependency.as_str()));
        assert_eq!(client, None, "{name}");
    }
    let uses =
        metadata().into_iter().flat_map(|package| package["dependencies"].as_array().cloned().unwrap_or_default());
    let uses: Vec<Value> = uses.filter(|dependency| dependency["name"] == "watchword-update").collect();
    assert_eq!(uses.iter().map(|dependency| &dependency["optional"]).collect::<Vec<_>>(), [true], "the app's alone");
}

#[test]
fn only_the_app_depends_on_tauri() {
    for (name, (inside, dependencies)) in packages() {
        let tauri = dependencies.iter().find(|dependency| dependency.starts_with("tauri"));
        assert!(!inside || tauri.is_none(), "{name} → {tauri:?}");
    }
}

/// The keyring in memory keeps nothing, so only tests may use it, and no program.
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

/// Returns the third-party packages that a profile optimises by name.
fn optimised(profile: &str) -> Vec<String> {
    let manifest = std::fs::read_to_string("../Cargo.toml").expect("the workspace has a manifest");
    let (_, list) = manifest.split_once(&format!("\n[profile.{profile}.package]\n")).expect("the profile has a list");
    let list = list.split("\n[").next().unwrap_or_default();
    let names = list.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned());
    names.filter(|name| !name.starts_with("watchword-") && !name.starts_with('#')).collect()
}

/// A package in only one of the lists would be slow for users or for developers, unnoticed.
#[test]
fn debug_and_release_optimise_the_same_packages() {
    assert!(!optimised("dev").is_empty());
    assert_eq!(optimised("dev"), optimised("release"));
}
