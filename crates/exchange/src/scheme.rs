/// The URI schemes that authenticators use, compared in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// One account: `otpauth://`.
    Otpauth,
    /// A part of a Google Authenticator export: `otpauth-migration://`.
    Migration,
    /// A Steam secret alone: `steam://`.
    Steam,
    /// Recognized but not supported: mOTP, push approval, older apps' schemes, other apps'
    /// transfers.
    Unsupported(&'static str),
}

/// Schemes of accounts whose codes Watchword can't compute.
const UNSUPPORTED: [&str; 8] =
    ["motp", "pia", "mfauth", "pushauth", "oathtoken", "phonefactor", "oktaverify", "lpaauth-migration"];

impl Scheme {
    /// The scheme with this name. Apple's are the same URIs under names that only Apple's own app
    /// opens.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.strip_prefix("apple-").filter(|rest| rest.starts_with("otpauth")).unwrap_or(&name) {
            "otpauth" => Some(Self::Otpauth),
            "otpauth-migration" => Some(Self::Migration),
            "steam" => Some(Self::Steam),
            name => UNSUPPORTED.into_iter().find(|known| *known == name).map(Self::Unsupported),
        }
    }

    /// The scheme of the URI that a text begins with.
    pub(crate) fn begins(text: &str) -> Option<Self> {
        /// The length of `apple-otpauth-migration` in bytes, with room to spare.
        const LONGEST: usize = 32;
        let end = text.bytes().take(LONGEST).position(|byte| byte == b':')?;
        text[end..].starts_with("://").then(|| Self::of(&text[..end])).flatten()
    }
}

/// Whether [`crate::parse`] reads URIs of this scheme as accounts or as parts of an export.
pub fn is_of_account(scheme: &str) -> bool {
    Scheme::of(scheme).is_some_and(|scheme| !matches!(scheme, Scheme::Unsupported(_)))
}
