use zeroize::Zeroizing;

/// A QR code that holds several accounts.
pub struct QrCode {
    /// Its text, which holds seeds.
    pub text: Zeroizing<String>,
    /// How many accounts it holds: the next ones of those that weren't left out.
    pub accounts: usize,
}
