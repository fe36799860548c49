use zeroize::Zeroizing;

/// A secret text that the user wants to have in the clipboard for a while. A face puts it there.
pub struct CopyRequest {
    /// A code, or a recovery key.
    pub text: Zeroizing<String>,
    /// Seconds until the clipboard is cleared, 10 to 300: the user's setting.
    pub clears_in_seconds: u32,
}
