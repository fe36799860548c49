use zeroize::Zeroizing;

/// A drawn page: its luma, 0 (black) to 255 (white), row by row from the top.
pub(super) struct Page {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) luma: Zeroizing<Vec<u8>>,
}
