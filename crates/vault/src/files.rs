//! The files of a vault: their names, reading and writing them, and the lock over all of them.

pub(crate) mod directory;
pub(crate) mod in_use;
pub(crate) mod lock;
pub(crate) mod private;

pub(crate) const VAULT: &str = "vault.bin";
/// The `vault.bin` of the previous save.
pub(crate) const PREVIOUS: &str = "vault.bin.previous";
/// The same bytes as `vault.bin`, in case one of the two is damaged.
pub(crate) const COPY: &str = "vault.bin.copy";
pub(crate) const COUNTERS: &str = "counters.log";
pub(crate) const ATTEMPTS: &str = "attempts.bin";
pub(crate) const NEW_PAGES: &str = "pages.new";
/// The folder of a vault's own backups, in its directory (`FORMAT.md`, section 14).
pub const BACKUPS: &str = "backups";
/// Where a vault without a system keyring keeps its items.
pub(crate) const KEYRING_FILE: &str = "keyring.bin";
/// The longest `pages.new`, in bytes: room for far more pages than a vault can have.
pub(crate) const MAX_ANNOUNCED_BYTES: u64 = 16 << 20;
