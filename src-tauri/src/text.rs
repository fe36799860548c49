use serde::Deserialize;
use specta::Type;
use zeroize::Zeroizing;

/// Text that the user typed into a field and that may be secret: wiped when dropped, never printed.
#[derive(Deserialize, Type)]
#[serde(transparent)]
pub(crate) struct TypedText(#[specta(type = String)] Zeroizing<String>);

impl TypedText {
    pub(crate) fn into_inner(self) -> Zeroizing<String> {
        self.0
    }
}

impl std::ops::Deref for TypedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}
