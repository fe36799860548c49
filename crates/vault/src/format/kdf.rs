use std::time::Instant;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::format::keys::Key;
use crate::keyring::kind::StoreKind;
use crate::pin::Pin;

const MIN_KIB: u32 = 64 * 1024;
/// The most memory that calibration chooses, in KiB: a small machine might not have more for an
/// unlock.
const MAX_CALIBRATED_KIB: u32 = 256 * 1024;
const STEP_KIB: u32 = 16 * 1024;

/// The cost of Argon2id (RFC 9106): memory in KiB, passes, lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kdf {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

impl Kdf {
    /// The lowest cost that is accepted: 64 MiB, three passes, one lane.
    pub const FLOOR: Self = Self { memory_kib: MIN_KIB, passes: 3, lanes: 1 };

    /// The lowest cost for a passphrase, whose vault is next to its device key: 256 MiB.
    const FILE: Self = Self { memory_kib: MAX_CALIBRATED_KIB, ..Self::FLOOR };

    /// Chooses the memory that this machine hashes in about 0.7 s, from 64 to 256 MiB; always 256
    /// MiB for the file store.
    pub fn calibrate(store: StoreKind) -> Self {
        if store == StoreKind::File {
            return Self::FILE;
        }
        let started = Instant::now();
        let _ = Self::FLOOR.memory().map(|memory| memory.run(b"calibration", &[0; 16]));
        let scale = 0.7 / started.elapsed().as_secs_f64().max(0.001);
        let memory_kib = (f64::from(MIN_KIB) * scale) as u32 / STEP_KIB * STEP_KIB;
        Self { memory_kib: memory_kib.clamp(MIN_KIB, MAX_CALIBRATED_KIB), ..Self::FLOOR }
    }

    /// This cost, or the store's lowest if that is higher.
    pub(crate) fn at_least_for(self, store: StoreKind) -> Self {
        match store {
            StoreKind::File if self.memory_kib < Self::FILE.memory_kib => Self::FILE,
            _ => self,
        }
    }

    /// Whether a reader may use this cost from a file: at least [`Kdf::FLOOR`], and at most 1 GiB,
    /// 10 passes and 8 lanes, so that a forged file cannot exhaust the machine.
    pub(crate) fn acceptable(self) -> bool {
        (MIN_KIB..=1024 * 1024).contains(&self.memory_kib)
            && (3..=10).contains(&self.passes)
            && (1..=8).contains(&self.lanes)
    }

    /// Allocates the memory that hashing needs, or returns `None` if there is not enough. Called
    /// before an attempt is spent.
    pub(crate) fn memory(self) -> Option<Memory> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut blocks = Vec::new();
        blocks.try_reserve_exact(params.block_count()).ok()?;
        blocks.resize(params.block_count(), Block::default());
        Some(Memory { argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params), blocks })
    }
}

/// Argon2id and its working memory. The programs' allocator wipes all memory when it is freed, this
/// included.
pub(crate) struct Memory {
    argon2: Argon2<'static>,
    blocks: Vec<Block>,
}

impl Memory {
    /// Hashes the PIN with Argon2id (RFC 9106) to 32 bytes.
    pub(crate) fn hash(self, pin: &Pin, salt: &[u8; 16]) -> Key {
        self.run(pin.normalized().as_bytes(), salt)
    }

    fn run(mut self, secret: &[u8], salt: &[u8; 16]) -> Key {
        let mut hash = Zeroizing::new([0; 32]);
        let hashed = self.argon2.hash_password_into_with_memory(secret, salt, hash.as_mut_slice(), &mut self.blocks);
        hashed.expect("salt, memory and output are as long as Argon2 wants them, and a PIN is short");
        Key::from_bytes(hash.as_slice()).expect("32 bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_out_of_range_is_refused() {
        assert!(Kdf::FLOOR.acceptable());
        for refused in [
            Kdf { memory_kib: MIN_KIB - 1, ..Kdf::FLOOR },
            Kdf { memory_kib: 1024 * 1024 + 1, ..Kdf::FLOOR },
            Kdf { passes: 2, ..Kdf::FLOOR },
            Kdf { passes: 11, ..Kdf::FLOOR },
            Kdf { lanes: 0, ..Kdf::FLOOR },
            Kdf { lanes: 9, ..Kdf::FLOOR },
        ] {
            assert!(!refused.acceptable(), "{refused:?}");
        }
    }

    #[test]
    fn calibration_stays_in_range() {
        let kdf = Kdf::calibrate(StoreKind::Keyring);
        assert!(kdf.acceptable() && kdf.memory_kib <= MAX_CALIBRATED_KIB, "{kdf:?}");
    }
}
