//! XML documents, without document type declarations.

use roxmltree::{Document, Node, ParsingOptions};
use zeroize::Zeroizing;

use crate::encoding;
use crate::refusal::Refusal;

/// The most elements and texts of a document. A large password database with its history has a
/// million.
const MAX_NODES: u32 = 1 << 22;
/// The most attributes of an element: comparing their names takes time in their square.
const MAX_ATTRIBUTES: usize = 64;
/// The most attributes of a document: each takes more memory than its text.
const MAX_ALL_ATTRIBUTES: usize = 1 << 20;
/// The most namespaces that a document declares: each element inside has a copy of the list.
const MAX_NAMESPACES: usize = 64;

/// Parses a document, whose length the caller bounds.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it isn't well-formed, declares a document type, or is beyond the
/// limits.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    let (mut all, mut namespaces) = (0, 0);
    let fits = text.split('<').skip(1).map(attributes).all(|(count, text)| {
        all += count;
        namespaces += text.matches("xmlns").count();
        count <= MAX_ATTRIBUTES && all <= MAX_ALL_ATTRIBUTES && namespaces <= MAX_NAMESPACES
    });
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = fits.then(|| Document::parse_with_options(text, options).ok());
    document.flatten().ok_or(Refusal::FileDamaged)
}

/// The equals signs outside of quotes in what follows a `<`, up to its `>`, and that text.
fn attributes(tag: &str) -> (usize, &str) {
    let mut quote = None;
    let mut count = 0;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => count += 1,
            (None, b'>') => return (count, &tag[..at]),
            _ => {}
        }
    }
    (count, tag)
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
    encoding::base64(&*symbols).map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_take_too_long_are_refused() {
        let element = |count: usize| {
            let attributes = (0..count).map(|n| format!(" a{n}='>'")).collect::<String>();
            format!("<a{attributes}/>")
        };
        let nested = |count: usize| {
            let start = (0..count).map(|n| format!("<a xmlns:n{n}='{n}'>")).collect::<String>();
            format!("{start}{}", "</a>".repeat(count))
        };
        for (document, fits) in [
            ("<a b='c'>&lt;d&gt;</a>".to_owned(), true),
            ("<a>".to_owned(), false),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".to_owned(), false),
            (element(MAX_ATTRIBUTES), true),
            (format!("<a>{}</a>", "xmlns='' ".repeat(1000)), true),
            (element(MAX_ATTRIBUTES + 1), false),
            (nested(MAX_NAMESPACES), true),
            (nested(MAX_NAMESPACES + 1), false),
            (format!("<a>{}</a>", "<b/>".repeat(MAX_NODES as usize)), false),
            (format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)), true),
        ] {
            assert_eq!(parse(&document).is_ok(), fits, "{}", &document[..document.len().min(80)]);
        }
    }
}
