//! No circle of imports, no file that is too long, no comment that is too wide or says nothing, and
//! ordinary English. No file of tests is left out, and no workflow runs code that can change.

mod comments;
mod english;
mod exceptions;
mod graph;
mod imports;
mod lengths;
mod modules;
mod programs;
mod scripts;
mod sources;
mod syntax;
mod workflows;
