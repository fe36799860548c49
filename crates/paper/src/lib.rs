//! Sheets of paper: pages of text and QR codes, as a PDF (ISO 32000-1) or as outlines for a
//! printer.
//!
//! Pure: words come in laid out, bytes and outlines go out. Lengths are in points of 1/72 inch,
//! and y grows downwards from the top of the page. What is on a page may be secret.
//!
//! ```
//! use watchword_paper::{Code, Font, Ink, Role, Sheet, Style};
//!
//! let mut sheet = Sheet::new("A title", "en");
//! let page = sheet.page();
//! let style = Style { font: Font::Text, size: 11.0, leading: 16.0, ink: Ink::Black };
//! let below = page.text(Role::Paragraph, [57.0, 57.0], 300.0, &style, "A sentence.");
//! assert_eq!(below, 57.0 + 16.0);
//! page.code("A QR code", [57.0, below], 120.0, &Code::new("otpauth://…").expect("short enough"));
//! assert!(sheet.pdf().starts_with(b"%PDF-1.7"));
//! ```

mod code;
mod font;
mod lines;
mod outline;
mod page;
mod pdf;
mod shape;
mod sheet;

pub use code::Code;
pub use font::Font;
pub use page::{HEIGHT, Ink, Page, Role, Style, WIDTH};
pub use shape::Segment;
pub use sheet::Sheet;
