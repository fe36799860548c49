/// The most pixels that a picture may have; fewer in formats whose decoders take more memory per
/// pixel.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The longest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most codes that are read in one picture.
pub const MAX_CODES: usize = 256;

/// The most pixels in the fallback passes, which run if the first passes read nothing. A larger
/// picture is shrunk, which loses little but noise.
pub(crate) const MAX_FALLBACK_PIXELS: usize = 2_000_000;

/// The narrowest module, in pixels, that can be read in a photograph.
pub(crate) const MIN_MODULE_PIXELS: f32 = 2.0;
