/// The most pixels a picture may have. Of formats whose decoders take more memory a pixel, it may
/// have fewer.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most codes that are read in one picture.
pub const MAX_CODES: usize = 256;

/// The most pixels that are searched again if the first passes read nothing: a larger picture is
/// shrunk, and loses little but noise.
pub(crate) const MAX_FALLBACK_PIXELS: usize = 2_000_000;

/// The narrowest module, in pixels, that is read in pictures of cameras.
pub(crate) const MIN_MODULE_PIXELS: f32 = 2.0;
