//! No circle of imports, no file that is too long, and ordinary English.

mod english;
mod exceptions;
mod graph;
mod imports;
mod lengths;
mod modules;
mod scripts;
mod sources;
mod syntax;
