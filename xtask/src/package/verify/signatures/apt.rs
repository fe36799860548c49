use std::{collections::BTreeSet, path::Path};

use super::digests;
use crate::{
    Failed, Result,
    package::{
        files::{files, read},
        sign::OpenPgp,
    },
};

/// Checks an apt repository: the signatures of its index, the digests in the index, and the digests
/// of the packages.
pub(super) fn check(folder: &Path, openpgp: &OpenPgp) -> Result {
    let (keyring, suite) = (openpgp.keyring()?, folder.join("dists/stable"));
    let index = suite.join("Release");
    keyring.detached(&suite.join("Release.gpg"), &index)?;
    let text = keyring.inline(&suite.join("InRelease"))?;
    if text != read(&index)? {
        return Err(Failed("InRelease and Release differ. Build the repository again.".to_owned()));
    }
    // ` DIGEST SIZE PATH`
    let lines = text.lines().skip_while(|line| *line != "SHA256:").skip(1).take_while(|line| line.starts_with(' '));
    let listed: Vec<(&str, &str)> = lines
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.nth(1)?))
        })
        .collect();
    digests::check(&suite, &sums(&listed))?;
    let mut packages = BTreeSet::new();
    for (_, path) in listed.iter().filter(|(_, path)| path.ends_with("/Packages")) {
        let text = read(&suite.join(path))?;
        let listed: Vec<(&str, &str)> = text.split("\n\n").filter_map(package).collect();
        digests::check(folder, &sums(&listed))?;
        packages.extend(listed.iter().map(|(_, path)| folder.join(path)));
    }
    match files(&folder.join("pool"))?.iter().find(|package| !packages.contains(*package)) {
        Some(other) => Err(Failed(format!("No list has {}. Build the repository again.", other.display()))),
        None => Ok(()),
    }
}

/// Returns a package's digest and path from its entry in a list.
fn package(entry: &str) -> Option<(&str, &str)> {
    let field = |name: &str| entry.lines().find_map(|line| line.strip_prefix(name));
    Some((field("SHA256: ")?, field("Filename: ")?))
}

fn sums(listed: &[(&str, &str)]) -> String {
    listed.iter().map(|(digest, path)| format!("{digest}  {path}\n")).collect()
}
