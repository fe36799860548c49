//! Limits that every reader enforces. Input is hostile: each limit is far above what an app writes,
//! and low enough that anything within it is read quickly.

/// The longest text of one QR code or one URI, in bytes. A QR code holds 2,953 bytes at most
/// (ISO/IEC 18004, version 40-L).
pub const MAX_TEXT_BYTES: usize = 64 << 10;

/// The longest list of URIs, in bytes.
pub const MAX_LIST_BYTES: usize = 8 << 20;

/// The longest file of another app, in bytes: some hold pictures.
pub const MAX_FILE_BYTES: usize = 16 << 20;

/// The most that a compressed password database unpacks to, in bytes.
pub(crate) const MAX_UNPACKED_BYTES: usize = 64 << 20;

/// The most entries of one file, refused ones included.
pub const MAX_ENTRIES: usize = 10_000;

/// The longest issuer, account or group, in characters.
pub const MAX_NAME_CHARS: usize = 256;

/// The most groups of one entry.
pub(crate) const MAX_GROUPS: usize = 32;

/// The most accounts in one QR code of a Google Authenticator export. A QR code has room for about
/// a hundred.
pub const MAX_PART_ACCOUNTS: usize = 1_000;

/// The most QR codes of one Google Authenticator export.
pub const MAX_EXPORT_PARTS: u32 = 1_000;
