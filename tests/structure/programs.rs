use std::{collections::BTreeSet, path::Path};

use super::{
    modules::Crate,
    sources::{name, sources},
};
use crate::metadata;

/// Tests in a file that no test program includes would never run.
#[test]
fn every_test_file_is_in_a_test_program() {
    let packages = metadata();
    let targets = packages.iter().flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let programs =
        targets.filter(|target| target["kind"][0] == "test").filter_map(|target| target["src_path"].as_str());
    let included: BTreeSet<String> = programs.flat_map(|root| Crate::read(Path::new(root)).files(&name)).collect();
    assert!(included.len() > 100, "{} files are read", included.len());
    let of_tests = |file: &String| file.starts_with("crates/") && file.split('/').nth(2) == Some("tests");
    let files = sources(&[".rs"]).iter().map(|file| name(file)).filter(of_tests).collect::<BTreeSet<_>>();
    let left_out: Vec<_> = files.difference(&included).collect();
    assert!(left_out.is_empty(), "no test program includes them: {left_out:?}");
}
