//! XML documents, without document type declarations.

use roxmltree::{Document, ParsingOptions};

use crate::refusal::Refusal;

/// The most elements and texts of a document. A large password database with its history has a
/// million.
const MAX_NODES: u32 = 1 << 22;
/// The most attributes of an element: comparing their names takes time in their square.
const MAX_ATTRIBUTES: usize = 64;
/// The most namespaces that a document declares: each element inside has a copy of the list.
const MAX_NAMESPACES: usize = 64;

/// Parses a document, whose length the caller bounds.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it isn't well-formed, declares a document type, or is beyond the
/// limits.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    let fits = text.matches("xmlns").nth(MAX_NAMESPACES).is_none()
        && text.split('<').skip(1).all(|tag| attributes(tag) <= MAX_ATTRIBUTES);
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = fits.then(|| Document::parse_with_options(text, options).ok());
    document.flatten().ok_or(Refusal::FileDamaged)
}

/// The equals signs outside of quotes in what follows a `<`, up to its `>`.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut count = 0;
    for byte in tag.bytes() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => count += 1,
            (None, b'>') => break,
            _ => {}
        }
    }
    count
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
