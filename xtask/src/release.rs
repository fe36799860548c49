//! `cargo xtask release VERSION`: everything about a release that is in the repository. It pushes
//! nothing.

mod files;
mod version;

use std::fs;

use crate::{
    Failed, Result,
    package::{
        self,
        files::{output, read},
    },
    workspace::{Workspace, run},
};
use version::Version;

/// Changes a text, or returns `None` if it isn't as expected.
type Change = fn(&str, &Step<'_>) -> Option<String>;

/// The files that name the version, what each must have, and how it is changed.
///
/// Cargo could change its lock files, but without a network only if it has used them before.
const CHANGES: &[(&str, &str, Change)] = &[
    ("CHANGELOG.md", "changes under [Unreleased]", |text, step| files::changelog(text, &step.to.text, step.date)),
    ("Cargo.toml", "a version in [workspace.package]", |text, step| files::manifest(text, &step.to.text)),
    ("Cargo.lock", "packages of this version", |text, step| files::cargo_lock(text, &step.from.text, &step.to.text)),
    ("fuzz/Cargo.lock", "packages of this version", |text, step| {
        files::cargo_lock(text, &step.from.text, &step.to.text)
    }),
    ("ui/package.json", "a version", |text, step| files::package(text, &step.to.text)),
    ("ui/package-lock.json", "a version in both places", |text, step| files::package_lock(text, &step.to.text)),
    (METAINFO, "a list of releases", |text, step| files::metainfo(text, step.to, step.date)),
];

/// From one version to the next.
struct Step<'a> {
    from: &'a Version,
    to: &'a Version,
    /// The day of the release, such as `2026-01-31`, in UTC.
    date: &'a str,
}

/// What software centres say about the window. Its list of versions starts with the newest.
const METAINFO: &str = "packaging/linux/org.watchword.Watchword.metainfo.xml";

/// Writes the version and today's date where they belong, commits that and tags the commit.
///
/// # Errors
/// Fails before it changes anything if this isn't a clean checkout of `main`, or the version isn't
/// newer than the last one.
pub(crate) fn release(workspace: &Workspace, version: &str) -> Result {
    let version = Version::parse(version)?;
    let current = check(workspace, &version)?;
    let date = output(workspace.command("date").args(["--utc", "+%F"]))?;
    let (step, mut changed) = (Step { from: &current, to: &version, date: date.trim_end() }, Vec::new());
    for (name, expected, change) in CHANGES {
        let text = change(&read(&workspace.root.join(name))?, &step);
        let text = text.ok_or_else(|| Failed(format!("{name} has no {expected}. Nothing was changed.")))?;
        changed.push((workspace.root.join(name), text));
    }
    for (path, text) in changed {
        fs::write(&path, text).map_err(|error| Failed(format!("{}: {error}.", path.display())))?;
    }
    let tag = format!("v{}", version.text);
    run(workspace.command("git").args(["commit", "--quiet", "--all", "--message"]).arg(subject(&version)))?;
    run(workspace
        .command("git")
        .args(["tag", "--annotate", &tag, "--message"])
        .arg(format!("Watchword {}", version.text)))?;
    println!(
        "Committed and tagged {tag}. Nothing was pushed.\n\
         1. Look at it: git show {tag}\n\
         2. Test it: cargo xtask check && cargo xtask test --all &&\n    \
            cargo xtask package --all && cargo xtask package verify --all\n\
         3. Push it: git push --atomic origin main {tag}\n\
         4. The release workflow builds, signs and verifies the packages, and makes a draft. Read it, and publish it.\n\
         To take it back before you push: git tag --delete {tag} && git reset --hard HEAD~1"
    );
    Ok(())
}

fn subject(version: &Version) -> String {
    format!("chore: release {}", version.text)
}

/// Checks that this version can be released from here, and returns the current one.
fn check(workspace: &Workspace, version: &Version) -> Result<Version> {
    let git = |arguments: &[&str]| output(workspace.command("git").args(arguments));
    let branch = git(&["branch", "--show-current"])?;
    let branch = branch.trim_end();
    if branch != "main" {
        return Err(Failed(format!("Releases are made on main; this is {branch}. Switch to it: git switch main")));
    }
    let changes = git(&["status", "--porcelain"])?;
    if !changes.is_empty() {
        return Err(Failed(format!("Commit or remove these changes first:\n{changes}")));
    }
    if !git(&["tag", "--list", &format!("v{}", version.text)])?.is_empty() {
        return Err(Failed(format!("There is a tag v{} already.", version.text)));
    }
    let current = Version::parse(&package::version(workspace)?)?;
    // The first release has the version that the sources have had all along.
    let is_first = git(&["tag", "--list", "v*"])?.is_empty();
    if *version > current || (is_first && *version == current) {
        return Ok(current);
    }
    Err(Failed(format!("{} isn't newer than {}. Name a newer version.", version.text, current.text)))
}
