use std::collections::HashSet;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::files::{MAX_ANNOUNCED_BYTES, NEW_PAGES};
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::opening::{State, Storage};

impl Storage {
    /// Deletes the pages that a crashed save announced but neither used nor deleted. Keeps those
    /// that may hold the last copy of a missing seed, because a copy of the directory may still
    /// open them. Deletes only pages that `pages.new` names.
    pub(crate) fn sweep(&self, state: &State) {
        let Some(announced) = self.announced() else { return };
        let State { body, header, pages, .. } = state;
        let kept: HashSet<Uuid> = body.pages.iter().map(|page| page.id).chain(body.retired.iter().copied()).collect();
        let unused: Vec<Uuid> = announced.into_iter().filter(|id| !kept.contains(id)).collect();
        let last = self.pages_with_missing(header.uuid, &unused, &body.missing(pages));
        let gone = unused.iter().filter(|id| !last.contains(id)).map(|id| Names(header.uuid).page(*id));
        // If a power cut undoes the rename, the old file needs the old pages, so they are deleted
        // only once the rename is on the disk.
        if self.directory.sync().is_ok() && self.store.delete_all(&gone.collect::<Vec<_>>()).is_ok() {
            let _ = match last.is_empty() {
                true => self.directory.remove(NEW_PAGES),
                false => self.directory.replace(NEW_PAGES, announcement(&last).as_bytes()),
            };
        }
    }

    /// The pages that `pages.new` names: an unfinished save may have left them behind. `None` if
    /// there is no such file, or it can't be read.
    pub(crate) fn announced(&self) -> Option<HashSet<Uuid>> {
        let list = self.directory.read(NEW_PAGES, MAX_ANNOUNCED_BYTES).ok()??;
        Some(std::str::from_utf8(&list).unwrap_or_default().lines().filter_map(|line| line.parse().ok()).collect())
    }

    /// The pages among `unused` that hold a seed of an account in `missing`; all of `unused` if the
    /// keyring doesn't answer.
    pub(crate) fn pages_with_missing(&self, vault: Uuid, unused: &[Uuid], missing: &[Uuid]) -> Vec<Uuid> {
        if unused.is_empty() || missing.is_empty() {
            return Vec::new();
        }
        let names: Vec<String> = unused.iter().map(|page| Names(vault).page(*page)).collect();
        let Ok(values) = self.store.get_all(&names) else { return unused.to_vec() };
        let has_missing = |page: &Page| page.accounts().any(|id| missing.contains(&id));
        let needed = |values: &[Zeroizing<String>]| {
            values.iter().filter_map(|value| Page::read(value, None)).any(|page| has_missing(&page))
        };
        unused.iter().zip(values).filter(|(_, values)| needed(values)).map(|(id, _)| *id).collect()
    }
}

/// The lines of `pages.new` that name these pages.
pub(crate) fn announcement<'a>(pages: impl IntoIterator<Item = &'a Uuid>) -> String {
    pages.into_iter().map(|id| format!("{id}\n")).collect()
}
