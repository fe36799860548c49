//! The version resource of a Windows program (`VS_VERSIONINFO`).

use std::{fs, path::Path};

use crate::{Failed, Result};

/// The bytes that begin its fixed part (`VS_FIXEDFILEINFO`).
const SIGNATURE: [u8; 4] = 0xFEEF_04BD_u32.to_le_bytes();

/// What Windows Installer compares of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FileVersion {
    pub(crate) numbers: [u16; 4],
    /// The language's number (LANGID), 0 if the file is for all languages.
    pub(crate) language: u16,
}

/// Reads a file's version, if it has one.
pub(crate) fn read(file: &Path) -> Result<Option<FileVersion>> {
    let bytes = fs::read(file).map_err(|error| Failed(format!("{}: {error}.", file.display())))?;
    Ok(parse(&bytes))
}

/// Changes the numbers of a file's version, which must have one.
pub(crate) fn change(file: &Path, numbers: [u16; 4]) -> Result {
    let mut bytes = fs::read(file).map_err(|error| Failed(format!("{}: {error}.", file.display())))?;
    let at = fixed_part(&bytes).ok_or_else(|| Failed(format!("{} has no version.", file.display())))?;
    let [a, b, c, d] = numbers.map(u16::to_le_bytes);
    // Of the file and of the product, each as two numbers of 32 bits.
    let halves = [b, a, d, c, b, a, d, c].concat();
    bytes[at + 8..at + 24].copy_from_slice(&halves);
    fs::write(file, bytes).map_err(|error| Failed(format!("{}: {error}.", file.display())))
}

fn parse(bytes: &[u8]) -> Option<FileVersion> {
    let at = fixed_part(bytes)?;
    let number = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let numbers = [number(at + 10)?, number(at + 8)?, number(at + 14)?, number(at + 12)?];
    // The resource begins with its length, before its name.
    let start = at.checked_sub(START)?;
    let end = start.checked_add(number(start)?.into())?.min(bytes.len());
    let translation = find(bytes.get(at..end)?, &utf16("Translation\0")).map(|found| {
        let after = at + found + utf16("Translation\0").len();
        // The value is aligned to 32 bits from the resource's start.
        start + (after - start).next_multiple_of(4)
    });
    Some(FileVersion { numbers, language: translation.and_then(number).unwrap_or_default() })
}

/// The distance of the fixed part from the resource's start: three numbers of 16 bits, the name,
/// and padding.
const START: usize = (6 + 2 * "VS_VERSION_INFO\0".len()).next_multiple_of(4);

/// Finds the fixed part of the version resource.
fn fixed_part(bytes: &[u8]) -> Option<usize> {
    let name = utf16("VS_VERSION_INFO\0");
    let padding = START - 6 - name.len();
    let mut from = 0;
    while let Some(found) = find(bytes.get(from..)?, &name) {
        let at = from + found + name.len() + padding;
        // The name alone may be among a program's texts.
        if bytes.get(at..at + 4) == Some(&SIGNATURE) && bytes.len() >= at + 24 {
            return Some(at);
        }
        from = from + found + name.len();
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::{FileVersion, SIGNATURE, START, parse, utf16};

    /// A resource with a version and, if there is one, a language.
    fn resource(language: Option<u16>) -> Vec<u8> {
        let mut resource = [vec![0, 0, 52, 0, 0, 0], utf16("VS_VERSION_INFO\0")].concat();
        resource.resize(START, 0);
        resource.extend(SIGNATURE);
        resource.extend([0, 0, 1, 0, 2, 0, 1, 0, 0, 0, 3, 0]);
        resource.resize(START + 52, 0);
        if let Some(language) = language {
            resource.extend([32, 0, 4, 0, 0, 0]);
            resource.extend(utf16("Translation\0"));
            resource.resize(resource.len().next_multiple_of(4), 0);
            resource.extend(language.to_le_bytes());
            resource.extend([0xB0, 4]);
        }
        let length = u16::try_from(resource.len()).expect("short");
        resource[..2].copy_from_slice(&length.to_le_bytes());
        resource
    }

    #[test]
    fn version_and_language_are_found_in_a_program() {
        for (language, expected) in [(Some(0x0409), 0x0409), (Some(0), 0), (None, 0)] {
            let program = [&b"MZ"[..], &utf16("VS_VERSION_INFO\0"), &resource(language), &utf16("Translation\0a")];
            let version = FileVersion { numbers: [1, 2, 3, 0], language: expected };
            assert_eq!(parse(&program.concat()), Some(version), "{language:?}");
        }
    }

    #[test]
    fn damaged_resource_is_no_version() {
        let whole = resource(Some(9));
        for length in 0..START + 24 {
            assert_eq!(parse(&whole[..length]), None, "{length}");
        }
        // Without its end it has no language.
        assert_eq!(parse(&whole[..START + 24]).map(|version| version.language), Some(0));
        for length in START + 24..whole.len() {
            let _ = parse(&whole[..length]);
        }
    }
}
