//! Other people's pictures, read where they lie: `shared/samples` beside the workspace. Said, not failed, where it is absent.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use watchword_scan::{Unreadable, read};

fn samples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// The pictures of a collection, with what their sources say is in them.
fn pictures(samples: &Path, collection: &str) -> Vec<(String, Vec<u8>, Option<String>)> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(samples.join("MANIFEST.json")).unwrap()).unwrap();
    let entries = manifest["qr_images"].as_array().unwrap().iter().filter(|entry| entry["collection"] == collection);
    entries
        .map(|entry| {
            let file = entry["file"].as_str().unwrap().to_owned();
            let bytes = std::fs::read(samples.join(&file)).unwrap();
            (file, bytes, entry["expected_text"].as_str().map(str::to_owned))
        })
        .collect()
}

#[test]
fn zxings_photographs() {
    let Some(samples) = samples() else { return };
    let pictures = pictures(&samples, "zxing");
    let (mut exact, mut any) = (0, 0);
    let began = Instant::now();
    for (file, bytes, expected) in &pictures {
        let one = Instant::now();
        match read(bytes) {
            Ok(found) => {
                any += 1;
                if found.texts.iter().any(|text| Some(text.as_str()) == expected.as_deref()) {
                    exact += 1;
                } else {
                    eprintln!("{file}: another text");
                }
            }
            Err(why) => eprintln!("{file}: {why} ({} ms)", one.elapsed().as_millis()),
        }
    }
    eprintln!("{exact} exact and {any} in all of {} in {} ms", pictures.len(), began.elapsed().as_millis());
    assert!(exact >= 160 && pictures.len() == 179);
    let _ = Unreadable::NothingFound;
}
