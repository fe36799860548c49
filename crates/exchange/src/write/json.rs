use serde_json::Value;
use zeroize::Zeroizing;

/// The bytes of a JSON document.
pub(super) fn json(value: &Value) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(value.to_string().into_bytes())
}
