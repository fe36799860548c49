//! The changes to the files that name the version. Each is `None` if the file isn't as expected.

use super::version::Version;

/// Sets the version of the workspace.
pub(super) fn manifest(text: &str, version: &str) -> Option<String> {
    replace(text, "\n[workspace.package]\nversion = \"", version)
}

/// Sets the version in `package.json`, which has it once.
pub(super) fn package(text: &str, version: &str) -> Option<String> {
    replace(text, "\n  \"version\": \"", version)
}

/// Sets the version of Watchword's own packages in `Cargo.lock`: only they come from no registry.
pub(super) fn cargo_lock(text: &str, from: &str, to: &str) -> Option<String> {
    const START: &str = "[[package]]\n";
    let (old, new) = (format!("\nversion = \"{from}\"\n"), format!("\nversion = \"{to}\"\n"));
    let is_own = |package: &str| package.contains(&old) && !package.contains("\nsource = ");
    let packages = text.split(START);
    let changed =
        packages.map(|package| if is_own(package) { package.replacen(&old, &new, 1) } else { package.to_owned() });
    let changed = changed.collect::<Vec<_>>().join(START);
    (from == to || changed != text).then_some(changed)
}

/// Sets the version in `package-lock.json`, which has it twice.
pub(super) fn package_lock(text: &str, version: &str) -> Option<String> {
    let text = package(text, version)?;
    replace(&text, "\n    \"\": {\n      \"name\": \"watchword-ui\",\n      \"version\": \"", version)
}

/// Moves what is under `[Unreleased]` to a version of its own.
pub(super) fn changelog(text: &str, version: &str, date: &str) -> Option<String> {
    const UNRELEASED: &str = "\n## [Unreleased]\n";
    let (before, after) = text.split_once(UNRELEASED)?;
    let end = after.find("\n## [").unwrap_or(after.len());
    let (changes, older) = after.split_at(end);
    // A heading alone is no change.
    if !changes.lines().any(|line| line.starts_with("- ")) {
        return None;
    }
    Some(format!("{before}{UNRELEASED}\n## [{version}] - {date}\n{changes}{older}"))
}

/// Adds a version to the list of AppStream's description, or dates it if it is in the list: its
/// text may have been written before.
pub(super) fn metainfo(text: &str, version: &Version, date: &str) -> Option<String> {
    let kind = if version.is_pre_release() { "development" } else { "stable" };
    let release = format!("<release version=\"{}\" type=\"{kind}\" date=\"{date}\"", version.text);
    if let Some((before, after)) = text.split_once(&format!("<release version=\"{}\"", version.text)) {
        let (attributes, after) = after.split_once('>')?;
        let close = if attributes.ends_with('/') { "/>" } else { ">" };
        return Some(format!("{before}{release}{close}{after}"));
    }
    let (before, after) = text.split_once("<releases>\n")?;
    Some(format!("{before}<releases>\n    {release}/>\n{after}"))
}

/// Replaces what is between `before`, which must be there, and the next quotation mark.
fn replace(text: &str, before: &str, new: &str) -> Option<String> {
    let at = text.find(before)? + before.len();
    let end = at + text[at..].find('"')?;
    Some(format!("{}{new}{}", &text[..at], &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_move_to_their_version() {
        let text = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- This.\n\n## [1.0.0] - 2026-01-01\n\n- That.\n";
        let moved = "# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-03\n\n### Added\n\n- This.\n\n\
                     ## [1.0.0] - 2026-01-01\n\n- That.\n";
        assert_eq!(changelog(text, "1.1.0", "2026-02-03").unwrap(), moved);
        // Nothing was added since.
        assert_eq!(changelog(moved, "1.2.0", "2026-02-04"), None);
        assert_eq!(changelog("# Changelog\n\n- This.\n", "1.2.0", "2026-02-04"), None);
    }

    #[test]
    fn only_the_version_of_the_workspace_changes() {
        let text =
            "[workspace]\nmembers = []\n\n[workspace.package]\nversion = \"0.1.0\"\n\n[x]\nversion = \"0.1.0\"\n";
        let changed = manifest(text, "0.2.0").unwrap();
        assert_eq!(changed, text.replacen("0.1.0", "0.2.0", 1));
        assert_eq!(manifest("[package]\nversion = \"0.1.0\"\n", "0.2.0"), None);
    }

    #[test]
    fn packages_from_registries_keep_their_versions() {
        let own = "[[package]]\nname = \"watchword-otp\"\nversion = \"0.1.0\"\ndependencies = [\n \"a\",\n]\n\n";
        let other = "[[package]]\nname = \"a\"\nversion = \"0.1.0\"\nsource = \"registry\"\n\n";
        let fuzz = "[[package]]\nname = \"watchword-fuzz\"\nversion = \"0.0.0\"\n";
        let text = |own: &str| format!("version = 4\n\n{own}{other}{own}{fuzz}");
        assert_eq!(cargo_lock(&text(own), "0.1.0", "0.2.0"), Some(text(&own.replace("0.1.0", "0.2.0"))));
        assert_eq!(cargo_lock(&text(own), "0.3.0", "0.2.0"), None);
    }

    #[test]
    fn the_lock_file_has_it_twice() {
        let name = "\"name\": \"watchword-ui\"";
        let text = format!(
            "{{\n  {name},\n  \"version\": \"0.1.0\",\n  \"packages\": {{\n    \"\": {{\n      {name},\n      \
             \"version\": \"0.1.0\"\n    }},\n    \"node_modules/a\": {{\n      \"version\": \"0.1.0\"\n    }}\n  }}\n}}\n"
        );
        assert_eq!(package_lock(&text, "0.2.0").unwrap(), text.replacen("0.1.0", "0.2.0", 2));
    }

    #[test]
    fn a_version_is_added_or_dated() {
        let (version, before) = (Version::parse("1.0.0").unwrap(), Version::parse("1.0.0-rc.1").unwrap());
        let list = |release: &str| format!("<a>\n  <releases>\n{release}  </releases>\n</a>\n");
        let release = "    <release version=\"1.0.0\" type=\"stable\" date=\"2026-02-03\"/>\n";
        let old = "    <release version=\"0.9.0\" date=\"2026-01-01\"/>\n";
        assert_eq!(metainfo(&list(old), &version, "2026-02-03"), Some(list(&format!("{release}{old}"))));
        let planned = "    <release version=\"1.0.0\" date=\"2026-01-09\">\n      <p>It is here.</p>\n    </release>\n";
        let dated = planned.replace("date=\"2026-01-09\"", "type=\"stable\" date=\"2026-02-03\"");
        assert_eq!(metainfo(&list(planned), &version, "2026-02-03"), Some(list(&dated)));
        assert_eq!(metainfo(&list(release), &version, "2026-02-03"), Some(list(release)));
        assert!(metainfo(&list(""), &before, "2026-02-03").unwrap().contains("type=\"development\""));
        assert_eq!(metainfo("<a/>", &version, "2026-02-03"), None);
    }
}
