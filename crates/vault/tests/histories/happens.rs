//! What happens to the world between the user's operations.

use watchword_vault::StoreKind;

use crate::known::header;
use crate::op::Op;
use crate::run::History;
use crate::world::{VAULT_FILES, World};

/// The most copies that the user makes: of the directory, and of backups.
const COPIES: usize = 2;

impl History {
    /// Applies `op` if it happens to the world. Returns whether it does.
    pub(crate) fn happens(&mut self, op: &Op) -> bool {
        match op {
            Op::PutBack(number, exchanged) => {
                let Some(place) = (*number as usize).checked_rem(self.world.away.len()) else { return true };
                let copy = self.world.away[place].clone();
                let uuid = |bytes: Option<&[u8]>| bytes.and_then(header).map(|header| header.uuid);
                let there = self.world.read("vault.bin");
                // Restored vaults share accounts, and none knows which codes another gave out.
                if uuid(there.as_deref()) != uuid(copy.get("vault.bin").map(|(bytes, _)| bytes.as_slice())) {
                    self.shown.warn();
                }
                if *exchanged {
                    self.world.copy_away();
                    self.world.away.swap_remove(place);
                }
                self.world.put_back(&copy);
            }
            Op::LosePage(number) | Op::AlterPage(number, _) => {
                let items = self.world.items().into_keys();
                let mut pages: Vec<String> = items.filter(|name| name.contains("/seeds/")).collect();
                // Sorted by their accounts: page names are random, and a seed must always yield the
                // same history.
                pages.sort_by_key(|page| self.known.in_page(page));
                let Some(page) = pages.get(*number as usize % pages.len().max(1)).cloned() else {
                    return true;
                };
                let names = self.known.in_page(&page);
                self.seats.iter_mut().flatten().for_each(|seat| seat.unaware.extend(names.clone()));
                match op {
                    Op::AlterPage(_, place) => self.world.alter_item(&page, *place),
                    _ => self.world.lose_item(&page),
                }
            }
            Op::Duplicate(number, how) => {
                let names: Vec<String> = self.world.items().into_keys().collect();
                let Some(name) = names.get(*number as usize % names.len().max(1)) else { return true };
                let older = self.known.values(name);
                let older = older.get(*how as usize / 4 % older.len().max(1)).filter(|_| how % 2 == 0);
                let value = older.cloned().unwrap_or_else(|| "v1.AAAA".into());
                self.world.duplicate(name, value, how / 2 % 2 == 0);
            }
            op => return self.world.happens(op),
        }
        true
    }
}

impl World {
    /// Applies `op` if it happens to the world and needs no session. Returns whether it does.
    pub(crate) fn happens(&mut self, op: &Op) -> bool {
        match op {
            Op::CopyAway if self.away.len() < COPIES => self.copy_away(),
            Op::CopyAway => {}
            Op::KeepBackup(number) => {
                let bytes = pick(&self.backups(), *number).and_then(|name| self.read(name));
                self.kept.extend(bytes.filter(|_| self.kept.len() < COPIES));
            }
            Op::LoseItem(number) => {
                let names: Vec<String> = self.items().into_keys().filter(|name| !name.contains("/seeds/")).collect();
                // The device key is lost less often, because the vault does not open without it.
                let name = pick(&names, *number).filter(|name| number % 3 == 0 || !name.contains("/device-key/"));
                if let Some(name) = name {
                    self.lose_item(name);
                }
            }
            Op::LoseKeyring => {
                let items = self.change_items(std::mem::take);
                self.lost.extend(items);
            }
            Op::ItemsBack => {
                let lost = std::mem::take(&mut self.lost);
                self.change_items(|items| {
                    for (name, values) in lost {
                        items.entry(name).or_insert(values);
                    }
                });
            }
            // Flips one bit, as failing memory and disks do.
            Op::Flip(file, place) => self.alter_file(*file, |bytes| {
                let place = *place as usize % (8 * bytes.len());
                bytes[place / 8] ^= 1 << (place % 8);
            }),
            Op::Cut(file, place) => self.alter_file(*file, |bytes| bytes.truncate(*place as usize % bytes.len())),
            Op::Delete(file) => self.remove(VAULT_FILES[*file as usize % 3]),
            Op::CutJournal(number) => {
                if let Some(mut journal) = self.read("counters.log") {
                    journal.truncate(journal.len() / 64 * *number as usize % (journal.len() / 64 + 1) * 64);
                    self.write("counters.log", &journal);
                }
            }
            Op::RollBackJournal(number) => {
                if let Some(journal) = pick(&self.journals, *number) {
                    self.write("counters.log", journal);
                }
            }
            Op::EmptyJournal => self.write("counters.log", &[]),
            Op::DeleteJournal => self.remove("counters.log"),
            Op::DeleteAttempts => self.remove("attempts.bin"),
            Op::GarbageInNewPages => self.write("pages.new", b"../device-key\nnonsense\n00000000\n\xff\xfe"),
            Op::DeleteBackup(number) => {
                if let Some(name) = pick(&self.backups(), *number) {
                    self.remove(name);
                }
            }
            Op::SetClock(number) => self.set_clock(u64::from(*number) * 4),
            Op::Restart => self.restart(),
            _ => return false,
        }
        true
    }

    pub(crate) fn lose_item(&mut self, name: &str) {
        let values = self.change_items(|items| items.remove(name)).unwrap_or_default();
        self.lost.insert(name.to_owned(), values);
    }

    /// Changes one letter of the item's value.
    pub(crate) fn alter_item(&self, name: &str, place: u32) {
        self.change_items(|items| {
            for value in items.get_mut(name).into_iter().flatten() {
                let place = 3 + place as usize % (value.len() - 3).max(1);
                let letter = if value.as_bytes().get(place) == Some(&b'A') { "B" } else { "A" };
                if place < value.len() {
                    value.replace_range(place..=place, letter);
                }
            }
        });
    }

    /// Adds a second item under the name, found before or after the first. A keyring in a file
    /// cannot have two.
    pub(crate) fn duplicate(&self, name: &str, value: String, before: bool) {
        if self.kind == StoreKind::File {
            return;
        }
        self.change_items(|items| {
            let values = items.entry(name.to_owned()).or_default();
            values.insert(if before { 0 } else { values.len() }, value);
        });
    }

    fn alter_file(&self, file: u32, alter: impl FnOnce(&mut Vec<u8>)) {
        let name = VAULT_FILES[file as usize % 3];
        if let Some(mut bytes) = self.read(name).filter(|bytes| !bytes.is_empty()) {
            alter(&mut bytes);
            self.write(name, &bytes);
        }
    }
}

fn pick<T>(all: &[T], number: u32) -> Option<&T> {
    all.get(number as usize % all.len().max(1))
}
