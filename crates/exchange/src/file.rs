use std::cell::OnceCell;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::archive;
use crate::json;
use crate::limits::MAX_FILE_BYTES;
use crate::lines::trimmed;
use crate::preferences::{self, Preference};
use crate::refusal::Refusal;

/// A file whose format is to be found or read. What several formats ask for is parsed once.
///
/// Whatever is copied out of the bytes may hold seeds: the programs' zeroizing allocator wipes what
/// `serde_json` frees.
pub(crate) struct File<'a> {
    bytes: &'a [u8],
    text: OnceCell<Option<&'a str>>,
    json: OnceCell<Option<Value>>,
    preferences: OnceCell<Vec<Preference>>,
    zip: OnceCell<Vec<String>>,
}

impl<'a> File<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, text: OnceCell::new(), json: OnceCell::new(), preferences: OnceCell::new(), zip: OnceCell::new() }
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The text without a byte order mark and surrounding whitespace, or `None` if it isn't UTF-8.
    pub(crate) fn text(&self) -> Option<&'a str> {
        *self.text.get_or_init(|| std::str::from_utf8(self.bytes).ok().map(trimmed))
    }

    /// The JSON value, or `None` if the file isn't JSON or is beyond the limits.
    pub(crate) fn json(&self) -> Option<&Value> {
        let parse = || {
            let text = self.text().filter(|text| text.len() <= MAX_FILE_BYTES && text.starts_with(['{', '[']))?;
            json::parse(text.as_bytes()).ok()
        };
        self.json.get_or_init(parse).as_ref()
    }

    /// Whether the file is a JSON object with all of these keys.
    pub(crate) fn has_keys(&self, keys: &[&str]) -> bool {
        self.json().is_some_and(|json| keys.iter().all(|key| json.get(key).is_some()))
    }

    /// The first item of a JSON array, for the formats that are one.
    pub(crate) fn first(&self) -> Option<&Value> {
        self.json()?.as_array()?.first()
    }

    /// The paths in a zip archive. Empty if the file isn't one.
    pub(crate) fn zip_names(&self) -> &[String] {
        self.zip.get_or_init(|| archive::names(self.bytes))
    }

    /// The file as a JSON document of this shape.
    ///
    /// # Errors
    /// As [`json::parse`].
    pub(crate) fn json_as<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        json::parse(self.text().ok_or(Refusal::FileDamaged)?.as_bytes())
    }

    /// The strings of an Android app's shared preferences, in their order. Empty for any other
    /// file.
    pub(crate) fn preferences(&self) -> &[Preference] {
        let read = || self.text().filter(|text| text.len() <= MAX_FILE_BYTES).and_then(preferences::strings);
        self.preferences.get_or_init(|| read().unwrap_or_default())
    }

    /// The string of this name in an Android app's shared preferences.
    pub(crate) fn preference(&self, name: &str) -> Option<&str> {
        self.preferences().iter().find(|preference| preference.name == name).map(|preference| preference.text.as_str())
    }
}
