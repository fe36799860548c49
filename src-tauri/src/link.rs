//! The link that another program opens Watchword with, where it is registered for `otpauth:` links.

use std::sync::{Mutex, PoisonError};

use watchword_session::{MAX_LIST_BYTES, is_account_link};
use zeroize::Zeroizing;

/// The latest link that arrived while the vault was locked.
#[derive(Default)]
pub(crate) struct WaitingLink(Mutex<Option<Zeroizing<String>>>);

impl WaitingLink {
    pub(crate) fn put(&self, link: Zeroizing<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
    }

    pub(crate) fn take(&self) -> Option<Zeroizing<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Finds the first link in the app's arguments. Other arguments are ignored, and so is a link that
/// no list could hold.
pub(crate) fn find(arguments: impl IntoIterator<Item = String>) -> Option<Zeroizing<String>> {
    let is_link = |text: &Zeroizing<String>| text.len() <= MAX_LIST_BYTES && is_account_link(text);
    arguments.into_iter().map(Zeroizing::new).find(is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_is_found_among_other_arguments() {
        let found =
            |arguments: &[&str]| find(arguments.iter().map(|text| (*text).to_owned())).map(|link| link.to_string());
        assert_eq!(
            found(&["watchword-app", "-x", "OTPAUTH://totp/a?secret=b", "steam://c"]).as_deref(),
            Some("OTPAUTH://totp/a?secret=b")
        );
        assert_eq!(found(&["watchword-app", "https://otpauth:", "é", "otp"]), None);
        assert_eq!(found(&[&format!("otpauth:{}", "a".repeat(MAX_LIST_BYTES))]), None);
    }
}
