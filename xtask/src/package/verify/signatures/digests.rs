use std::path::Path;

use crate::{
    Result,
    package::tool::{capture_with, tool},
};

/// Checks the SHA-256 digests of files in a folder, which are given as by `sha256sum`.
///
/// # Errors
/// Fails if a file is missing or differs, if a line is not a digest, or if there is none.
pub(super) fn check(folder: &Path, digests: &str) -> Result {
    let mut sha256sum = tool("sha256sum");
    capture_with(sha256sum.current_dir(folder).args(["--check", "--strict", "--quiet"]), digests.as_bytes()).map(drop)
}
