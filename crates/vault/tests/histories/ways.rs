//! The user's operations with PINs, recovery keys, backups and older copies.

use std::sync::Arc;

use watchword_vault::{
    Backup, Consent, EmptyVault, FoundVault, Kdf, Pin, RecoveryKey, Restored, UnlockedVault, restore,
};

use crate::codes::Trace;
use crate::known::{Seeds, Way, header};
use crate::op::Consented;
use crate::run::{History, Outcome, Seat};

impl History {
    /// Continues from an older copy or without lost counters, if the vault reported either.
    pub(crate) fn accept_older_copy(&mut self) {
        let Some(vault) = self.vault() else { return };
        let (uuid, older, lost) = (vault.uuid(), vault.is_older_copy(), vault.counters_lost());
        if !older && !lost {
            return;
        }
        if older {
            self.give_up_absent();
        }
        // If the keyring knows every code, none repeats even now.
        let trace = Trace::read(&self.known, &self.world, uuid);
        if self.faulty || !self.shown.all_are_known(&trace, uuid) {
            self.shown.warn();
        }
        let adopted = self.vault().map(UnlockedVault::accept_older_copy);
        self.edited("adopted", adopted);
    }

    /// Gives up the accounts that the open older copy does not have.
    fn give_up_absent(&mut self) {
        let Some(seat) = &self.seats[self.turn] else { return };
        let there: Seeds =
            seat.vault.entries().chain(seat.vault.trashed()).map(|entry| entry.account.clone()).collect();
        self.known.given_up.extend(self.known.accounts.keys().filter(|name| !there.contains(*name)).cloned());
    }

    pub(crate) fn confirm_pin(&mut self) -> Option<String> {
        let seat = self.seats[self.turn].as_mut()?;
        let bytes = self.world.read("vault.bin")?;
        let header = header(&bytes)?;
        let pin = self.known.pins.get(&header.sealed)?.clone();
        if seat.proof.as_ref().is_none_or(|(salt, _)| *salt != header.salt) {
            self.world.pass(2 * 60 * 60);
            seat.proof = Some((header.salt, Arc::new(seat.vault.confirm_pin(&Pin::typed(&pin)).ok()?)));
        }
        Some(pin)
    }

    pub(crate) fn change_pin(&mut self) {
        if self.confirm_pin().is_none() {
            return;
        }
        let pin = self.new_pin();
        let Some(Seat { vault, proof: Some((_, proof)), .. }) = &mut self.seats[self.turn] else { return };
        let changed = vault.change_pin(proof, &pin, Kdf::FLOOR);
        self.edited("changed the PIN", Some(changed));
    }

    pub(crate) fn set_recovery_key(&mut self, kept: bool) {
        let Some(pin) = self.confirm_pin() else { return };
        self.setting = pin;
        let key = RecoveryKey::generate();
        if kept {
            self.known.keep_key(RecoveryKey::parse(&key.expose()).unwrap());
        }
        let Some(Seat { vault, proof: Some((_, proof)), .. }) = &mut self.seats[self.turn] else { return };
        let set = vault.set_recovery_key(proof, &key);
        self.edited("set a recovery key", Some(set));
    }

    /// The backups that one of the user's keys opens, each with the index of that key.
    pub(crate) fn backups(&mut self) -> Vec<(Vec<u8>, usize)> {
        let sources = self.known.sources(&self.world).into_iter();
        sources
            .filter_map(|(way, _)| if let Way::Backup(bytes, key) = way { Some((bytes, key)) } else { None })
            .collect()
    }

    pub(crate) fn restore_seeds_from(&mut self, bytes: &[u8], key: usize) {
        let backup = Backup::open(bytes, &self.known.keys[key]).expect("it was opened before");
        let mended = self.vault().map(|vault| vault.restore_seeds_from(backup));
        if self.edited("mended", mended).is_some_and(|count| count > 0) {
            self.count("mended from a backup");
        }
    }

    pub(crate) fn recover(&mut self) {
        let older = self.vault().is_some_and(|vault| vault.is_older_copy());
        let uuid = self.vault().map(|vault| vault.uuid()).unwrap_or_default();
        let Some(key) = self.headers().iter().find_map(|header| self.known.key(header)) else { return };
        let key = RecoveryKey::parse(&key.expose()).unwrap();
        if older {
            self.give_up_absent();
            if self.faulty || !self.shown.all_are_known(&Trace::read(&self.known, &self.world, uuid), uuid) {
                self.shown.warn();
            }
        }
        self.seats[self.turn] = None;
        let pin = self.new_pin();
        let Ok(FoundVault::Locked(locked)) = self.find() else { return };
        if let Some(vault) = self.done("recovered", locked.recover(&key, &pin, Kdf::FLOOR)) {
            self.sit_down(vault);
        }
    }

    pub(crate) fn restore(&mut self, number: u32, consented: Consented) -> Outcome {
        let backups = self.backups();
        let Some((bytes, key)) = backups.get(number as usize % backups.len().max(1)) else { return Ok(()) };
        let backup = Backup::open(bytes, &self.known.keys[*key]).expect("it was opened before");
        self.seats[self.turn] = None;
        self.world.pass(2 * 60 * 60);
        let must_open = self.known.must_open(&self.world.folder(), &self.world.items());
        let headers = self.headers();
        let old_pin = headers.iter().find_map(|header| self.known.pin(header)).map(Pin::typed);
        let old_key = headers.iter().find_map(|header| self.known.key(header));
        let consent = match (consented, &old_pin, old_key) {
            (Consented::Pin, Some(pin), _) => Some(Consent::Pin(pin)),
            (Consented::Key, _, Some(key)) => Some(Consent::RecoveryKey(key)),
            (Consented::Typed, ..) => Some(Consent::Confirmed),
            _ => None,
        };
        let typed = consented == Consented::Typed;
        self.pins += 1;
        self.setting = format!("kancil becak {}", 7204 + self.pins);
        let pin = Pin::typed(&self.setting);
        // The restore warns that servers may expect another counter, even if it dies later.
        if backup.hotp() > 0 {
            self.shown.warn();
        }
        let empty = EmptyVault::over(&self.world.data(), &|| self.world.connect(), self.world.clock.clone());
        let restored = restore(empty, self.world.kind, Some(&backup), &pin, Kdf::FLOOR, consent.as_ref());
        match restored {
            Ok(_) if consent.is_none() && must_open => Err("a vault that opens was replaced without consent".into()),
            Ok(Restored { vault, .. }) => {
                self.count("restored");
                self.sit_down(vault);
                Ok(())
            }
            Err(why) if typed && !self.faulty => Err(format!("a confirmed restore failed: {why}")),
            Err(_) => Ok(()),
        }
    }

    /// Deletes a replaced vault, and gives up the seeds that nothing else holds.
    pub(crate) fn delete_replaced(&mut self, number: u32) {
        let Some(vault) = self.vault() else { return };
        let replaced = vault.replaced_vaults();
        let Some(replaced) = replaced.get(number as usize % replaced.len().max(1)) else { return };
        let way = Way::Replaced(replaced.name.clone());
        let (own, others): (Vec<_>, Vec<_>) =
            self.known.sources(&self.world).into_iter().partition(|(other, _)| *other == way);
        let others: Seeds = others.into_iter().flat_map(|(_, seeds)| seeds).collect();
        let only = own.into_iter().flat_map(|(_, seeds)| seeds).filter(|name| !others.contains(name));
        self.known.given_up.extend(only);
        let world = &self.world;
        let Some(seat) = &self.seats[self.turn] else { return };
        let deleted = seat.vault.delete_replaced_vault(&replaced.name, &|| world.connect());
        self.done("deleted a replaced vault", deleted);
    }
}
