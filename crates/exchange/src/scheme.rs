/// The schemes that authenticators use, in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// One account.
    Otpauth,
    /// A part of a Google Authenticator export.
    Migration,
    /// Steam's secret alone.
    Steam,
    /// Known by its name alone: mOTP, approval by push, an older app's, another app's transfer.
    Unsupported(&'static str),
}

/// Schemes of accounts that there is no way to compute codes for here.
const UNSUPPORTED: [&str; 8] =
    ["motp", "pia", "mfauth", "pushauth", "oathtoken", "phonefactor", "oktaverify", "lpaauth-migration"];

impl Scheme {
    /// The one of that name. Apple's are the same URIs under names that only Apple's own app opens.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("apple-").filter(|rest| rest.starts_with("otpauth")).unwrap_or(&name) {
            "otpauth" => Some(Self::Otpauth),
            "otpauth-migration" => Some(Self::Migration),
            "steam" => Some(Self::Steam),
            name => UNSUPPORTED.into_iter().find(|known| *known == name).map(Self::Unsupported),
        }
    }

    /// The one that a text begins with, as a URI does.
    pub(crate) fn begins(text: &str) -> Option<Self> {
        /// That of `apple-otpauth-migration`, and room.
        const LONGEST: usize = 32;
        let end = text.bytes().take(LONGEST).position(|byte| byte == b':')?;
        text[end..].starts_with("://").then(|| Self::of(&text[..end])).flatten()
    }
}

/// Whether URIs of that scheme are accounts, or parts of an export, that [`crate::parse`] reads.
pub fn is_of_account(scheme: &str) -> bool {
    Scheme::of(scheme).is_some_and(|scheme| !matches!(scheme, Scheme::Unsupported(_)))
}
