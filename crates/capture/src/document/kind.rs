use super::error::DocumentError;

/// What kind of document a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A PDF (ISO 32000).
    Pdf,
    /// An SVG drawing, not compressed.
    Svg,
}

impl DocumentKind {
    /// Detects the kind by the content. A PDF's header begins in the first 1,024 bytes; an SVG is
    /// an XML document whose root element is `svg`, with any namespace prefix. `None` for other
    /// files.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        if bytes.windows(5).take(1024).any(|window| window == b"%PDF-") {
            return Some(Self::Pdf);
        }
        let name = root_element(bytes)?;
        let local_name = name.rsplit(|byte| *byte == b':').next();
        (local_name == Some(b"svg")).then_some(Self::Svg)
    }

    /// The error for a document that cannot be drawn.
    pub(super) fn damaged(self) -> DocumentError {
        match self {
            Self::Pdf => DocumentError::PdfDamaged,
            Self::Svg => DocumentError::SvgDamaged,
        }
    }

    /// The byte that stands for the kind in the protocol.
    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Pdf => b'P',
            Self::Svg => b'S',
        }
    }

    /// The kind that a byte of the protocol stands for.
    pub(super) fn from_byte(byte: u8) -> Option<Self> {
        [Self::Pdf, Self::Svg].into_iter().find(|kind| kind.byte() == byte)
    }
}

/// The name of an XML document's root element: after the declaration, comments and the document
/// type (XML 1.0, 2.8).
fn root_element(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    loop {
        rest = rest.trim_ascii_start().strip_prefix(b"<")?;
        rest = match rest {
            [b'?', after @ ..] => behind(after, b"?>")?,
            [b'!', b'-', b'-', after @ ..] => behind(after, b"-->")?,
            [b'!', after @ ..] => behind_document_type(after)?,
            _ => {
                let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))?;
                return rest.get(..end);
            }
        }
    }
}

/// What follows the first `end`.
fn behind<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    let at = bytes.windows(end.len()).position(|window| window == end)?;
    bytes.get(at + end.len()..)
}

/// What follows a document type: its `>` is outside quotes, comments and the bracketed subset.
fn behind_document_type(mut rest: &[u8]) -> Option<&[u8]> {
    let mut in_subset = false;
    loop {
        rest = match rest {
            [b'<', b'!', b'-', b'-', after @ ..] => behind(after, b"-->")?,
            [quote @ (b'"' | b'\''), after @ ..] => behind(after, &[*quote])?,
            [b'>', after @ ..] if !in_subset => return Some(after),
            [byte, after @ ..] => {
                in_subset = *byte == b'[' || (in_subset && *byte != b']');
                after
            }
            [] => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_a_pdf_by_its_header() {
        let pdf = Some(DocumentKind::Pdf);
        assert_eq!(DocumentKind::detect(b"%PDF-1.7"), pdf);
        assert_eq!(DocumentKind::detect(&[&[b' '; 1023][..], b"%PDF-"].concat()), pdf);
        for other in [&[&[b' '; 1024][..], b"%PDF-"].concat()[..], b"otpauth://totp/x?secret=AAAA", b"%PDF", b""] {
            assert_eq!(DocumentKind::detect(other), None);
        }
    }

    #[test]
    fn detects_an_svg_by_its_root_element() {
        for svg in [
            "<svg>",
            "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<!-- <html> -->\r\n<svg xmlns=''/>",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" 'svg11.dtd' [\n<!ENTITY a '>'> <!-- don't ]> -->\n]><svg/>",
            "<s:svg xmlns:s='http://www.w3.org/2000/svg'>",
        ] {
            assert_eq!(DocumentKind::detect(svg.as_bytes()), Some(DocumentKind::Svg), "{svg}");
        }
        for other in [
            "",
            "<",
            "<svg",
            "svg",
            "<!doctype html><html><svg></svg>",
            "<html><svg>",
            "<!-- <svg>",
            "<!-- --> <?xml <svg>",
            "<!DOCTYPE svg [ <svg>",
            "<svgs>",
            "<svg:g>",
            "<SVG>",
            "text <svg>",
        ] {
            assert_eq!(DocumentKind::detect(other.as_bytes()), None, "{other}");
        }
    }
}
