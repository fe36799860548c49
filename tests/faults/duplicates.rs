//! Several keyring items with the same name, which some keyrings accumulate.

use std::collections::BTreeMap;

use watchword_tests::Change;

use crate::kills::Scene;

/// Returns the number of items with each name.
fn counted(scene: &Scene) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in scene.console.keyring_names() {
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// The vault uses the authentic item, whatever its position among the others, and deletes the
/// others.
#[test]
fn authentic_item_is_used_and_duplicates_are_deleted() {
    let mut scene = Scene::new(false);
    assert_eq!(scene.once(Change::Draw, None), Some(0), "the accounts are added");
    let names = counted(&scene);
    for item in scene.console.keyring_items() {
        // One item in the right format, as another program may leave it, and one in no format.
        for value in ["v1.AAAA", "nothing of ours"] {
            scene.console.add_keyring_twin(&item.username, value);
        }
    }
    assert!(counted(&scene).values().all(|count| *count == 3), "the keyring keeps all of them: {:?}", counted(&scene));
    assert_eq!(scene.once(Change::Draw, None), Some(0), "the vault opens, and draws the next code");
    assert_eq!(counted(&scene), names, "one item of each name is left");
    scene.clear();
}
