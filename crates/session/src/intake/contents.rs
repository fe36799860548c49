use serde::{Deserialize, Serialize};

/// How many bytes of a text are searched for its kind: comments and declarations may come first.
const HEAD: usize = 4096;

/// The contents of a file that is not a readable image, a PDF or in a known format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Contents {
    /// Nothing, or only whitespace.
    Empty,
    /// An SVG drawing that is damaged or too costly to render.
    Svg,
    /// A web page in HTML.
    Web,
    /// An image in an unsupported format: HEIC, AVIF, JPEG XL, an icon.
    Image,
    /// A video or audio file.
    Media,
    /// A zip or another archive.
    Archive,
    /// An office document.
    Office,
    /// A file encrypted with age, PGP or another app's own scheme.
    Encrypted,
    /// Another program's data: JSON, XML, a table or a database.
    Export,
    /// Text of any other kind.
    Text,
    /// Data of any other kind.
    Other,
}

/// The leading bytes that identify a file's contents.
const MAGIC: &[(&[u8], Contents)] = &[
    (b"\xff\x0a", Contents::Image),
    (b"\0\0\0\x0cJXL ", Contents::Image),
    (b"\0\0\0\x0cjP  ", Contents::Image),
    (b"\0\0\x01\0", Contents::Image),
    (b"8BPS", Contents::Image),
    (b"%!PS", Contents::Image),
    (b"\x1a\x45\xdf\xa3", Contents::Media),
    (b"OggS", Contents::Media),
    (b"ID3", Contents::Media),
    (b"RIFF", Contents::Media),
    (b"\x1f\x8b", Contents::Archive),
    (b"7z\xbc\xaf\x27\x1c", Contents::Archive),
    (b"Rar!", Contents::Archive),
    (b"\xfd7zXZ\0", Contents::Archive),
    (b"BZh", Contents::Archive),
    (b"\x28\xb5\x2f\xfd", Contents::Archive),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Contents::Office),
    (b"{\\rtf", Contents::Office),
    (b"age-encryption.org/", Contents::Encrypted),
    (b"-----BEGIN AGE ENCRYPTED", Contents::Encrypted),
    (b"-----BEGIN PGP MESSAGE", Contents::Encrypted),
    (b"Salted__", Contents::Encrypted),
    (b"U2FsdGVkX1", Contents::Encrypted),
    (b"AUTHENTICATORPRO", Contents::Encrypted),
    (b"AuthenticatorPro", Contents::Encrypted),
    (b"OTPClient", Contents::Encrypted),
    (b"\x03\xd9\xa2\x9a", Contents::Encrypted),
    (b"SQLite format 3\0", Contents::Export),
    (b"\xac\xed\0\x05", Contents::Export),
    (b"bplist00", Contents::Export),
];

/// The brands of ISO base media files (ISO/IEC 14496-12) that are images.
const IMAGE_BRANDS: [&[u8; 4]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"];

impl Contents {
    /// Classifies a file that could not be read by its first bytes, whatever its name says.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        if let Some((_, contents)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return *contents;
        }
        let head = &bytes[..bytes.len().min(HEAD)];
        let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
        if let Some(brand) = head.get(4..12).and_then(|head| head.strip_prefix(b"ftyp")) {
            return if IMAGE_BRANDS.iter().any(|image| *image == brand) { Self::Image } else { Self::Media };
        }
        if head.starts_with(b"PK\x03\x04") {
            let office = holds(b"[Content_Types].xml") || holds(b"mimetypeapplication/vnd.oasis");
            return if office { Self::Office } else { Self::Archive };
        }
        if head.get(257..).is_some_and(|rest| rest.starts_with(b"ustar")) {
            return Self::Archive;
        }
        // The head may end in the middle of a character.
        match std::str::from_utf8(head) {
            Err(error) if error.error_len().is_some() => Self::Other,
            _ => Self::of_text(&String::from_utf8_lossy(head)),
        }
    }

    /// Whether it may be an export of accounts in a format that isn't known.
    pub(crate) fn may_hold_accounts(self) -> bool {
        matches!(self, Self::Archive | Self::Encrypted | Self::Export | Self::Text | Self::Other)
    }

    fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase();
        let holds = |tag: &str| text.contains(tag);
        match text.chars().next() {
            None => Self::Empty,
            Some('<') if ["<!doctype html", "<html", "<head", "<body"].into_iter().any(holds) => Self::Web,
            Some('<') if holds("<svg") || holds(":svg") => Self::Svg,
            Some('<' | '{' | '[') => Self::Export,
            Some('\0') => Self::Other,
            _ if text.lines().take(2).filter(|line| line.matches([',', '\t', ';']).count() > 1).count() == 2 => {
                Self::Export
            }
            _ => Self::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_classified_by_their_first_bytes() {
        let tar = [&[b'a'; 257][..], b"ustar\0"].concat();
        for (bytes, contents) in [
            (&b""[..], Contents::Empty),
            (b" \r\n\t", Contents::Empty),
            (b"\xef\xbb\xbf\n", Contents::Empty),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Contents::Svg),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn -->\n<SVG>", Contents::Svg),
            (b"<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg'/>", Contents::Svg),
            (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''>\n<svg>", Contents::Svg),
            (b"<!DOCTYPE HTML><title>404</title>", Contents::Web),
            (b"\n<html><body><svg></svg>", Contents::Web),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Contents::Image),
            (b"\0\0\0\x20ftypavif\0\0\0\0", Contents::Image),
            (b"\xff\x0a\xfa", Contents::Image),
            (b"\0\0\x01\0\x01\0\x10\x10", Contents::Image),
            (b"\0\0\0\x20ftypisom\0\0\x02\0", Contents::Media),
            (b"\x1a\x45\xdf\xa3\x01", Contents::Media),
            (b"PK\x03\x04\x14\0export.json", Contents::Archive),
            (b"\x1f\x8b\x08\0", Contents::Archive),
            (&tar, Contents::Archive),
            (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", Contents::Office),
            (b"PK\x03\x04\x14\0\0mimetypeapplication/vnd.oasis.opendocument.text", Contents::Office),
            (b"{\\rtf1\\ansi", Contents::Office),
            (b"age-encryption.org/v1\n-> X25519", Contents::Encrypted),
            (b"-----BEGIN PGP MESSAGE-----", Contents::Encrypted),
            (b"AUTHENTICATORPRO\x01\x02\xff", Contents::Encrypted),
            (b"{\"version\": 1}", Contents::Export),
            (b"[{\"secret\": \"\"}]", Contents::Export),
            (b"<?xml version='1.0'?><KeePassFile/>", Contents::Export),
            (b"name,secret,issuer\na,b,c\n", Contents::Export),
            (b"SQLite format 3\0\x10", Contents::Export),
            (b"Dear Jane, the code is on the other page.", Contents::Text),
            (b"one\ntwo, three, four\n", Contents::Text),
            (&[0; 64], Contents::Other),
            (b"\xff\xfe\0\x01", Contents::Other),
        ] {
            assert_eq!(Contents::of(bytes), contents, "{}", bytes.escape_ascii());
        }
        // The head cuts a character in two.
        let long = [b"{".as_slice(), "é".repeat(HEAD).as_bytes()].concat();
        assert_eq!(Contents::of(&long), Contents::Export);
    }
}
