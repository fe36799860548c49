//! What Ente Auth appends to its URIs.
//!
//! Facts: ente-io/ente, `mobile/apps/auth/lib/models/code_display.dart`.

use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::name::{clean_group, clean_groups, clean_note};
use crate::query::Query;

/// The JSON in the parameter `codeDisplay`. Any part of it may be absent or damaged without the
/// account being lost.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodeDisplay {
    trashed: Value,
    tags: Value,
    note: Value,
}

impl CodeDisplay {
    pub(super) fn of(query: Query<'_>) -> Self {
        // Ente Auth encodes a comma twice.
        let json = query.value("codedisplay").map(|json| Zeroizing::new(json.replace("%2C", ",")));
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    pub(super) fn is_trashed(&self) -> bool {
        self.trashed == Value::Bool(true)
    }

    pub(super) fn groups(&self) -> Vec<String> {
        let tags = self.tags.as_array().into_iter().flatten().filter_map(Value::as_str);
        clean_groups(tags.map(clean_group))
    }

    pub(super) fn note(&self) -> Zeroizing<String> {
        self.note.as_str().map(clean_note).unwrap_or_default()
    }
}
