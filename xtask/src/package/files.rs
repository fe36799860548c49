use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{Failed, Result, workspace::words};

/// Creates a folder and its parents.
pub(super) fn make(folder: &Path) -> Result {
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))
}

/// Writes a file that everybody may read, and its folder if it is missing.
pub(super) fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result {
    make(path.parent().unwrap_or(path))?;
    fs::write(path, contents).map_err(|error| failed(path, &error))
}

/// Copies a file, and makes its folder if it is missing.
pub(super) fn copy(from: &Path, to: &Path) -> Result {
    make(to.parent().unwrap_or(to))?;
    fs::copy(from, to).map(drop).map_err(|error| failed(from, &error))
}

pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| failed(path, &error))
}

/// Returns all files in a folder and its subfolders, in the order of their paths.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Returns the packages of one kind in a folder, in the order of their names.
pub(super) fn packages(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    let packages = entries.flatten().map(|entry| entry.path());
    let mut packages: Vec<PathBuf> = packages.filter(|path| has_extension(path, extension)).collect();
    packages.sort();
    Ok(packages)
}

pub(super) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|it| it == extension)
}

/// Runs a command, which must succeed, and returns its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let told = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let told = told.map_err(|error| Failed(format!("{} does not start: {error}.", words(command))))?;
    if !told.status.success() {
        return Err(Failed(format!("{} failed ({}).", words(command), told.status)));
    }
    String::from_utf8(told.stdout).map_err(|_| Failed(format!("{} did not print text.", words(command))))
}

fn failed(path: &Path, error: &std::io::Error) -> Failed {
    Failed(format!("{}: {error}.", path.display()))
}
