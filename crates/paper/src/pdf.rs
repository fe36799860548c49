//! A PDF 1.7 file: text stays text, in embedded fonts, and the structure says what is a heading.

mod compressed;
mod content;
mod fonts;
mod references;
mod tags;

use pdf_writer::types::StructRole;
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use zeroize::Zeroizing;

use crate::font::Font;
use crate::page::{HEIGHT, Role, WIDTH};
use crate::sheet::Sheet;
use compressed::compressed;
use content::{content, resource};
use references::References;
use tags::{kind, read_out};

impl Sheet {
    /// The sheet as a PDF.
    pub fn pdf(&self) -> Zeroizing<Vec<u8>> {
        let mut next = Ref::new(1);
        let references = References::new(&mut next, &self.pages);
        let mut pdf = Pdf::new();
        self.write_catalog(&mut pdf, &references);
        self.write_tags(&mut pdf, &references);
        for (number, page) in self.pages.iter().enumerate() {
            let [page_ref, content_ref] = [references.pages[number], references.contents[number]];
            let mut written = pdf.page(page_ref);
            written.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(references.tree).contents(content_ref);
            written.struct_parents(number as i32);
            let mut resources = written.resources();
            let mut fonts = resources.fonts();
            for (font, font_ref) in Font::ALL.into_iter().zip(references.fonts) {
                fonts.pair(resource(font), font_ref);
            }
            fonts.finish();
            resources.finish();
            written.finish();
            let bytes = compressed(&content(page));
            pdf.stream(content_ref, &bytes).filter(Filter::FlateDecode);
        }
        for (font, font_ref) in Font::ALL.into_iter().zip(references.fonts) {
            fonts::write(&mut pdf, &mut next, font_ref, font);
        }
        Zeroizing::new(pdf.finish())
    }

    fn write_catalog(&self, pdf: &mut Pdf, references: &References) {
        pdf.set_version(1, 7);
        pdf.document_info(references.info).title(TextStr(&self.title)).creator(TextStr("Watchword"));
        let mut catalog = pdf.catalog(references.catalog);
        catalog.pages(references.tree).lang(TextStr(&self.language));
        catalog.mark_info().marked(true);
        catalog.viewer_preferences().display_doc_title(true);
        catalog.pair(Name(b"StructTreeRoot"), references.tags);
        catalog.finish();
        pdf.pages(references.tree).kids(references.pages.iter().copied()).count(self.pages.len() as i32);
    }

    /// Writes the structure tree: one element for each block that is read out.
    fn write_tags(&self, pdf: &mut Pdf, references: &References) {
        let mut root: StructTreeRoot<'_> = pdf.indirect(references.tags).start();
        root.child(references.document);
        root.parent_tree_next_key(self.pages.len() as i32);
        let mut tree = root.parent_tree();
        let mut parents = tree.nums();
        for (number, parent) in (0..).zip(&references.parents) {
            parents.insert(number, *parent);
        }
        parents.finish();
        tree.finish();
        root.finish();
        let all = references.blocks.iter().flatten().copied();
        let mut document = pdf.struct_element(references.document);
        document.kind(StructRole::Document).parent(references.tags);
        document.children().items(all);
        document.finish();
        for (number, page) in self.pages.iter().enumerate() {
            let blocks = &references.blocks[number];
            pdf.indirect(references.parents[number]).array().items(blocks.iter().copied());
            for (id, (block, block_ref)) in (0..).zip(read_out(&page.blocks).zip(blocks)) {
                let mut element = pdf.struct_element(*block_ref);
                element.kind(kind(&block.role)).parent(references.document).page(references.pages[number]);
                if let Role::Figure(instead) = &block.role {
                    element.alt(TextStr(instead));
                }
                element.children().marked_content_id(id);
            }
        }
    }
}
