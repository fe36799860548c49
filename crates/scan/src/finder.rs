//! Where a code is in a picture, and its modules.

pub(crate) mod bent;
pub(crate) mod binarize;
pub(crate) mod finder_pattern;
pub(crate) mod function_patterns;
