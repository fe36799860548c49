//! Frames: a length of four bytes, the lowest first, and that many bytes of JSON.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// The longest request, in bytes.
pub(crate) const MAX_REQUEST: usize = 64 << 10;
/// The longest request of a face that has given the PIN: accounts that were read, with their notes.
pub(crate) const MAX_BATCH: usize = 32 << 20;
/// How much room is made before any of a frame has come.
const AHEAD: usize = 64 << 10;

/// Reads one frame of at most `most` bytes. Takes no more memory than has really come, whatever
/// the length says.
pub(crate) fn read<T: DeserializeOwned>(from: &mut impl Read, most: usize) -> io::Result<T> {
    read_within(from, || most)
}

/// The same. `most` is asked once a frame has begun to come, since it may depend on what was
/// answered while nothing came.
pub(crate) fn read_within<T: DeserializeOwned>(from: &mut impl Read, most: impl FnOnce() -> usize) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > most() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.min(AHEAD)));
    from.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    serde_json::from_slice(&bytes).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// Writes one frame.
pub(crate) fn write(to: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    to.write_all(&made(value, u32::MAX as usize)?)?;
    to.flush()
}

/// Makes a frame of at most `most` bytes after its length.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] if it would be longer.
pub(crate) fn made(value: &impl Serialize, most: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut frame = Zeroizing::new(vec![0; 4]);
    serde_json::to_writer(&mut *frame, value)?;
    let length = u32::try_from(frame.len() - 4).ok().filter(|length| *length as usize <= most);
    frame[..4].copy_from_slice(&length.ok_or(io::ErrorKind::InvalidInput)?.to_le_bytes());
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut bytes = Vec::new();
        write(&mut bytes, &"code").unwrap();
        assert_eq!(bytes, b"\x06\0\0\0\"code\"");
        assert_eq!(read::<String>(&mut &bytes[..], MAX_REQUEST).unwrap(), "code");
    }

    #[test]
    fn frames_that_are_too_long_cut_short_or_no_json_are_refused() {
        let kind = |bytes: &[u8]| read::<String>(&mut &bytes[..], MAX_REQUEST).unwrap_err().kind();
        assert_eq!(kind(b"\0\0\0\x40\"code\""), io::ErrorKind::InvalidData, "a GiB");
        assert_eq!(kind(b"\x07\0\0\0\"code\""), io::ErrorKind::UnexpectedEof);
        assert_eq!(kind(b"\x06\0"), io::ErrorKind::UnexpectedEof);
        assert_eq!(kind(b"\x06\0\0\0\xffcode\""), io::ErrorKind::InvalidData);
        assert_eq!(kind(b"\0\0\0\0"), io::ErrorKind::InvalidData);
    }
}
