use std::collections::HashMap;
use std::sync::Arc;

use zbus::zvariant::Value;

use crate::at_hand::finder::Finder;
use crate::at_hand::id::ID;
use crate::at_hand::label::label;

/// The most results that are described in one answer. GNOME Shell shows five.
const MAX_DESCRIBED: usize = 16;

/// Answers GNOME Shell (`org.gnome.Shell.SearchProvider2`).
pub(super) struct GnomeShell(pub(super) Arc<Finder>);

#[zbus::interface(name = "org.gnome.Shell.SearchProvider2")]
impl GnomeShell {
    /// Finds the ids of results. The terms are the words that the user has typed.
    fn get_initial_result_set(&self, terms: Vec<String>) -> Vec<String> {
        self.0.find(&terms.join(" ")).into_iter().map(|account| account.id).collect()
    }

    /// Does the same after the user has typed more.
    fn get_subsearch_result_set(&self, _previous: Vec<String>, terms: Vec<String>) -> Vec<String> {
        self.get_initial_result_set(terms)
    }

    /// Describes results by the accounts' names.
    fn get_result_metas(&self, ids: Vec<String>) -> Vec<HashMap<&'static str, Value<'static>>> {
        let accounts = ids.iter().take(MAX_DESCRIBED).filter_map(|id| self.0.offered_as(id));
        let meta = |account| {
            HashMap::from([("name", Value::from(label(&account))), ("id", account.id.into()), ("gicon", ID.into())])
        };
        accounts.map(meta).collect()
    }

    /// Copies the code of a result that the user has chosen.
    fn activate_result(&self, id: String, _terms: Vec<String>, _timestamp: u32) {
        self.0.choose(&id);
    }

    /// Opens the window, when the user chooses Watchword's own icon beside the results.
    fn launch_search(&self, _terms: Vec<String>, _timestamp: u32) {
        self.0.open();
    }
}
