use std::path::PathBuf;

use zeroize::Zeroizing;

#[cfg(not(target_os = "linux"))]
use super::error::ClipboardError;

/// The contents of the clipboard, as another program copied them.
pub enum ClipboardContents {
    /// Files on this computer, at least one.
    Files(Vec<PathBuf>),
    /// A picture's bytes, as the program provided them: not decoded, and not necessarily a picture.
    /// One byte more than [`Readable::max_picture_bytes`] means that there are more.
    Picture(Zeroizing<Vec<u8>>),
    /// A picture that the clipboard library has decoded, row by row from the top.
    Pixels {
        /// The width of the picture, in pixels.
        width: u32,
        /// The height of the picture, in pixels.
        height: u32,
        /// Red, green, blue and alpha of each pixel.
        rgba: Zeroizing<Vec<u8>>,
    },
    /// Text with something other than space in it. One byte more than [`Readable::max_text_bytes`]
    /// means that there is more.
    Text(Zeroizing<String>),
}

/// What a program can read from the clipboard, and how much of it.
#[derive(Clone, Copy)]
pub struct Readable {
    /// Returns the file on this computer that one line of a list of addresses (`text/uri-list`,
    /// RFC 2483) refers to; `None` for a comment, and for any other address.
    pub file: fn(&str) -> Option<PathBuf>,
    /// The longest picture that can be read, in bytes before it is decoded. Enforced only on Linux.
    pub max_picture_bytes: usize,
    /// The longest text and the longest list of addresses that can be read, in bytes. Enforced only
    /// on Linux.
    pub max_text_bytes: usize,
}

/// Reads the clipboard through the library, which does so on Windows and macOS.
#[cfg(not(target_os = "linux"))]
pub(super) fn of(board: &mut arboard::Clipboard) -> Result<ClipboardContents, ClipboardError> {
    if let Some(files) = board.get().file_list().ok().filter(|files| !files.is_empty()) {
        return Ok(ClipboardContents::Files(files));
    }
    if let Ok(picture) = board.get_image() {
        let (Ok(width), Ok(height)) = (picture.width.try_into(), picture.height.try_into()) else {
            return Err(ClipboardError::Failed);
        };
        let rgba = Zeroizing::new(picture.bytes.into_owned());
        return Ok(ClipboardContents::Pixels { width, height, rgba });
    }
    match board.get_text().map(Zeroizing::new) {
        Ok(text) if text.trim().is_empty() => Err(ClipboardError::Empty),
        Ok(text) => Ok(ClipboardContents::Text(text)),
        Err(arboard::Error::ContentNotAvailable) => Err(ClipboardError::Empty),
        Err(_) => Err(ClipboardError::Failed),
    }
}
