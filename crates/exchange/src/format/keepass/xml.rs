//! The XML of a database, or of an export of one.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};
use zeroize::Zeroizing;

use super::entry;
use crate::encoding::base64;
use crate::entry::Read;
use crate::item::Item;
use crate::limits::MAX_GROUPS;
use crate::refusal::{Lock, Refusal};
use crate::xml;

/// Decrypts the protected values of a database, one after another in the document's order.
pub(super) type Keystream = Box<dyn FnMut(&mut [u8])>;

/// The protected values that are text, by their elements.
type Protected = HashMap<NodeId, Zeroizing<String>>;

/// Reads the entries with a one-time password. Their older versions are passed over.
pub(super) fn read(text: &str, keystream: Option<Keystream>) -> Result<Read, Refusal> {
    let document = xml::parse(text)?;
    if !document.root_element().has_tag_name("KeePassFile") {
        return Err(Refusal::FileDamaged);
    }
    let protected = protected(&document, keystream)?;
    let (names, trashed) = (names(&document), trashed(&document));
    let accounts = document.descendants().filter(|node| is_entry(*node)).flat_map(|node| {
        let fields = fields(node, &protected);
        let text = |key: &str| fields.get(key).copied();
        let name = |key: &str| text(key).unwrap_or_default();
        let item = || Item {
            title: name("Title"),
            username: name("UserName"),
            groups: groups(node, &names),
            note: name("Notes"),
        };
        let is_trashed = trashed.contains(&node.id());
        let accounts = entry::accounts(item, text).into_iter();
        accounts.map(move |account| if is_trashed { Err(Refusal::Trashed) } else { account })
    });
    Read::of(accounts, |account| account)
}

/// Whether this is an entry itself, and not an older version in its history.
fn is_entry(node: Node<'_, '_>) -> bool {
    node.has_tag_name("Entry") && node.parent().is_some_and(|parent| parent.has_tag_name("Group"))
}

/// Decrypts every protected value, in whatever element it is: each takes its part of the keystream.
fn protected(document: &Document<'_>, mut keystream: Option<Keystream>) -> Result<Protected, Refusal> {
    let is_protected =
        |node: &Node<'_, '_>| node.attribute("Protected").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let mut protected = Protected::new();
    for node in document.descendants().filter(is_protected) {
        let keystream = keystream.as_mut().ok_or(Refusal::Locked(Lock::Device))?;
        let sealed = node.text().unwrap_or_default().trim().as_bytes();
        let mut bytes = Zeroizing::new(base64(sealed)?);
        keystream(&mut bytes);
        match std::str::from_utf8(&bytes) {
            Ok(text) => _ = protected.insert(node.id(), Zeroizing::new(text.to_owned())),
            Err(_) if node.parent().is_some_and(|parent| parent.has_tag_name("String")) => {
                return Err(Refusal::FileDamaged);
            }
            Err(_) => {} // an attachment
        }
    }
    Ok(protected)
}

/// The fields of an entry.
fn fields<'a>(entry: Node<'a, '_>, protected: &'a Protected) -> HashMap<&'a str, &'a str> {
    let strings = entry.children().filter(|node| node.has_tag_name("String"));
    let pairs = strings.filter_map(|string| {
        let value = child(string, "Value")?;
        let text = protected.get(&value.id()).map_or_else(|| value.text(), |text| Some(text.as_str()));
        Some((child(string, "Key")?.text()?, text.unwrap_or_default()))
    });
    pairs.collect()
}

/// The names of the groups.
fn names<'a>(document: &'a Document<'_>) -> HashMap<NodeId, &'a str> {
    let names = document.descendants().filter(|node| node.has_tag_name("Name"));
    names.filter_map(|name| Some((name.parent()?.id(), name.text()?))).collect()
}

/// The group of an entry, unless that is the database itself, and its tags.
fn groups<'a>(entry: Node<'a, '_>, names: &HashMap<NodeId, &'a str>) -> Vec<&'a str> {
    let group = entry.parent().filter(|group| group.parent().is_some_and(|parent| parent.has_tag_name("Group")));
    let name = group.and_then(|group| names.get(&group.id()).copied());
    let tags = child(entry, "Tags").and_then(|tags| tags.text()).unwrap_or_default();
    // Each becomes a text of its own, and a database may hold millions.
    name.into_iter().chain(tags.split([';', ','])).filter(|name| !name.trim().is_empty()).take(MAX_GROUPS).collect()
}

/// The entries in the recycle bin.
fn trashed(document: &Document<'_>) -> HashSet<NodeId> {
    let text = |node: Node<'_, '_>, name| child(node, name).and_then(|node| node.text()).map(str::to_owned);
    let meta = child(document.root_element(), "Meta");
    let Some(bin) = meta.and_then(|meta| text(meta, "RecycleBinUUID")) else { return HashSet::new() };
    let bins = document.descendants().filter(|node| node.has_tag_name("Group"));
    let bin = bins.filter(|group| text(*group, "UUID").as_ref() == Some(&bin)).take(1);
    bin.flat_map(|group| group.descendants()).filter(|node| is_entry(*node)).map(|node| node.id()).collect()
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_beyond_the_limit_take_no_memory() {
        let text = format!("<Entry><Tags>;;a,{}</Tags></Entry>", "b;".repeat(1000));
        let document = xml::parse(&text).expect("well-formed");
        let groups = groups(document.root_element(), &HashMap::new());
        assert_eq!((groups.first(), groups.len()), (Some(&"a"), MAX_GROUPS));
    }
}
