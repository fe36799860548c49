use serde::{Deserialize, Serialize};

use crate::page::Page;

/// Pages with a title, in one language. It can go to the process that prints it.
#[derive(Serialize, Deserialize)]
pub struct Sheet {
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) pages: Vec<Page>,
}

impl Sheet {
    /// A sheet without pages. `language` is a BCP 47 tag.
    pub fn new(title: &str, language: &str) -> Self {
        Self { title: title.to_owned(), language: language.to_owned(), pages: Vec::new() }
    }

    /// Adds an empty page.
    pub fn page(&mut self) -> &mut Page {
        self.pages.push_mut(Page::default())
    }

    /// The pages in their order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The pages in their order, to be added to.
    pub fn pages_mut(&mut self) -> &mut [Page] {
        &mut self.pages
    }

    /// The title, which a reader shows.
    pub fn title(&self) -> &str {
        &self.title
    }
}
