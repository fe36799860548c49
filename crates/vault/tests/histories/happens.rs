//! What happens to the world while nobody looks.

use watchword_vault::StoreKind;

use crate::op::Op;
use crate::world::{VAULT_FILES, World};

/// The user makes no more copies than this.
const COPIES: usize = 2;

impl World {
    /// Whether `op` is something that happens to the world, and it has happened.
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
                // The device key goes less often: it takes the vault with it.
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
            Op::Flip(file, place) => self.alter_file(*file, |bytes| {
                let place = *place as usize;
                let length = bytes.len();
                bytes[place % length] ^= (place / length % 255 + 1) as u8;
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

    /// Another letter somewhere in the value.
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

    /// A second item of the name, found before the first or after it. A keyring in a file has none.
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
