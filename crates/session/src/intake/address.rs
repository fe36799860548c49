use std::path::PathBuf;

use data_encoding::BASE64_NOPAD;
use percent_encoding::percent_decode_str;
use watchword_exchange::is_of_account;
use zeroize::Zeroizing;

use crate::intake::Contents;
use crate::view::{Problem, ScanProblem};

/// The target of an address. Nothing is ever fetched: an address off this computer is recognized
/// and not followed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// A file on this computer.
    File(PathBuf),
    /// Data that the address itself contains (RFC 2397).
    Data,
    /// One or more accounts, as in an `otpauth` link.
    Accounts,
    /// Any other target, such as a website.
    Elsewhere,
}

impl Address {
    /// Classifies `line`; `None` if it is not an address.
    pub(crate) fn of(line: &str) -> Option<Self> {
        let (scheme, rest) = line.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        Some(match scheme.to_ascii_lowercase().as_str() {
            "file" => local_path(rest).map_or(Self::Elsewhere, Self::File),
            "data" => Self::Data,
            scheme if is_of_account(scheme) => Self::Accounts,
            _ if is_scheme => Self::Elsewhere,
            _ => return None,
        })
    }

    /// Whether a plain text is an address. Stricter than [`Address::of`], since a sentence may
    /// contain a colon too.
    pub(crate) fn is_plain(line: &str) -> bool {
        let begins = |with: &str| line.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
        ["file:/", "data:image/", "http://", "https://"].into_iter().any(begins)
    }
}

/// Returns the file on this computer that one line of a list of addresses (RFC 2483) names.
pub fn local_file(line: &str) -> Option<PathBuf> {
    match Address::of(line)? {
        Address::File(path) => Some(path),
        Address::Data | Address::Accounts | Address::Elsewhere => None,
    }
}

/// Whether a text is a link with accounts, as far as its scheme tells.
pub fn is_account_link(text: &str) -> bool {
    Address::of(text) == Some(Address::Accounts)
}

/// Whether a text contains accounts or addresses, which would be lost in a text field.
pub(super) fn tells(text: &[u8]) -> bool {
    let text = std::str::from_utf8(text).unwrap_or_default();
    lines(text).any(|line| Address::is_plain(line) || is_account_link(line))
}

/// The lines that are neither empty nor comments, which begin with `#` (RFC 2483).
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The path in a `file` address (RFC 8089) without its scheme, if it is on this computer. Programs
/// leave `?` and `#` unescaped in file names, so neither ends a path here.
fn local_path(rest: &str) -> Option<PathBuf> {
    let path = match rest.strip_prefix("//") {
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/')?);
            (host.is_empty() || host.eq_ignore_ascii_case("localhost")).then_some(path)?
        }
        None => rest,
    };
    path.starts_with('/').then(|| percent_decode_str(path).collect()).and_then(path_of)
}

/// File names are bytes, and need not be UTF-8.
#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(windows)]
fn path_of(bytes: Vec<u8>) -> Option<PathBuf> {
    drive_path(&String::from_utf8(bytes).ok()?).map(PathBuf::from)
}

/// The path that `/C:/…` names on a drive of this computer. Any other path may lead to a server
/// (`//server/share`, `/\\server\share`), and opening it would sign the user in there.
#[cfg(any(windows, test))]
fn drive_path(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    matches!(path.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic()).then_some(path)
}

/// Decodes the image in a `data` address (RFC 2397).
///
/// # Errors
/// [`ScanProblem::NotAPicture`] when the address holds no image; [`ScanProblem::PictureDamaged`]
/// when its base64 is malformed.
pub(crate) fn picture_in(address: &str) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let not_a_picture = Problem::Scan(ScanProblem::NotAPicture { what: Contents::Other });
    let (head, body) = address.split_once(',').ok_or_else(|| not_a_picture.clone())?;
    let head = head.to_ascii_lowercase();
    let kind = head.strip_prefix("data:image/").ok_or(not_a_picture)?;
    let mut bytes = Zeroizing::new(percent_decode_str(body).collect::<Vec<u8>>());
    if !kind.ends_with(";base64") {
        return Ok(bytes);
    }
    bytes.retain(|byte| !byte.is_ascii_whitespace());
    while bytes.last() == Some(&b'=') {
        bytes.pop();
    }
    Ok(Zeroizing::new(BASE64_NOPAD.decode(&bytes).map_err(|_| ScanProblem::PictureDamaged)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ";

    #[test]
    fn on_windows_only_drive_paths_are_local() {
        for (path, drive) in [
            ("/C:/Users/ayu/code.png", "C:/Users/ayu/code.png"),
            ("/d:\\code.png", "d:\\code.png"),
            ("/C://server/share", "C://server/share"),
        ] {
            assert_eq!(drive_path(path), Some(drive), "{path}");
        }
        for path in [
            "",
            "/",
            "C:/code.png",
            "/C:",
            "/C:code.png",
            "/1:/code.png",
            "/code.png",
            "//server/share/code.png",
            "///server/share/code.png",
            "/\\\\server\\share\\code.png",
            "/\\\\?\\UNC\\server\\share",
            "/\\\\.\\pipe\\x",
            "/\\??\\C:\\x",
            "/ÀC:/code.png",
        ] {
            assert_eq!(drive_path(path), None, "{path}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn server_addresses_are_elsewhere() {
        let code = PathBuf::from("C:/kode QR/code.png");
        assert_eq!(Address::of("file:///C:/kode%20QR/code.png"), Some(Address::File(code.clone())));
        assert_eq!(Address::of("file://localhost/C:/kode%20QR/code.png"), Some(Address::File(code)));
        for address in [
            "file:////server/share/code.png",
            "file://///server/share/code.png",
            "file:///%5C%5Cserver%5Cshare%5Ccode.png",
            "file:/%2Fserver/share/code.png",
            "file://server/share/code.png",
            "file:///code.png",
            "file:///C:%FF/code.png",
        ] {
            assert_eq!(Address::of(address), Some(Address::Elsewhere), "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_local_file_addresses_name_files() {
        for (address, path) in [
            ("file:///home/ayu/code.png", "/home/ayu/code.png"),
            ("file://localhost/home/ayu/code.png", "/home/ayu/code.png"),
            ("FILE://LocalHost/code.png", "/code.png"),
            ("file:/code.png", "/code.png"),
            ("file:///kode%20QR%20%C3%A8.png", "/kode QR è.png"),
            ("file:///100%.png", "/100%.png"),
            ("file:///what?#really.png", "/what?#really.png"),
            ("file:///a%2Fb", "/a/b"),
        ] {
            assert_eq!(Address::of(address), Some(Address::File(path.into())), "{address}");
        }
        for address in ["file://server/share/code.png", "file://", "file:", "file://host", "file:code.png", "file://.."]
        {
            assert_eq!(Address::of(address), Some(Address::Elsewhere), "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn file_name_may_be_any_bytes() {
        use std::os::unix::ffi::OsStrExt as _;
        let Some(Address::File(path)) = Address::of("file:///a%FF%00b") else { panic!("not a file address") };
        assert_eq!(path.as_os_str().as_bytes(), b"/a\xff\0b");
    }

    #[test]
    fn other_lines_name_no_file() {
        for (address, leads) in [
            ("http://example.org/code.png", Address::Elsewhere),
            ("smb://server/code.png", Address::Elsewhere),
            ("javascript:alert(1)", Address::Elsewhere),
            ("data:image/png;base64,AAAA", Address::Data),
            ("OTPAUTH://totp/x", Address::Accounts),
            ("otpauth-migration://offline?data=", Address::Accounts),
            ("apple-otpauth://totp/x", Address::Accounts),
            ("apple-otpauth-migration://offline?data=", Address::Accounts),
            ("motp://x:y", Address::Elsewhere),
        ] {
            assert_eq!(Address::of(address), Some(leads), "{address}");
        }
        for line in ["", ":", "no address", "é://x", "1a:b", "GEZDGNBV"] {
            assert_eq!(Address::of(line), None, "{line}");
        }
        assert!(Address::is_plain("HTTPS://example.org"));
        assert!(!Address::is_plain("data: none"));
        assert!(!Address::is_plain("é"));
    }

    #[test]
    fn data_address_decodes_to_its_image() {
        let read = |address: &str| picture_in(address).map(|bytes| bytes.to_vec());
        for address in [
            "data:image/png;base64,iVBORw==",
            "data:image/png;base64,iVBORw",
            "DATA:IMAGE/PNG;BASE64,iVBO\n Rw==",
            "data:image/png;name=code.png;base64,iVBORw%3D%3D",
            "data:image/png,%89PNG",
        ] {
            assert_eq!(read(address), Ok(b"\x89PNG".to_vec()), "{address}");
        }
        let not_a_picture = || Problem::Scan(ScanProblem::NotAPicture { what: Contents::Other });
        for (address, problem) in [
            ("data:image/png;base64,iVB*Rw==", Problem::Scan(ScanProblem::PictureDamaged)),
            ("data:image/png;base64,iVB\0Rw", Problem::Scan(ScanProblem::PictureDamaged)),
            ("data:image/png;base64,A", Problem::Scan(ScanProblem::PictureDamaged)),
            ("data:image/png;base64", not_a_picture()),
            ("data:text/plain,otpauth://totp/x", not_a_picture()),
            ("data:,", not_a_picture()),
        ] {
            assert_eq!(read(address), Err(problem), "{address}");
        }
        assert_eq!(read("data:image/png;base64,"), Ok(Vec::new()));
    }

    #[test]
    fn only_accounts_and_addresses_are_kept_out_of_fields() {
        for text in
            [LINK, "  OTPAUTH-migration://x", "a title\nhttps://example.org", "file:///a.png", "data:image/png,x"]
        {
            assert!(tells(text.as_bytes()), "{text}");
        }
        for text in ["GEZD GNBV", "ayu@example.org", "note: none", "", "data:text/plain,x"] {
            assert!(!tells(text.as_bytes()), "{text}");
        }
        assert!(!tells(b"\xffotpauth://totp/x"));
    }
}
