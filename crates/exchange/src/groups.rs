use std::collections::HashMap;

use crate::name::clean_group;

/// The names of an app's groups by their identifiers. Cleaned once, because one name in a file may
/// be that of thousands of entries.
#[derive(Default)]
pub(crate) struct Groups(HashMap<String, String>);

impl Groups {
    /// Leaves out groups without a name.
    pub(crate) fn of(named: impl IntoIterator<Item = (String, String)>) -> Self {
        let cleaned = named.into_iter().map(|(id, name)| (id, clean_group(&name)));
        Self(cleaned.filter(|(_, name)| !name.is_empty()).collect())
    }

    /// The name of the group with this identifier.
    pub(crate) fn name(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}
