use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zeroize::Zeroizing;

/// Bytes in the form that a PDF calls `FlateDecode`.
pub(super) fn compressed(bytes: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes every byte");
    Zeroizing::new(encoder.finish().expect("memory takes every byte"))
}
