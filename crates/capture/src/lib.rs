//! Where images come from: the screen ([`Shot`]), a camera ([`Camera`]), and PDFs, whose pages another process draws
//! ([`read_pdf`]).

mod camera;
mod document;
mod screen;

pub use camera::{Camera, Frame, NoCamera, Stream};
pub use document::{Document, is_pdf, read_pdf, serve_pages};
pub use screen::{NoScreen, Shot};
