use uuid::Uuid;
use zeroize::Zeroizing;

/// The service name that every keyring item is stored under: the app's bundle identifier.
pub const SERVICE: &str = "org.watchword.Watchword";

/// The longest value of an item, in bytes. GNOME Keyring writes its whole file for each item, so a
/// few long ones take a fraction of the time of many short ones.
pub(crate) const MAX_VALUE_BYTES: usize = 12_000;
/// The longest value on Windows, which allows 2,560.
pub(crate) const MAX_WINDOWS_VALUE_BYTES: usize = 2_400;

/// The names of one vault's keyring items (`FORMAT.md`, section 5).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names(pub(crate) Uuid);

impl Names {
    pub(crate) fn device_key(self, fingerprint: &str) -> String {
        format!("{}/device-key/{}", self.0, fingerprint.get(..8).unwrap_or(fingerprint))
    }

    pub(crate) fn page(self, page: Uuid) -> String {
        format!("{}/seeds/{page}", self.0)
    }

    pub(crate) fn attempts(self) -> String {
        format!("{}/attempts", self.0)
    }

    pub(crate) fn head(self) -> String {
        format!("{}/head", self.0)
    }

    pub(crate) fn audit(self) -> String {
        format!("{}/audit", self.0)
    }

    pub(crate) fn counters(self) -> String {
        format!("{}/counters", self.0)
    }
}

/// Encodes an item's value: `v1.` and base64url.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(3 + bytes.len().div_ceil(3) * 4));
    text.push_str("v1.");
    data_encoding::BASE64URL_NOPAD.encode_append(bytes, &mut text);
    text
}

pub(crate) fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let encoded = text.strip_prefix("v1.").filter(|encoded| encoded.len() <= MAX_VALUE_BYTES)?;
    data_encoding::BASE64URL_NOPAD.decode(encoded.as_bytes()).ok().map(Zeroizing::new)
}
