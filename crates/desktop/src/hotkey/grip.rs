use super::error::HotkeyError;

/// What keeps combinations until it is dropped.
pub(super) trait Grip: Send + Sync {}

/// For each combination, in their order, the words for what it is bound to, or why it isn't.
pub(super) type Outcomes = Vec<Result<String, HotkeyError>>;
