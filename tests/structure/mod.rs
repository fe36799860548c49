//! No circle of imports, no file that is too long, no comment that is too wide or says nothing, and
//! ordinary English.

mod comments;
mod english;
mod exceptions;
mod graph;
mod imports;
mod lengths;
mod modules;
mod scripts;
mod sources;
mod syntax;
