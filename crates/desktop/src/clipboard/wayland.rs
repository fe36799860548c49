use std::io::Read as _;

use wl_clipboard_rs::paste::{ClipboardType, Error, MimeType, Seat, get_contents, get_mime_types_ordered};
use zeroize::Zeroizing;

use super::copied::{Copied, Deadline};
use super::error::ClipboardError;

const CHUNK_BYTES: usize = 64 << 10;

/// The clipboard's contents, as a Wayland compositor shows them to programs without a window
/// (`ext-data-control`, `wlr-data-control`).
pub(super) struct Offer {
    forms: Vec<String>,
    deadline: Deadline,
}

impl Offer {
    /// Looks at the current contents. Fails if the compositor has neither protocol.
    pub(super) fn see(deadline: Deadline) -> Result<Self, ClipboardError> {
        match get_mime_types_ordered(ClipboardType::Regular, Seat::Unspecified) {
            Ok(forms) => Ok(Self { forms, deadline }),
            Err(Error::NoSeats | Error::ClipboardEmpty | Error::NoMimeType) => Ok(Self { forms: Vec::new(), deadline }),
            Err(_) => Err(ClipboardError::Failed),
        }
    }
}

impl Copied for Offer {
    fn forms(&self) -> Result<Vec<String>, ClipboardError> {
        Ok(self.forms.clone())
    }

    fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
        let (mut pipe, _) = get_contents(ClipboardType::Regular, Seat::Unspecified, MimeType::Specific(form))
            .map_err(|_| ClipboardError::Failed)?;
        let (mut bytes, mut chunk) = (Zeroizing::new(Vec::new()), Zeroizing::new(vec![0; CHUNK_BYTES]));
        while bytes.len() <= most {
            self.deadline.wait(&pipe)?;
            match pipe.read(&mut chunk).map_err(|_| ClipboardError::Failed)? {
                0 => break,
                count => bytes.extend_from_slice(&chunk[..count]),
            }
        }
        bytes.truncate(most.saturating_add(1));
        Ok(bytes)
    }
}
