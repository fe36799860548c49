//! No circular imports, and no file that is too long.

mod exceptions;
mod graph;
mod imports;
mod lengths;
mod modules;
mod scripts;
mod sources;
mod syntax;
