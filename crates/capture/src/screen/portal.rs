use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use ashpd::desktop::ResponseError;
use ashpd::desktop::screenshot::Screenshot;
use percent_encoding::percent_decode_str;
use watchword_scan::{MAX_BYTES, Picture};
use zeroize::Zeroizing;

use super::error::NoScreen;

/// Asks the desktop for a picture of the screen. The desktop may ask the user, and writes the
/// picture to a file, which is removed afterwards.
pub(super) fn take() -> Result<Picture, NoScreen> {
    let asked = async { Screenshot::request().interactive(false).modal(false).send().await?.response() };
    let answer = zbus::block_on(asked).map_err(|error| reason(&error))?;
    let path = local_path(answer.uri().as_str()).ok_or(NoScreen::Unavailable)?;
    let bytes = read(&path);
    let _ = fs::remove_file(&path);
    Picture::decode(&bytes.map_err(|_| NoScreen::Unavailable)?).map_err(|_| NoScreen::Unavailable)
}

/// The reason behind an error. Dismissing the prompt arrives as `Cancelled`. Denying it, now or
/// earlier, arrives as `Other`, and so does a failure of the desktop.
fn reason(error: &ashpd::Error) -> NoScreen {
    match error {
        ashpd::Error::Response(ResponseError::Cancelled | ResponseError::Other) => NoScreen::Refused,
        _ => NoScreen::Unavailable,
    }
}

/// The path in a `file:` URI (RFC 8089). One with a host would give a path relative to the current
/// folder, and what is there would be deleted.
fn local_path(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://").filter(|path| path.starts_with('/'))?;
    let path: Vec<u8> = percent_decode_str(path).collect();
    Some(OsStr::from_bytes(&path).into())
}

fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_uris_of_this_computer_name_a_file() {
        assert_eq!(local_path("file:///tmp/a%20b.png"), Some("/tmp/a b.png".into()));
        for elsewhere in ["file://host/tmp/a.png", "file://a.png", "https://example.org/a.png", "/tmp/a.png"] {
            assert_eq!(local_path(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn dismissed_and_denied_prompts_are_refusals() {
        for answer in [ResponseError::Cancelled, ResponseError::Other] {
            assert_eq!(reason(&ashpd::Error::Response(answer)), NoScreen::Refused, "{answer}");
        }
        assert_eq!(reason(&ashpd::Error::NoResponse), NoScreen::Unavailable);
    }
}
