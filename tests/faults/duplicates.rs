//! Several items of one name, as some keyrings come to keep them.

use std::collections::BTreeMap;

use watchword_tests::Change;

use crate::kills::Scene;

/// Names, and how many items have each.
fn counted(scene: &Scene) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in scene.console.keyring_names() {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The one that is authentic counts, wherever it is among the others, and the others go.
#[test]
fn the_authentic_item_counts_and_its_twins_go() {
    let mut scene = Scene::new(false);
    assert_eq!(scene.once(Change::Draw, None), Some(0), "the accounts are there");
    let names = counted(&scene);
    for item in scene.console.keyring_items() {
        // One in the right form, as another program may have left it, and one that is nothing.
        for value in ["v1.AAAA", "nothing of ours"] {
            scene.console.add_keyring_twin(&item.username, value);
        }
    }
    assert!(counted(&scene).values().all(|count| *count == 3), "the keyring keeps them all: {:?}", counted(&scene));
    assert_eq!(scene.once(Change::Draw, None), Some(0), "it opens, and draws the next code");
    assert_eq!(counted(&scene), names, "one of each is left");
    scene.clear();
}
