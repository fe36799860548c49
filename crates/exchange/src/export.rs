use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};

/// Where an entry of a Google Authenticator export comes from: an export with many accounts is
/// split over several QR codes, which are read in any order and from any number of images.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExportPart {
    /// The export's identifier (`batch_id`). Often negative; 0 if the writer gave none.
    pub id: i32,
    /// Which of the export's QR codes it is (`batch_index`), from 0, less than `size`.
    pub index: u32,
    /// How many QR codes the export has (`batch_size`), 1 to [`crate::MAX_EXPORT_PARTS`].
    pub size: u32,
    /// Which entry of this QR code, from 1 to [`crate::MAX_PART_ACCOUNTS`].
    pub entry: usize,
    /// A hash of the QR code's payload, because writers that give no id write different exports
    /// under the same numbers.
    pub(crate) digest: u64,
}

impl fmt::Debug for ExportPart {
    /// Omits the hash, which is computed from seeds.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, index, size, entry, .. } = self;
        write!(f, "ExportPart({id}: {index} of {size}, entry {entry})")
    }
}

/// The Google Authenticator exports read so far. Keeps no account, only which parts were read.
#[derive(Debug, Default)]
pub struct Exports {
    exports: BTreeMap<i32, Export>,
    seen: HashSet<ExportPart>,
}

#[derive(Debug, Default)]
struct Export {
    size: u32,
    read: BTreeSet<u32>,
}

impl Exports {
    /// Records that an entry was read. Returns `false` if it already was: the same image twice adds
    /// nothing.
    pub fn add(&mut self, part: ExportPart) -> bool {
        let export = self.exports.entry(part.id).or_default();
        export.size = export.size.max(part.size);
        export.read.insert(part.index);
        self.seen.insert(part)
    }

    /// The QR codes read so far, and their total, over all incomplete exports; `None` if every
    /// export is complete.
    pub fn progress(&self) -> Option<(u32, u32)> {
        let missing = self.exports.values().filter(|export| export.read.len() < export.size as usize);
        missing
            .map(|export| (export.read.len() as u32, export.size))
            .reduce(|(a, b), (c, d)| (a + c, b.saturating_add(d)))
    }
}
