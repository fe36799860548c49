use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Compiles a library into `folder` that sets the time of day of any program that loads it ahead by
/// this many days. The clocks that count from the boot stay as they are.
#[track_caller]
pub(crate) fn clock_ahead(folder: &Path, days: u32) -> PathBuf {
    let (source, library) = (folder.join("clock.c"), folder.join(format!("clock-{days}.so")));
    fs::write(&source, include_str!("clock.c")).expect("a source file in the home");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", &format!("-DAHEAD={days}L*86400")]).arg("-o").arg(&library).arg(source);
    assert!(compiler.status().expect("cc runs").success(), "cc compiles the clock");
    library
}
