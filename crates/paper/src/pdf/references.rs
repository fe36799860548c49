use pdf_writer::Ref;

use super::tags::read_out;
use crate::font::Font;
use crate::page::Page;

/// The numbers of a file's objects.
pub(super) struct References {
    pub(super) catalog: Ref,
    pub(super) info: Ref,
    /// The object that lists the pages.
    pub(super) tree: Ref,
    /// The root of the structure tree, and the element above all others.
    pub(super) tags: Ref,
    pub(super) document: Ref,
    pub(super) fonts: [Ref; Font::ALL.len()],
    pub(super) pages: Vec<Ref>,
    pub(super) contents: Vec<Ref>,
    /// For each page, the elements of its marked content.
    pub(super) parents: Vec<Ref>,
    /// For each page, the elements of its blocks.
    pub(super) blocks: Vec<Vec<Ref>>,
}

impl References {
    pub(super) fn new(next: &mut Ref, pages: &[Page]) -> Self {
        Self {
            catalog: next.bump(),
            info: next.bump(),
            tree: next.bump(),
            tags: next.bump(),
            document: next.bump(),
            fonts: Font::ALL.map(|_| next.bump()),
            pages: pages.iter().map(|_| next.bump()).collect(),
            contents: pages.iter().map(|_| next.bump()).collect(),
            parents: pages.iter().map(|_| next.bump()).collect(),
            blocks: pages.iter().map(|page| read_out(&page.blocks).map(|_| next.bump()).collect()).collect(),
        }
    }
}
