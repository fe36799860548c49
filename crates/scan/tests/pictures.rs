//! Reads other people's pictures in `shared/samples`, next to the workspace. Without that folder,
//! the tests say so and pass.

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

/// The texts in a picture, or why there are none.
fn texts(path: &Path) -> Result<Vec<String>, Unreadable> {
    read(&std::fs::read(path).unwrap()).map(|found| found.texts.iter().map(|text| text.to_string()).collect())
}

#[test]
fn pictures_from_authenticators_are_read() {
    let Some(samples) = samples() else { return };
    let pictures = samples.join("qr_images/otp-qr");
    for stated in [
        "aegis/qr.y",
        "aegis/qr.strided.y",
        "scito/example_export",
        "scito/test_googleauth_export",
        "scito/qr_but_without_otp",
    ] {
        let expected = std::fs::read_to_string(pictures.join(format!("{stated}.txt"))).unwrap();
        assert_eq!(
            texts(&pictures.join(format!("{stated}.png"))),
            Ok(vec![expected.trim_end().to_owned()]),
            "{stated}"
        );
    }
    // A screenshot of a terminal: there is no code in it, whatever its manifest says.
    assert_eq!(texts(&pictures.join("krissrex/example.png")), Err(Unreadable::NothingFound));
    assert_eq!(texts(&pictures.join("scito/text_masquerading_as_image.jpeg")), Err(Unreadable::NotAPicture));
}

#[test]
fn zxing_photographs_are_read_as_often_as_before() {
    let Some(samples) = samples() else { return };
    let manifest: Value = serde_json::from_slice(&std::fs::read(samples.join("MANIFEST.json")).unwrap()).unwrap();
    let pictures = manifest["qr_images"].as_array().unwrap().iter().filter(|entry| entry["collection"] == "zxing");
    let (mut all, mut exact, mut any) = (0, 0, 0);
    let began = Instant::now();
    for picture in pictures {
        let file = picture["file"].as_str().unwrap();
        all += 1;
        match texts(&samples.join(file)) {
            Ok(texts) => {
                any += 1;
                exact += usize::from(texts.iter().any(|text| picture["expected_text"] == text.as_str()));
            }
            Err(why) => eprintln!("{file}: {why}"),
        }
    }
    eprintln!("{exact} read exactly, {any} at all, of {all}, in {} ms", began.elapsed().as_millis());
    assert!(all == 179 && exact >= 168 && any >= 170, "fewer than before");
}
