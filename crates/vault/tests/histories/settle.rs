//! The end of a history: every seed that is still held must be reachable.

use watchword_vault::{Backup, Consent, EmptyVault, Kdf, Pin, UnlockedVault, restore};

use crate::known::{Known, Seeds, Way};
use crate::run::{History, Outcome, unlock};
use crate::world::World;

impl History {
    /// Tries the sources, each on a copy of the world, until every held seed has been read. Fails
    /// if one cannot be.
    pub(crate) fn settle(&mut self) -> Outcome {
        self.end();
        let sources = self.known.sources(&self.world);
        let held: Seeds = sources.iter().flat_map(|(_, seeds)| seeds).cloned().collect();
        let mut reached = Seeds::new();
        for (way, seeds) in &sources {
            if seeds.is_subset(&reached) && *way != Way::Here {
                continue;
            }
            self.count_way(way);
            let found = self.take(way, seeds, &sources)?;
            reached.extend(found);
        }
        let lacking: Vec<&String> = held.difference(&reached).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let holders: Vec<String> = sources
            .iter()
            .filter(|(_, seeds)| lacking.iter().any(|name| seeds.contains(*name)))
            .map(|(way, _)| match way {
                Way::Backup(..) => "a backup".to_owned(),
                way => format!("{way:?}"),
            })
            .collect();
        Err(format!("the seeds of {lacking:?} are held by {holders:?}, but cannot be reached"))
    }

    fn count_way(&mut self, way: &Way) {
        *self
            .tally
            .entry(match way {
                Way::Here => "ended at the vault",
                Way::Replaced(_) => "opened a replaced vault",
                Way::Away(_) => "opened a copy",
                Way::Backup(..) => "restored at the end",
            })
            .or_default() += 1;
    }

    /// Reads the seeds that one source gives back.
    fn take(&mut self, way: &Way, wanted: &Seeds, sources: &[(Way, Seeds)]) -> Result<Seeds, String> {
        let world = match way {
            Way::Here => self.world.twin(),
            Way::Replaced(name) => {
                let prefix = format!("{name}/");
                let own = self.world.folder().into_iter();
                let own = own.filter_map(|(path, file)| Some((path.strip_prefix(&prefix)?.to_owned(), file))).collect();
                let mut world = self.world.twin();
                world.replace(&own);
                world
            }
            Way::Away(number) => {
                let world = self.world.twin();
                world.put_back(&self.world.away[*number]);
                world
            }
            Way::Backup(bytes, key) => return self.restored(bytes, *key),
        };
        world.pass(2 * 60 * 60);
        let must_open = self.known.must_open(&world.folder(), &world.items());
        let mut vault = match unlock(&world, &self.known) {
            Ok(vault) => vault,
            Err(why) if must_open => return Err(format!("{way:?} does not open at the end: {why}")),
            Err(_) => return Ok(Seeds::new()),
        };
        let mut reached = read(&mut self.known, &vault)?;
        if wanted.is_subset(&reached) {
            return Ok(reached);
        }
        if vault.is_older_copy() {
            vault.accept_older_copy().map_err(|why| format!("{way:?}: the older copy cannot be accepted: {why}"))?;
        }
        vault.restore_seeds().map_err(|why| format!("{way:?}: no seeds from older pages: {why}"))?;
        reached.extend(read(&mut self.known, &vault)?);
        for (bytes, key) in sources
            .iter()
            .filter_map(|(way, _)| if let Way::Backup(bytes, key) = way { Some((bytes, *key)) } else { None })
        {
            let backup = Backup::open(bytes, &self.known.keys[key]).map_err(|why| format!("a backup: {why}"))?;
            vault.restore_seeds_from(backup).map_err(|why| format!("{way:?}: no seeds from a backup: {why}"))?;
        }
        reached.extend(read(&mut self.known, &vault)?);
        Ok(reached)
    }

    fn restored(&mut self, bytes: &[u8], key: usize) -> Result<Seeds, String> {
        let backup = Backup::open(bytes, &self.known.keys[key]).map_err(|why| format!("a backup: {why}"))?;
        let world = self.world.twin();
        let empty = EmptyVault::over(&world.data(), &|| world.connect(), world.clock.clone());
        let pin = Pin::typed("kancil becak 2");
        let restored = restore(empty, world.kind, Some(&backup), &pin, Kdf::FLOOR, Some(&Consent::Confirmed));
        let restored = restored.map_err(|why| format!("a backup cannot be restored: {why}"))?;
        read(&mut self.known, &restored.vault)
    }
}

/// The accounts whose seeds an open vault has. Fails if one of them is wrong.
fn read(known: &mut Known, vault: &UnlockedVault) -> Result<Seeds, String> {
    let mut seeds = Seeds::new();
    for entry in vault.entries().chain(vault.trashed()) {
        known.names.insert(entry.id, entry.account.clone());
        if vault.seed_missing(entry.id) {
            continue;
        }
        let account = &known.accounts[&entry.account];
        let step = vault.counter(entry.id).unwrap_or(2);
        let code = account.parameters.code(&account.secret, step);
        match vault.verify(entry.id, 60, 0, code.as_str()) {
            Ok(Some(0)) => drop(seeds.insert(entry.account.clone())),
            other => return Err(format!("{} has another seed: {other:?}", entry.account)),
        }
    }
    Ok(seeds)
}

impl World {
    /// Puts a replaced vault back in place of the current one.
    fn replace(&mut self, folder: &crate::world::Folder) {
        std::fs::remove_dir_all(self.data()).unwrap();
        crate::world::write_folder(&self.data(), folder);
    }
}
