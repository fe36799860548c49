use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A secret text for the app or the command to put into the clipboard for a limited time.
#[derive(Serialize, Deserialize)]
pub struct CopyRequest {
    /// A code, or a recovery key.
    pub text: Zeroizing<String>,
    /// Seconds until the clipboard is cleared, 10 to 300: the user's setting.
    pub clears_in_seconds: u32,
}
