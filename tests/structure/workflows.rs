//! What the workflows may do. actionlint checks the rest, in `cargo xtask check`.

use std::fs;

use super::sources::workspace;

/// Returns the text of each workflow, by its name.
fn workflows() -> Vec<(String, String)> {
    let folder = workspace().join(".github/workflows");
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|entry| entry.expect("a folder can be read").path());
    files
        .map(|file| (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(file)))
        .map(|(name, text)| (name, text.expect("a workflow is text")))
        .collect()
}

/// A tag or a branch may name other code tomorrow, so every action and image is named by its hash,
/// and its version is in a comment.
#[test]
fn every_action_and_image_is_pinned_by_hash() {
    let mut pinned = 0;
    for (name, text) in workflows() {
        for line in text.lines().map(|line| line.trim_start().trim_start_matches("- ")) {
            let is_right = match (line.strip_prefix("uses: "), line.strip_prefix("image: ")) {
                (Some(action), _) => action.starts_with("./") || is_pinned(action),
                (_, Some(image)) => image.split_once("@sha256:").is_some_and(|(_, hash)| is_hex(hash, 64)),
                _ => continue,
            };
            assert!(is_right, "{name}: {line}");
            pinned += 1;
        }
    }
    assert!(pinned > 10, "only {pinned} actions were found");
}

/// Whether an action is named as `OWNER/NAME@HASH # vVERSION`.
fn is_pinned(action: &str) -> bool {
    let parts = action.split_once(" # v").and_then(|(action, version)| Some((action.split_once('@')?.1, version)));
    parts.is_some_and(|(hash, version)| {
        is_hex(hash, 40)
            && version.split('.').count() == 3
            && version.split('.').all(|part| part.parse::<u16>().is_ok())
    })
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
}

/// An expression in a script is replaced before the shell reads the script, so what it says could
/// be run as code. A script reads variables instead.
#[test]
fn no_script_contains_an_expression() {
    for (name, text) in workflows() {
        let mut script: Option<usize> = None;
        for line in text.lines() {
            let (text, indent) = (line.trim_start(), line.len() - line.trim_start().len());
            if !text.is_empty() && script.is_some_and(|start| indent <= start) {
                script = None;
            }
            if text.trim_start_matches("- ").starts_with("run: ") {
                script = Some(indent);
            }
            assert!(script.is_none() || !line.contains("${{"), "{name}: {line}");
        }
    }
}

/// A job has only the permissions that it names.
#[test]
fn every_workflow_can_only_read_by_default() {
    for (name, text) in workflows() {
        assert!(text.contains("\npermissions:\n  contents: read\n\n"), "{name}");
    }
}
