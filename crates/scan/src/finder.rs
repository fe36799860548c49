//! Finds codes in a picture, and samples their modules.

pub(crate) mod bent;
pub(crate) mod binarize;
pub(crate) mod finder_pattern;
pub(crate) mod function_patterns;
