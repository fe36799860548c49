//! Turns the clipboard's contents into sources.

use watchword_agent::clipboard_problem;
use watchword_desktop::{Clipboard, ClipboardContents, Readable};
use watchword_session::{ImportProblem, MAX_BYTES, MAX_FILES, MAX_LIST_BYTES, Problem, Source, local_file};

const READABLE: Readable =
    Readable { file: local_file, max_picture_bytes: MAX_BYTES as usize, max_text_bytes: MAX_LIST_BYTES };

/// Reads everything in the clipboard that may contain accounts.
pub(crate) fn sources(clipboard: &Clipboard) -> Result<Vec<Source>, Problem> {
    Ok(match clipboard.read(&READABLE).map_err(clipboard_problem)? {
        ClipboardContents::Files(files) if files.len() > MAX_FILES => {
            return Err(ImportProblem::TooMany { limit: MAX_FILES as u32 }.into());
        }
        ClipboardContents::Files(files) => files.into_iter().map(Source::File).collect(),
        ClipboardContents::Picture(bytes) => vec![Source::Copied(bytes)],
        ClipboardContents::Pixels { width, height, rgba } => vec![Source::Pixels { width, height, rgba }],
        ClipboardContents::Text(text) => vec![Source::Text(text)],
    })
}
