//! Images made to do harm: how long the slowest takes, and how much memory the largest needs.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::{Value, json};
use watchword_session::Source;
use watchword_tests::{HOSTILE, peak_kib};

use crate::{
    figure::{Figure, Unit},
    table::Table,
    times::{median, milliseconds},
};

/// The argument that makes this program read one image, alone in its process.
pub(crate) const HERE: &str = "hostile-here";
const TIMES: usize = 3;

pub(crate) fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("picture");
    let mut told = Vec::new();
    for hostile in HOSTILE {
        fs::write(&path, hostile.bytes()).expect("a file in the folder");
        let itself = env::current_exe().expect("a program knows its own path");
        let output = Command::new(itself).arg(HERE).arg(&path).stderr(Stdio::inherit()).output().expect("it runs");
        let output: Value = serde_json::from_slice(&output.stdout).expect("its output in JSON");
        let number = |name: &str| output[name].as_f64().unwrap_or(f64::NAN);
        told.push((hostile.name, number("millis"), number("peak_kib") / 1024.0));
    }
    for (what, unit, limit, of) in [
        ("the slowest", Unit::Milliseconds, 1000.0, (|told| told.1) as fn(&(&str, f64, f64)) -> f64),
        ("highest peak memory", Unit::Mebibytes, 256.0, |told| told.2),
    ] {
        let worst = told.iter().max_by(|one, other| of(one).total_cmp(&of(other))).expect("at least one image");
        let name = format!("{} hostile images, {what}", told.len());
        table.add(Figure::new(name, of(worst), unit).at_most(limit).beside(worst.0.replace('_', " "), of(worst), unit));
    }
}

/// Reads an image several times, and prints the median time and the peak memory of the first
/// reading. (Later readings need more, because freed memory isn't all returned to the system.)
pub(crate) fn read_here(path: &str) {
    let source = Source::File(Path::new(path).to_owned());
    let read = || {
        let began = Instant::now();
        assert!(source.scan().texts.is_empty(), "{path} holds nothing");
        milliseconds(began.elapsed())
    };
    let first = read();
    let peak_kib = peak_kib();
    let millis = median((1..TIMES).map(|_| read()).chain([first]));
    println!("{}", json!({ "millis": millis, "peak_kib": peak_kib }));
}
