use crate::{Parameters, Secret};

/// One account at one issuer: names, parameters and the secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The site or organisation that asks for the code. May be empty.
    pub issuer: String,
    /// The user name or address at the issuer. May be empty.
    pub account: String,
    /// The type, hash and length of the codes, always within range.
    pub parameters: Parameters,
    /// The shared secret (RFC 4226's K), 1 to [`crate::MAX_SECRET_BYTES`] bytes.
    pub secret: Secret,
}
