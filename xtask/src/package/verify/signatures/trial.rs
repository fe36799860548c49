use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Failed, Result,
    package::{
        files::{copy, files, write},
        temporary::Temporary,
    },
};

/// Checks the files in a folder.
type Check<'a> = Box<dyn Fn(&Path) -> Result + 'a>;

/// A check of files, which must pass, and fail after one byte is changed.
pub(super) struct Trial<'a> {
    /// The name to print.
    pub(super) name: String,
    pub(super) folder: PathBuf,
    /// The files that the check reads, relative to the folder.
    pub(super) files: Vec<PathBuf>,
    /// The files of which each is changed once.
    pub(super) changed: Vec<PathBuf>,
    pub(super) check: Check<'a>,
}

impl<'a> Trial<'a> {
    /// A file whose signature is in itself.
    pub(super) fn file(file: &Path, check: Check<'a>) -> Self {
        let name = PathBuf::from(file.file_name().unwrap_or_default());
        let names = vec![name.clone()];
        let check = move |folder: &Path| check(&folder.join(&name));
        Self {
            name: name_of(file),
            folder: file.parent().unwrap_or(file).to_owned(),
            files: names.clone(),
            changed: names,
            check: Box::new(check),
        }
    }

    /// A repository, in which every file is signed, except signatures, keys, and files for
    /// package managers.
    pub(super) fn repository(folder: &Path, check: Check<'a>) -> Result<Self> {
        let inside = |file: PathBuf| file.strip_prefix(folder).map(Path::to_owned).unwrap_or(file);
        let files: Vec<PathBuf> = files(folder)?.into_iter().map(inside).collect();
        let is_signed = |file: &&PathBuf| {
            let extension = file.extension().and_then(|extension| extension.to_str());
            !matches!(extension, Some("asc" | "gpg" | "sources" | "repo"))
        };
        let changed = files.iter().filter(is_signed).cloned().collect();
        Ok(Self { name: format!("repository {}", name_of(folder)), folder: folder.to_owned(), files, changed, check })
    }

    /// Checks a copy of the files, then again with one byte changed in each.
    ///
    /// # Errors
    /// Fails if the files are wrong, or if a changed one is accepted.
    pub(super) fn run(&self) -> Result {
        let (copied, name) = (Temporary::new()?, &self.name);
        for file in &self.files {
            copy(&self.folder.join(file), &copied.path().join(file))?;
        }
        (self.check)(copied.path()).map_err(|Failed(why)| Failed(format!("{name} is not signed correctly.\n{why}")))?;
        for file in &self.changed {
            let path = copied.path().join(file);
            let before = fs::read(&path).map_err(|error| Failed(format!("{}: {error}.", path.display())))?;
            write(&path, changed(&before))?;
            if (self.check)(copied.path()).is_ok() {
                let file = file.display();
                return Err(Failed(format!("{name} passes its check although a byte of {file} is changed.")));
            }
            write(&path, before)?;
        }
        println!("{name}: right, and refused with a changed byte ({} tried)", self.changed.len());
        Ok(())
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Changes one bit in the middle of a file: not of a space or a line break, which no signature of a
/// text covers.
fn changed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes[middle..].iter_mut().find(|byte| !byte.is_ascii_whitespace()) {
        *byte ^= 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Trial, changed};
    use crate::{
        Failed,
        package::{
            files::{read, write},
            temporary::Temporary,
        },
    };

    #[test]
    fn one_bit_changes_but_no_space() {
        assert_eq!(changed(b"abcd"), b"abbd");
        assert_eq!(changed(b"ab \nd"), b"ab \ne");
    }

    #[test]
    fn check_that_accepts_a_changed_byte_is_an_error() {
        let folder = Temporary::new().expect("a folder");
        let file = folder.path().join("a.rpm");
        write(&file, "signed").expect("a file");
        let is_signed = |file: &Path| match read(file)?.as_str() {
            "signed" => Ok(()),
            other => Err(Failed(other.to_owned())),
        };
        Trial::file(&file, Box::new(is_signed)).run().expect("a check that notices");
        let Failed(why) = Trial::file(&file, Box::new(|_| Ok(()))).run().expect_err("a check that notices nothing");
        assert!(why.contains("a.rpm passes its check"), "{why}");
    }
}
