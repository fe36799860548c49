use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use watchword_vault::write_private;
use zeroize::Zeroizing;

use super::exported::Exported;
use crate::view::{ExportProblem, Problem};

/// Accounts in another app's format, with their seeds, to be saved.
#[derive(Serialize, Deserialize)]
pub struct Export {
    /// The content of each file: more than one only if the format is images.
    pub files: Vec<Zeroizing<Vec<u8>>>,
    /// Which accounts the files hold.
    pub exported: Exported,
}

impl Export {
    /// Saves the export as `path`, or, if it has more than one file, under that name with numbers.
    /// Only their owner may read the files. Replaces those that `may_replace` agrees to.
    ///
    /// # Errors
    /// [`ExportProblem::Exists`] for a file that may not be replaced;
    /// [`crate::SystemProblem::CannotWrite`] when a file cannot be written. No file of the export
    /// is left then.
    pub fn save(&self, path: &Path, may_replace: impl Fn(&Path) -> bool) -> Result<(), Problem> {
        let paths: Vec<PathBuf> = match self.files.len() {
            1 => vec![path.to_owned()],
            several => (1..=several).map(|number| numbered(path, number)).collect(),
        };
        if let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok() && !may_replace(path)) {
            let name = there.file_name().unwrap_or_default().to_string_lossy().into_owned();
            return Err(ExportProblem::Exists { name }.into());
        }
        for (written, (path, file)) in paths.iter().zip(&self.files).enumerate() {
            if let Err(error) = write_private(path, file) {
                // Nobody would notice that these aren't all.
                paths.iter().take(written).for_each(|path| drop(fs::remove_file(path)));
                return Err(error.into());
            }
        }
        Ok(())
    }
}

/// `codes.png` with the number 2 is `codes-2.png`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}
