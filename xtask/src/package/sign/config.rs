use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{Failed, Result};

/// Every key that a configuration may have.
const KEYS: &[&str] = &[
    "authenticode.certificates",
    "authenticode.key",
    "authenticode.module",
    "authenticode.module-settings",
    "authenticode.password",
    "authenticode.timestamp",
    "authenticode.roots",
    "authenticode.timestamp-roots",
    "openpgp.key",
    "openpgp.home",
    "openpgp.passphrase",
    "minisign.key",
    "minisign.public",
    "minisign.password",
    "project.address",
    "repository.address",
    "update.address",
];

/// A file of `key = value` lines. Empty lines and lines that start with `#` are ignored.
pub(super) struct Config {
    file: PathBuf,
    entries: Vec<Entry>,
}

struct Entry {
    key: &'static str,
    value: String,
    /// The number of the line, from 1.
    line: usize,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Fails if the file can't be read, or if a key is unknown, set twice or empty.
    pub(super) fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).map_err(|error| Failed(format!("{}: {error}.", file.display())))?;
        let mut config = Self { file: file.to_owned(), entries: Vec::new() };
        for (at, line) in text.lines().enumerate() {
            let (line, number) = (line.trim(), at + 1);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let entry = entry(line, number).and_then(|entry| match config.find(entry.key) {
                Some(other) => Err(format!("{} is already set in line {}. Remove one.", entry.key, other.line)),
                None => Ok(entry),
            });
            config.entries.push(entry.map_err(|why| Failed(format!("{}:{number}: {why}", file.display())))?);
        }
        Ok(config)
    }

    /// Returns the value of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.find(key).map(|entry| entry.value.as_str())
    }

    /// Returns a path, relative to the configuration's folder.
    pub(super) fn resolve(&self, path: &str) -> PathBuf {
        let path = self.file.parent().unwrap_or(Path::new("")).join(path);
        // The tools may run in another folder.
        std::path::absolute(&path).unwrap_or(path)
    }

    /// Returns the path that a key names. A secret is only looked for when it is used: to verify a
    /// signature, nobody needs it.
    pub(super) fn secret(&self, key: &str) -> Option<PathBuf> {
        self.text(key).map(|path| self.resolve(path))
    }

    /// Returns the path of the file that a key names, if it is set.
    ///
    /// # Errors
    /// Fails if there is no such file.
    pub(super) fn file(&self, key: &str) -> Result<Option<PathBuf>> {
        match self.secret(key) {
            Some(path) if !path.exists() => {
                Err(self.wrong(key, &format!("There is no {}. Put it there, or correct the line.", path.display())))
            }
            path => Ok(path),
        }
    }

    /// Returns the path of the file that a key names.
    ///
    /// # Errors
    /// Fails if there is no such file, or if the key isn't set although another one needs it.
    pub(super) fn file_for(&self, key: &str, by: &str) -> Result<PathBuf> {
        self.file(key)?.ok_or_else(|| self.wrong(by, &format!("{by} needs {key}, too. Add it.")))
    }

    /// Returns the value of a group's main key.
    ///
    /// # Errors
    /// Fails if the main key is missing, but not the rest of its group.
    pub(super) fn main(&self, key: &str) -> Result<Option<&str>> {
        let group = key.split('.').next().unwrap_or(key);
        let other = self.entries.iter().find(|entry| entry.key.split('.').next() == Some(group));
        match (self.text(key), other) {
            (None, Some(Entry { key: other, .. })) => {
                Err(self.wrong(other, &format!("{other} has no effect without {key}. Add {key}, or remove the line.")))
            }
            (value, _) => Ok(value),
        }
    }

    /// Describes a mistake in the line of a key.
    pub(super) fn wrong(&self, key: &str, why: &str) -> Failed {
        let line = self.find(key).map(|entry| format!(":{}", entry.line)).unwrap_or_default();
        Failed(format!("{}{line}: {why}", self.file.display()))
    }

    fn find(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

fn entry(line: &str, number: usize) -> std::result::Result<Entry, String> {
    let (key, value) = line.split_once('=').ok_or("This isn't `key = value`. Correct it, or start the line with #.")?;
    let (name, value) = (key.trim(), value.trim());
    let key = KEYS.iter().find(|key| **key == name);
    let key = key.ok_or_else(|| format!("There is no key {name}. There are: {}.", KEYS.join(", ")))?;
    if value.is_empty() {
        return Err(format!("{key} is empty. Give it a value, or remove the line."));
    }
    Ok(Entry { key, value: value.to_owned(), line: number })
}
