//! Where images come from: the screen ([`Shot`]), a camera ([`Camera`]), and documents whose pages
//! a confined process draws ([`read_document`]). Their pixels go to `watchword-scan`, which reads
//! the QR codes in them.
//!
//! What is captured may show a seed, so pixels and texts are zeroized when dropped, and nothing
//! here prints either.

mod camera;
mod document;
mod screen;

pub use camera::{Camera, Frame, NoCamera, Stream};
pub use document::{Document, DocumentError, DocumentKind, MAX_PAGES, read_document, serve_renderer};
pub use screen::{NoScreen, Shot};
