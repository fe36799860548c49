//! XML 1.0, without document types: so no entity is expanded, and nothing outside the file is read.

use std::collections::BTreeSet;

use data_encoding::BASE64;
use roxmltree::{Document, Node, ParsingOptions};
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// The most nodes of a document, which take about a hundred bytes each.
const MAX_NODES: u32 = 1_000_000;

/// The most attributes of an element.
const MAX_ATTRIBUTES: usize = 256;

/// The most prefixes of namespaces in a document.
const MAX_PREFIXES: usize = 64;

/// Parses a document. Nesting costs no stack.
///
/// # Errors
/// [`Refusal::FileDamaged`] for anything else, a document type among it.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    if !is_moderate(text) {
        return Err(Refusal::FileDamaged);
    }
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|_| Refusal::FileDamaged)
}

/// Whether every element has few attributes, and the document few namespaces. The parser compares
/// each attribute with the others of its element, and may copy the namespaces for each element: a
/// file within its size would take hours, or more memory than there is.
fn is_moderate(text: &str) -> bool {
    // Every value is in quotes, and none contains a `<`.
    let quotes = |tag: &str| tag.bytes().filter(|byte| matches!(byte, b'"' | b'\'')).count();
    let mut prefixes = BTreeSet::new();
    let mut declarations = text.split("xmlns:").skip(1);
    text.split('<').all(|tag| quotes(tag) <= 2 * MAX_ATTRIBUTES)
        && declarations.all(|declaration| {
            prefixes.extend(declaration.split(['=', ' ', '\t', '\r', '\n']).next());
            prefixes.len() <= MAX_PREFIXES
        })
}

/// The name and the attributes of the first element, whether the rest is well-formed or not.
pub(crate) fn root_tag(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    while let Some((open, close)) = [("<?", "?>"), ("<!--", "-->")].into_iter().find(|(open, _)| rest.starts_with(open))
    {
        rest = rest.strip_prefix(open)?.split_once(close)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?.split('>').next()?;
    let (name, attributes) = tag.split_once(char::is_whitespace)?;
    Some((name.rsplit(':').next()?, attributes))
}

/// The child element of this local name.
///
/// # Errors
/// [`Refusal::FileDamaged`] if there are several: readers would disagree which of them counts.
pub(crate) fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Result<Option<Node<'a, 'input>>, Refusal> {
    let mut children = children(node, name);
    let first = children.next();
    if children.next().is_none() { Ok(first) } else { Err(Refusal::FileDamaged) }
}

/// The child elements of this local name.
pub(crate) fn children<'a, 'input>(node: Node<'a, 'input>, name: &str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The text of an element, trimmed. A comment within doesn't end it.
pub(crate) fn text(node: Node<'_, '_>) -> Zeroizing<String> {
    let text = node.children().filter(Node::is_text).filter_map(|piece| piece.text());
    let text: Zeroizing<String> = Zeroizing::new(text.collect());
    Zeroizing::new(text.trim().to_owned())
}

/// The bytes that an element holds as base64.
pub(crate) fn base64(node: Node<'_, '_>) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    decode(&text(node))
}

/// Decodes base64 (`xs:base64Binary`), which whitespace may break.
pub(crate) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let symbols: Zeroizing<Vec<u8>> = Zeroizing::new(text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect());
    BASE64.decode(&symbols).map(Zeroizing::new).map_err(|_| Refusal::FileDamaged)
}
