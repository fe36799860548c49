use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why an entry of the desktop could not be read or changed.
#[derive(Debug, Error)]
pub enum EntryError {
    /// The user has no home folder.
    #[error("the user has no home folder")]
    NoHome,
    /// The program's path or an argument can't be written in an entry, or the program has no path.
    #[error("the program cannot be named in an entry")]
    Program,
    /// This file has the entry's name but isn't Watchword's: the user or the desktop's settings
    /// made it.
    #[error("{} is not Watchword's", .0.display())]
    Foreign(PathBuf),
    /// The system could not read or write the entry.
    #[error(transparent)]
    Failed(#[from] io::Error),
}
