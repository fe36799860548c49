//! Replays the inputs that fuzzers have found, and those that they started from (see `fuzz/`).
#![cfg(target_os = "linux")]

#[path = "../fuzz/bodies/mod.rs"]
mod bodies;

use std::{fs, path::Path};

fn replay(name: &str) {
    let (_, run) = bodies::BODIES.iter().find(|(body, _)| *body == name).expect("a body of that name");
    let corpus = Path::new("../fuzz/corpus").join(name);
    let files = fs::read_dir(&corpus).unwrap_or_else(|error| panic!("{}: {error}", corpus.display()));
    let mut files: Vec<_> = files.flatten().map(|file| file.path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", corpus.display());
    for file in files {
        // Caught, so that a failure names its input.
        let input = fs::read(&file).expect("a file of the corpus");
        let run = std::panic::catch_unwind(|| run(&input));
        assert!(run.is_ok(), "{}", file.display());
    }
}

macro_rules! replayed {
    ($($name:ident)*) => {
        $(#[test] fn $name() { replay(stringify!($name)); })*

        #[test]
        fn every_body_is_replayed() {
            let names: Vec<&str> = bodies::BODIES.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

replayed!(archive attempts files ipc journal keepass migration otp_auth otpauth payloads picture pixels vault_file);
