//! What is generated from the table of settings, and malformed policies. One program, because each
//! would be linked with all that it tests.

#![allow(clippy::unwrap_used)]

mod generated;
mod malformed;
mod values;
