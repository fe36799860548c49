use roxmltree::Node;
use zeroize::Zeroizing;

use super::encryption::{Encrypted, Keys};
use crate::refusal::Refusal;
use crate::xml::{base64, child, children, decode, text};

/// A value among a key's data.
pub(super) enum Value {
    /// A text: a number in decimal, or base64.
    Text(Zeroizing<String>),
    /// What was decrypted, or base64 in the oldest drafts.
    Bytes(Zeroizing<Vec<u8>>),
}

impl Value {
    /// A key's value of this name, or `None` if there is none.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] for an element without a value, or with two.
    pub(super) fn of(key: Node<'_, '_>, name: &str, keys: Option<&Keys<'_>>) -> Result<Option<Self>, Refusal> {
        if let Some(data) = draft_data(key, name)? {
            return Self::of_draft(data, name == "Secret", keys).map(Some);
        }
        let Some(data) = child(key, "Data")? else { return Ok(None) };
        let Some(element) = child(data, name)? else { return Ok(None) };
        match (child(element, "PlainValue")?, child(element, "EncryptedValue")?, keys) {
            (Some(plain), None, _) => Ok(Some(Self::Text(text(plain)))),
            (None, Some(encrypted), Some(keys)) => {
                let tag = child(element, "ValueMAC")?.map(base64).transpose()?;
                keys.open(&Encrypted::of(encrypted)?, tag.as_deref().map(Vec::as_slice)).map(Self::Bytes).map(Some)
            }
            _ => Err(Refusal::FileDamaged),
        }
    }

    /// Encrypted if the container is, except for the numbers that have no digest.
    fn of_draft(data: Node<'_, '_>, is_secret: bool, keys: Option<&Keys<'_>>) -> Result<Self, Refusal> {
        let bytes = base64(child(data, "Value")?.ok_or(Refusal::FileDamaged)?)?;
        let tag = child(data, "ValueDigest")?.map(base64).transpose()?;
        match keys.and_then(|keys| Some((keys, keys.encryption.whole()?))) {
            Some((keys, cipher)) if is_secret || tag.is_some() => {
                keys.open(&Encrypted { cipher, bytes }, tag.as_deref().map(Vec::as_slice)).map(Self::Bytes)
            }
            _ => Ok(Self::Bytes(bytes)),
        }
    }

    /// The value as bytes.
    pub(super) fn bytes(self) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        match self {
            Self::Text(text) => decode(&text),
            Self::Bytes(bytes) => Ok(bytes),
        }
    }

    /// The value as a number: in decimal, in ASCII digits or big-endian.
    pub(super) fn number(self) -> Option<u64> {
        if let Self::Text(text) = &self
            && text.bytes().all(|byte| byte.is_ascii_digit())
        {
            return text.parse().ok();
        }
        let bytes = self.bytes().ok()?;
        if bytes.iter().all(u8::is_ascii_digit) {
            return std::str::from_utf8(&bytes).ok()?.parse().ok();
        }
        (bytes.len() <= 8).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// The `Data` of this name in the oldest drafts, which name it by an attribute.
fn draft_data<'a, 'input>(key: Node<'a, 'input>, name: &str) -> Result<Option<Node<'a, 'input>>, Refusal> {
    let is_named = |data: &Node<'_, '_>| {
        data.attribute("Name").is_some_and(|stated| stated.replace('_', "").eq_ignore_ascii_case(name))
    };
    let mut named = children(key, "Data").filter(is_named);
    let first = named.next();
    if named.next().is_none() { Ok(first) } else { Err(Refusal::FileDamaged) }
}
