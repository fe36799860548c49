use zeroize::Zeroizing;

use super::record::varint;
use crate::refusal::Refusal;

/// The type of a page that holds rows.
const LEAF: u8 = 0x0d;
/// The type of a page that refers to others.
const INTERIOR: u8 = 0x05;
/// Where the first page's own header begins.
const HEADER: usize = 100;

/// The pages of a database, numbered from 1.
pub(super) struct Pages<'a> {
    bytes: &'a [u8],
    size: usize,
    /// The bytes of each page that are used.
    usable: usize,
    /// How many there are, as far as the header knows.
    stated: Option<u32>,
}

/// A record's content.
pub(super) type Record = Zeroizing<Vec<u8>>;

impl<'a> Pages<'a> {
    pub(super) fn of(bytes: &'a [u8], header: &[u8; HEADER]) -> Option<Self> {
        let size = match u16_at(header, 16)? {
            1 => 1 << 16,
            size => usize::from(size),
        };
        let usable = size.checked_sub(header[20].into())?;
        let is_current = header[24..28] == header[92..96];
        let stated = u32_at(header, 28).filter(|count| is_current && *count > 0);
        (size.is_power_of_two() && size >= 512 && usable >= 480).then_some(Self { bytes, size, usable, stated })
    }

    /// Whether the file is shorter than it says, or ends within a page.
    pub(super) fn are_missing(&self) -> bool {
        let count = self.bytes.len() / self.size;
        !self.bytes.len().is_multiple_of(self.size) || self.stated.is_some_and(|stated| stated as usize > count)
    }

    /// The records of the table whose tree begins at this page.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] if the tree can't be read, [`Refusal::TooMany`] beyond `most`.
    pub(super) fn records(&self, root: u32, most: usize) -> Result<Vec<Record>, Refusal> {
        let mut walk = Walk { pages: self, seen: vec![false; self.bytes.len() / self.size], left: self.bytes.len() };
        let mut next = vec![root];
        let mut records = Vec::new();
        while let Some(number) = next.pop() {
            let page = walk.page(number).ok_or(Refusal::FileDamaged)?;
            let cells = cells(page, if number == 1 { HEADER } else { 0 }).ok_or(Refusal::FileDamaged)?;
            if records.len() + cells.places.len() / 2 > most && cells.is_leaf {
                return Err(Refusal::TooMany);
            }
            let places = cells.places.chunks_exact(2).map(|place| page.get(usize::from(u16_at(place, 0)?)..));
            if cells.is_leaf {
                for cell in places {
                    records.push(cell.and_then(|cell| walk.record(cell)).ok_or(Refusal::FileDamaged)?);
                }
            } else {
                let children: Option<Vec<u32>> = places.map(|cell| u32_at(cell?, 0)).collect();
                next.push(cells.right);
                next.extend(children.ok_or(Refusal::FileDamaged)?.into_iter().rev());
            }
        }
        Ok(records)
    }
}

/// The header of a page of a table's tree (section 1.6).
struct Cells<'a> {
    is_leaf: bool,
    /// Where each cell begins, two bytes each.
    places: &'a [u8],
    /// The page after the last cell, if this isn't a leaf.
    right: u32,
}

fn cells(page: &[u8], start: usize) -> Option<Cells<'_>> {
    let header = page.get(start..)?;
    let (is_leaf, length) = match *header.first()? {
        LEAF => (true, 8),
        INTERIOR => (false, 12),
        _ => return None,
    };
    let right = if is_leaf { 0 } else { u32_at(header, 8)? };
    let places = header.get(length..)?.get(..2 * usize::from(u16_at(header, 3)?))?;
    Some(Cells { is_leaf, places, right })
}

/// A walk through a tree, which comes to no page twice and copies no more than the file holds.
struct Walk<'p, 'a> {
    pages: &'p Pages<'a>,
    seen: Vec<bool>,
    left: usize,
}

impl<'a> Walk<'_, 'a> {
    /// The used part of a page. `None` if there is no such page, or it was visited before.
    fn page(&mut self, number: u32) -> Option<&'a [u8]> {
        let at = (number as usize).checked_sub(1)?;
        let seen = self.seen.get_mut(at).filter(|seen| !**seen)?;
        *seen = true;
        self.pages.bytes.get(at * self.pages.size..)?.get(..self.pages.usable)
    }

    /// The content of a leaf's cell, with the pages that it overflows to.
    fn record(&mut self, cell: &[u8]) -> Option<Record> {
        let (length, rest) = varint(cell)?;
        let (_, rest) = varint(rest)?;
        let length = usize::try_from(length).ok()?;
        self.left = self.left.checked_sub(length)?;
        let (local, rest) = rest.split_at_checked(self.local(length))?;
        let mut record = Zeroizing::new(Vec::with_capacity(length));
        record.extend_from_slice(local);
        let mut next = if local.len() < length { u32_at(rest, 0)? } else { 0 };
        while record.len() < length {
            let page = self.page(next)?;
            next = u32_at(page, 0)?;
            let left = length - record.len();
            record.extend(page.get(4..)?.iter().take(left));
        }
        Some(record)
    }

    /// How much of a record of this length its leaf holds.
    fn local(&self, length: usize) -> usize {
        let usable = self.pages.usable;
        if length <= usable - 35 {
            return length;
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let most = least + (length - least) % (usable - 4);
        if most <= usable - 35 { most } else { least }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_be_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_be_bytes(*chunk))
}
