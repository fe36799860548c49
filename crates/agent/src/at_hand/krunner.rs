use std::collections::HashMap;
use std::sync::Arc;

use zbus::zvariant::Value;

use crate::at_hand::finder::Finder;
use crate::at_hand::id::ID;
use crate::at_hand::label::label;

/// The type of a match that is what the user was looking for, and its relevance, from 0 to 1.
const EXACT: (i32, f64) = (100, 1.0);

/// A match: its id, text, icon, type, relevance and other properties.
type Match = (String, String, &'static str, i32, f64, HashMap<&'static str, Value<'static>>);

/// Answers KRunner (`org.kde.krunner1`).
pub(super) struct KRunner(pub(super) Arc<Finder>);

#[zbus::interface(name = "org.kde.krunner1")]
impl KRunner {
    /// Finds accounts for what the user has typed.
    #[zbus(name = "Match")]
    fn find(&self, query: String) -> Vec<Match> {
        let (kind, relevance) = EXACT;
        let found = self.0.find(&query).into_iter();
        found
            .map(|account| (account.id.clone(), plain(&label(&account)), ID, kind, relevance, HashMap::new()))
            .collect()
    }

    /// Lists what else can be done with a match, which is nothing.
    fn actions(&self) -> Vec<(String, String, String)> {
        Vec::new()
    }

    /// Copies the code of a match that the user has chosen.
    fn run(&self, id: String, _action: String) {
        self.0.choose(&id);
    }

    /// Called after the last search.
    fn teardown(&self) {}
}

/// Returns a text in which nothing is a tag, because Qt may take it for markup.
fn plain(text: &str) -> String {
    text.replace('<', "‹")
}
