//! Android's shared preferences, in which apps keep their data: `<map>` with a
//! `<string name="…">` for each text. They come from a rooted phone or a backup of its storage.

use crate::xml;

/// A text in an app's preferences. It may hold seeds.
pub(crate) struct Preference {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The strings of a preferences file, or `None` for any other text.
pub(crate) fn strings(text: &str) -> Option<Vec<Preference>> {
    // Most files aren't XML, and most XML isn't preferences: spare both the parser.
    let document = xml::parse(Some(text).filter(|text| text.starts_with('<') && text.contains("<map"))?).ok()?;
    let map = Some(document.root_element()).filter(|root| root.has_tag_name("map"))?;
    let strings = map.children().filter(|child| child.has_tag_name("string"));
    let read = strings.filter_map(|string| {
        let text = string.text().unwrap_or_default().to_owned();
        string.attribute("name").map(|name| Preference { name: name.to_owned(), text })
    });
    Some(read.collect())
}
