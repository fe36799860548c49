use serde::{Deserialize, Serialize};

use crate::intake::Origin;

/// An encrypted file or text that waits for its password.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Waiting {
    /// Identifies the file when its password is typed.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// The name of the app that it comes from.
    pub app: String,
}
