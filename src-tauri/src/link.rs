//! The link that another program opens Watchword with: an account, where it is registered for
//! `otpauth:` links, or one of Watchword's own.

#[cfg(target_os = "linux")]
use std::fs::{self, File};
#[cfg(target_os = "linux")]
use std::io;
#[cfg(target_os = "linux")]
use std::os::unix::fs::FileExt as _;
use std::sync::{Mutex, PoisonError};

use percent_encoding::percent_decode_str;
use watchword_session::{MAX_LIST_BYTES, is_account_link};
use zeroize::Zeroizing;

/// What a link asks for. It has no `Debug`, since it may hold a seed.
#[derive(PartialEq, Eq)]
pub(crate) enum Link {
    /// To review the accounts in it.
    Accounts(Zeroizing<String>),
    /// To search the list: `watchword://search/NAME`, percent-encoded (RFC 3986, section 2.1).
    Search(String),
    /// To add an account: `watchword://add`.
    Add,
}

/// The longest name to search for, in bytes.
const MAX_NAME_BYTES: usize = 200;

/// The latest link that arrived while the vault was locked.
#[derive(Default)]
pub(crate) struct WaitingLink(Mutex<Option<Link>>);

impl WaitingLink {
    pub(crate) fn put(&self, link: Link) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }

    pub(crate) fn take(&self) -> Option<Link> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Finds the first link in the app's arguments. Other arguments are ignored, and so is a link that
/// no list could hold.
pub(crate) fn find(arguments: impl IntoIterator<Item = String>) -> Option<Link> {
    arguments.into_iter().map(Zeroizing::new).find_map(|text| {
        let is_accounts = text.len() <= MAX_LIST_BYTES && is_account_link(&text);
        if is_accounts { Some(Link::Accounts(text)) } else { own(&text) }
    })
}

/// One of Watchword's own links. Browsers add a slash to `watchword://add`.
fn own(text: &str) -> Option<Link> {
    const SCHEME: &str = "watchword://";
    let (scheme, rest) = text.split_at_checked(SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    match rest.split_once('/').unwrap_or((rest, "")) {
        ("add", "") => Some(Link::Add),
        ("search", name) if name.len() <= 3 * MAX_NAME_BYTES => {
            let name = percent_decode_str(name).decode_utf8().ok()?;
            let is_name = name.len() <= MAX_NAME_BYTES && !name.chars().any(char::is_control);
            is_name.then(|| Link::Search(name.into_owned()))
        }
        _ => None,
    }
}

/// Overwrites the links with accounts among this process's arguments, which everyone on the
/// computer can read for as long as it runs.
///
/// # Errors
/// There is no `/proc`.
#[cfg(target_os = "linux")]
pub(crate) fn hide() -> io::Result<()> {
    let arguments = Zeroizing::new(fs::read("/proc/self/cmdline")?);
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The 48th field of proc_pid_stat(5) is where they begin. The second is a name, in brackets.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let start = fields.split_whitespace().nth(45).and_then(|field| field.parse::<u64>().ok());
    let mut at = start.ok_or(io::ErrorKind::InvalidData)?;
    let memory = File::options().write(true).open("/proc/self/mem")?;
    for argument in arguments.split(|byte| *byte == 0) {
        if str::from_utf8(argument).is_ok_and(is_account_link) {
            memory.write_all_at(&vec![b'x'; argument.len()], at)?;
        }
        at += argument.len() as u64 + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(arguments: &[&str]) -> Option<String> {
        find(arguments.iter().map(|text| (*text).to_owned())).map(|link| match link {
            Link::Accounts(text) => text.to_string(),
            Link::Search(name) => format!("search {name}"),
            Link::Add => "add".to_owned(),
        })
    }

    #[test]
    fn link_is_found_among_other_arguments() {
        assert_eq!(
            found(&["watchword-app", "-x", "OTPAUTH://totp/a?secret=b", "steam://c"]).as_deref(),
            Some("OTPAUTH://totp/a?secret=b")
        );
        assert_eq!(found(&["watchword-app", "https://otpauth:", "é", "otp"]), None);
        assert_eq!(found(&[&format!("otpauth:{}", "a".repeat(MAX_LIST_BYTES))]), None);
    }

    #[test]
    fn own_links_search_and_add() {
        for (link, asked) in [
            ("watchword://search/Git%20Hub", Some("search Git Hub")),
            ("WATCHWORD://search/caf%C3%A9", Some("search café")),
            ("watchword://search/", Some("search ")),
            ("watchword://add", Some("add")),
            ("watchword://add/", Some("add")),
            ("watchword://add/x", None),
            ("watchword://lock", None),
            ("watchword://search/%FF", None),
            ("watchword://search/a%0Ab", None),
            ("watchword:", None),
        ] {
            assert_eq!(found(&[link]).as_deref(), asked, "{link}");
        }
        assert_eq!(found(&[&format!("watchword://search/{}", "a".repeat(MAX_NAME_BYTES + 1))]), None);
    }
}
