use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use crate::refusal::{ParameterFault, Refusal};

/// The query of a URI: `name=value` pairs.
#[derive(Clone, Copy)]
pub(crate) struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    /// A query without a URI around it.
    pub(crate) fn of(pairs: &'a str) -> Self {
        Self(pairs)
    }

    /// Splits the rest of a URI at its first question mark. A `#` doesn't start a fragment:
    /// Microsoft's labels contain one.
    pub(crate) fn split(rest: &'a str) -> (&'a str, Self) {
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (path, Self(query))
    }

    /// Each name, percent-decoded and in lower case, and its undecoded value. A name without `=`
    /// has an empty value. A separator copied from a page's source, `&amp;`, counts as `&`.
    pub(crate) fn pairs(self) -> impl Iterator<Item = (Zeroizing<String>, &'a str)> {
        self.0.split('&').map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = percent_decode_str(name.strip_prefix("amp;").unwrap_or(name)).decode_utf8_lossy();
            (Zeroizing::new(decoded.trim().to_ascii_lowercase()), value)
        })
    }

    /// The first value of this name, undecoded, or `None` if there is no such name.
    pub(crate) fn raw(self, name: &str) -> Option<&'a str> {
        self.pairs().find(|(key, _)| key.as_str() == name).map(|(_, value)| value)
    }

    /// The first value of this name, decoded.
    pub(crate) fn value(self, name: &str) -> Option<Zeroizing<String>> {
        self.raw(name).map(decode)
    }

    /// The single value that the URI gives under any of these names, or `None` if it gives none.
    ///
    /// # Errors
    /// The [`Refusal`] of `read`, and [`ParameterFault::Twice`] if the URI gives different values.
    pub(crate) fn sole<T: PartialEq>(
        self,
        names: &[&'static str],
        read: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        let mut sole = None;
        for (name, value) in self.pairs() {
            let Some(named) = names.iter().find(|known| **known == name.as_str()) else { continue };
            let Some(value) = said(value) else { continue };
            let value = read(&value)?;
            if sole.as_ref().is_some_and(|sole| *sole != value) {
                return Err(ParameterFault::Twice.of(named));
            }
            sole = Some(value);
        }
        Ok(sole)
    }
}

/// The decoded value, or `None` if it is empty or the `null` of old Ente Auth exports.
pub(crate) fn said(value: &str) -> Option<Zeroizing<String>> {
    let value = Zeroizing::new(decode(value).trim().to_owned());
    Some(value).filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("null"))
}

/// Decodes `+` as a space, and percent-encoding. Replaces bytes that aren't UTF-8, so that a secret
/// with such bytes isn't mistaken for another one.
fn decode(value: &str) -> Zeroizing<String> {
    let plain = Zeroizing::new(value.replace('+', " "));
    let bytes = Zeroizing::new(percent_decode_str(&plain).collect::<Vec<u8>>());
    Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a number in ASCII digits, without a sign.
pub(crate) fn number<T: std::str::FromStr>(text: &str, refusal: Refusal) -> Result<T, Refusal> {
    // `parse` would accept a sign.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain).ok_or(refusal)
}
