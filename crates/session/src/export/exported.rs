use serde::{Deserialize, Serialize};

use crate::view::Problem;

/// The accounts that an export holds, and those that it doesn't.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Exported {
    /// Number of accounts written.
    pub written: u32,
    /// The accounts that were left out.
    pub left_out: Vec<LeftOut>,
    /// Number of accounts written without all of their tags.
    pub without_tags: u32,
    /// Number of accounts written without their note.
    pub without_note: u32,
}

/// An account that an export doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LeftOut {
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
    /// Why it was left out.
    pub problem: Problem,
}

impl LeftOut {
    pub(super) fn new(issuer: &str, account: &str, problem: impl Into<Problem>) -> Self {
        Self { issuer: issuer.to_owned(), account: account.to_owned(), problem: problem.into() }
    }
}
