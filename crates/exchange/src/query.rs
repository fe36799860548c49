use std::borrow::Cow;

use percent_encoding::percent_decode;
use zeroize::Zeroizing;

/// The query of a URI: `name=value` pairs, names in any case, the first of a name winning.
#[derive(Clone, Copy)]
pub(crate) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    /// Splits the rest of a URI at its first question mark. A `#` ends nothing: Microsoft's labels hold one.
    pub(crate) fn split(rest: &'a str) -> (&'a str, Self) {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (path, Self(query))
    }

    /// The value as it stands, or `None` where there is no such name. A name without `=` has an empty value.
    pub(crate) fn raw(self, name: &str) -> Option<&'a str> {
        let pairs = self.0.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The value with `+` as space and percent-decoded; bytes that are no UTF-8 are replaced, so that no secret that
    /// holds them can pass for another one.
    pub(crate) fn value(self, name: &str) -> Option<Zeroizing<String>> {
        let plain = Zeroizing::new(self.raw(name)?.replace('+', " "));
        let bytes = Zeroizing::new(percent_decode(plain.as_bytes()).collect::<Vec<u8>>());
        Some(Zeroizing::new(match String::from_utf8_lossy(&bytes) {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        }))
    }

    /// The value that says something: neither absent, nor empty, nor the `null` of old Ente exports.
    pub(crate) fn said(self, name: &str) -> Option<Zeroizing<String>> {
        let value = Zeroizing::new(self.value(name)?.trim().to_owned());
        Some(value).filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("null"))
    }
}
