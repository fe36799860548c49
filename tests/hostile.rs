//! Images made to do harm: each is refused with the expected error, in a process of its own that
//! needs little memory. `cargo xtask bench scan-hostile` measures the time.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{
    env, fs,
    process::{Command, Stdio},
};

use serde_json::{Value, json};
use watchword_tests::{HOSTILE, peak_kib};

/// The variable with the path of the image that a process reads.
const PICTURE: &str = "WATCHWORD_HOSTILE_PICTURE";
const MAX_PEAK_KIB: u64 = 256 << 10;

#[test]
fn hostile_images_are_refused_with_the_expected_error_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture");
    let mut wrong = Vec::new();
    for hostile in HOSTILE {
        fs::write(&path, hostile.bytes()).unwrap();
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", "one_alone", "--ignored", "--nocapture"])
            .env(PICTURE, &path)
            .stderr(Stdio::inherit())
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&output.stdout);
        let told = output.lines().find_map(|line| serde_json::from_str::<Value>(line).ok()).unwrap_or_default();
        let is_refused = told["why"] == hostile.why.to_string();
        if !is_refused || told["peak_kib"].as_u64().is_none_or(|peak| peak > MAX_PEAK_KIB) {
            wrong.push(format!("{}: {told}, not {}", hostile.name, hostile.why));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "the other test starts it for each image"]
fn one_alone() {
    let path = env::var_os(PICTURE).expect("the path of an image");
    let why = watchword_scan::read(&fs::read(path).unwrap()).map_or_else(|why| why.to_string(), |_| "read".to_owned());
    println!("\n{}", json!({ "why": why, "peak_kib": peak_kib() }));
}
