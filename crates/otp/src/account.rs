use crate::{Parameters, Secret};

/// One account at one issuer: names, parameters, and the secret they go with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who asks for the code: a site, a company. May be empty.
    pub issuer: String,
    /// Whose code it is: a user name, an address. May be empty.
    pub account: String,
    /// How codes are computed.
    pub parameters: Parameters,
    /// What they are computed from.
    pub secret: Secret,
}
