use serde_json::{Map, Value};

use crate::fault::Fault;

/// Whose computer programs a place of policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Those of one user.
    User,
    /// Those of all users of the computer.
    Machine,
}

/// What one place sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The file or the registry key, as an administrator knows it.
    pub place: String,
    /// Whom it is for.
    pub scope: Scope,
    /// The settings by name, unchecked.
    pub values: Map<String, Value>,
}

/// What was read from all places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The places that set something. Of two that set the same, the later one wins.
    pub layers: Vec<Layer>,
    /// The places that were ignored or could not be read.
    pub faults: Vec<Fault>,
}
