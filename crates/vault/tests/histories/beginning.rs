//! The vault that every history starts from.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use watchword_vault::{FoundVault, Kdf, LockedVault, Pin, PinProof, StoreKind};

use crate::known::header;
use crate::world::{World, written_between};

pub(crate) const FIRST_PIN: &str = "kancil becak 7204";

/// A vault without accounts, created once for each [`StoreKind`] and copied for every history:
/// creating it and confirming its PIN each run Argon2id.
pub(crate) struct Beginning {
    pub(crate) world: World,
    pub(crate) written: HashMap<String, HashSet<String>>,
    pub(crate) proof: (String, Arc<PinProof>),
}

impl Beginning {
    pub(crate) fn of(kind: StoreKind) -> &'static Self {
        static KEYRING: OnceLock<Beginning> = OnceLock::new();
        static FILE: OnceLock<Beginning> = OnceLock::new();
        let made = if kind == StoreKind::File { &FILE } else { &KEYRING };
        made.get_or_init(|| Self::make(kind))
    }

    fn make(kind: StoreKind) -> Self {
        let world = World::new(kind);
        let found = LockedVault::find(&world.data(), &|| world.connect(), world.clock.clone());
        let Ok(FoundVault::Empty(empty)) = found else { panic!("a vault already exists") };
        let pin = Pin::typed(FIRST_PIN);
        let mut vault = empty.create(kind, &pin, Kdf::FLOOR).ok().unwrap();
        let salt = header(&world.read("vault.bin").unwrap()).unwrap().salt;
        let proof = (salt, Arc::new(vault.confirm_pin(&pin).ok().unwrap()));
        let written = match kind {
            StoreKind::Keyring => world.keyring.take_written(),
            StoreKind::File => written_between(&[], &world.read("keyring.bin").unwrap()),
        };
        Self { world, written, proof }
    }
}
