use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::fault::{Fault, Reason};
use crate::json;
use crate::layer::{Layer, Reading, Scope};

/// The owner of a policy, by number.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux has files"))]
pub(super) const ROOT: u32 = 0;

/// The most files that are read.
const MAX_FILES: usize = 100;

/// Reads `policy.json` and then `policy.d/*.json`, in byte order, from a folder of `owner`'s. A
/// file that others can write or replace is ignored.
pub(super) fn read(folder: &Path, owner: u32) -> Reading {
    let mut reading = Reading::default();
    let fault = |path: &Path, reason| Fault { place: path.display().to_string(), key: None, reason };
    match is_owners(folder, owner) {
        Ok(true) => {}
        Ok(false) => reading.faults.push(fault(folder, Reason::NotRoots)),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(_) => reading.faults.push(fault(folder, Reason::Unreadable)),
    }
    if !matches!(is_owners(folder, owner), Ok(true)) {
        return reading;
    }
    let drop_ins = folder.join("policy.d");
    let mut files = vec![folder.join("policy.json")];
    match is_owners(&drop_ins, owner) {
        Ok(true) => files.extend(listed(&drop_ins)),
        Ok(false) => reading.faults.push(fault(&drop_ins, Reason::NotRoots)),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(_) => reading.faults.push(fault(&drop_ins, Reason::Unreadable)),
    }
    if files.len() > MAX_FILES {
        reading.faults.push(fault(&drop_ins, Reason::Unreadable));
        files.truncate(MAX_FILES);
    }
    for file in files {
        let reason = match is_owners(&file, owner) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(_) => Reason::Unreadable,
            Ok(false) => Reason::NotRoots,
            Ok(true) => match super::bytes(&file).map(|bytes| json::object(&bytes)) {
                Ok(Some(values)) => {
                    let place = file.display().to_string();
                    reading.layers.push(Layer { place, scope: Scope::Machine, values });
                    continue;
                }
                Ok(None) => Reason::Unparsable,
                Err(_) => Reason::Unreadable,
            },
        };
        reading.faults.push(fault(&file, reason));
    }
    reading
}

/// The JSON files in a folder, in byte order.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).take(MAX_FILES).collect();
    files.sort();
    files
}

/// Whether only `owner` can write a file or a folder, and whatever a link there leads to.
fn is_owners(path: &Path, owner: u32) -> std::io::Result<bool> {
    const OTHERS_WRITE: u32 = 0o022;
    let (named, meant) = (fs::symlink_metadata(path)?, fs::metadata(path)?);
    Ok(named.uid() == owner && meant.uid() == owner && meant.mode() & OTHERS_WRITE == 0)
}

#[cfg(test)]
mod tests;
