use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

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
    let path = answer.uri().as_str().strip_prefix("file://").ok_or(NoScreen::Unavailable)?;
    let path: Vec<u8> = percent_decode_str(path).collect();
    let path = Path::new(OsStr::from_bytes(&path));
    let bytes = read(path);
    let _ = fs::remove_file(path);
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

fn read(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dismissed_and_denied_prompts_are_refusals() {
        for answer in [ResponseError::Cancelled, ResponseError::Other] {
            assert_eq!(reason(&ashpd::Error::Response(answer)), NoScreen::Refused, "{answer}");
        }
        assert_eq!(reason(&ashpd::Error::NoResponse), NoScreen::Unavailable);
    }
}
