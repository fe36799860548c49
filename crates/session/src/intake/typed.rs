use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use watchword_exchange::clean_name;
use watchword_otp::{Account, Algorithm, InvalidParameters, Parameters, Secret};
use watchword_vault::{Likeness, Match, Other};
use zeroize::{Zeroize, Zeroizing};

use crate::session::Session;
use crate::view::{AccountKind, AccountProblem, CodeView, ImportProblem, Problem, Vault};

/// An account as the user typed it into the form.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Typed {
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
    /// The secret in base32 (RFC 4648), as sites show it.
    pub secret: String,
    /// What the codes depend on.
    pub kind: AccountKind,
    /// The HMAC hash function: `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Digits in a code, 4 to 10.
    pub digits: u32,
    /// Seconds a code is valid for, 1 to 86,400.
    pub period: u32,
    /// The counter of the next code, in decimal.
    pub counter: String,
}

impl Drop for Typed {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

/// The field of the form that a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the field of that name in `Typed`")]
pub enum TypedField {
    Issuer,
    Account,
    Secret,
    Algorithm,
    Digits,
    Period,
    Counter,
}

/// The outcome of the form as filled in so far.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Trial {
    /// The code it would give now.
    pub code: Option<CodeView>,
    /// Why it gives no code.
    pub problem: Option<Problem>,
    /// The field that the problem is about.
    pub field: Option<TypedField>,
}

impl Typed {
    fn account(&self) -> Result<Account, (TypedField, Problem)> {
        let at = |field| move |problem: Problem| (field, problem);
        let issuer = clean_name(&self.issuer).map_err(|error| (TypedField::Issuer, error.into()))?;
        let account = clean_name(&self.account).map_err(|error| (TypedField::Account, error.into()))?;
        let secret = Secret::from_base32(&self.secret).map_err(|error| (TypedField::Secret, error.into()))?;
        let algorithm = match self.algorithm.as_str() {
            "SHA1" => Algorithm::Sha1,
            "SHA256" => Algorithm::Sha256,
            "SHA512" => Algorithm::Sha512,
            other => {
                let what = other.chars().filter(|c| c.is_ascii_alphanumeric()).take(16).collect();
                return Err((TypedField::Algorithm, Problem::Import(ImportProblem::Unsupported { what })));
            }
        };
        let parameters = match self.kind {
            AccountKind::Steam => Ok(Parameters::steam()),
            AccountKind::Totp => {
                Parameters::new(watchword_otp::Kind::Totp { period: self.period }, algorithm, self.digits)
            }
            AccountKind::Hotp => {
                let counter =
                    self.counter.trim().parse().map_err(|_| Problem::Account(AccountProblem::CounterOutOfRange));
                let counter = counter.map_err(at(TypedField::Counter))?;
                Parameters::new(watchword_otp::Kind::Hotp { counter }, algorithm, self.digits)
            }
        };
        let parameters = parameters.map_err(|error| {
            let field = match error {
                InvalidParameters::Digits(_) => TypedField::Digits,
                InvalidParameters::Period(_) => TypedField::Period,
                InvalidParameters::SteamAlgorithm => TypedField::Algorithm,
            };
            (field, error.into())
        })?;
        Ok(Account { issuer, account, parameters, secret })
    }
}

impl Session {
    /// Computes the code that the form would give, and saves nothing.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn try_typed(&mut self, typed: &Typed, now: SystemTime) -> Result<Trial, Problem> {
        self.open()?;
        Ok(match typed.account() {
            Ok(account) => Trial { code: Some(preview(&account, now)), problem: None, field: None },
            Err((field, problem)) => Trial { code: None, problem: Some(problem), field: Some(field) },
        })
    }

    /// Adds the account typed into the form.
    ///
    /// # Errors
    /// What is wrong with a field; [`AccountProblem::Duplicate`] when the vault already has the
    /// account; any problem with saving.
    pub fn add_typed(&mut self, typed: &Typed) -> Result<Vault, Problem> {
        let account = typed.account().map_err(|(_, problem)| problem)?;
        let (_, view) = self.edit(|open| {
            open.vault.refresh()?;
            if let [Some(Match { likeness: Likeness::All | Likeness::Codes, other: Other::InVault(id) })] =
                open.vault.compare(&[&account])[..]
            {
                let entry = open.vault.entry(id).ok_or(AccountProblem::NotFound)?;
                return Err(
                    AccountProblem::Duplicate { issuer: entry.issuer.clone(), account: entry.account.clone() }.into()
                );
            }
            Ok(open.vault.add(std::slice::from_ref(&account))?)
        })?;
        Ok(view)
    }
}

/// The account's code; for HOTP the one at the counter in the form, to compare with the site's.
fn preview(account: &Account, now: SystemTime) -> CodeView {
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let view = |code: &str| CodeView {
        id: String::new(),
        code: Zeroizing::new(code.to_owned()),
        next: None,
        remaining_ms: None,
        period: account.parameters.kind().period(),
    };
    match account.parameters.kind() {
        watchword_otp::Kind::Hotp { counter } => view(account.parameters.code(&account.secret, counter).as_str()),
        watchword_otp::Kind::Totp { .. } | watchword_otp::Kind::Steam { .. } => {
            match account.parameters.timed(&account.secret, now.as_secs()) {
                Some(timed) => CodeView {
                    next: Some(Zeroizing::new(timed.next.as_str().to_owned())),
                    remaining_ms: u32::try_from(u128::from(timed.valid_until) * 1000 - now.as_millis()).ok(),
                    ..view(timed.code.as_str())
                },
                None => view(""),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::problem::SecretLooks;

    fn typed(secret: &str, counter: &str) -> Typed {
        Typed {
            issuer: "Example".into(),
            account: "ayu".into(),
            secret: secret.into(),
            kind: AccountKind::Hotp,
            algorithm: "SHA1".into(),
            digits: 6,
            period: 30,
            counter: counter.into(),
        }
    }

    #[test]
    fn secret_that_is_not_base32_reports_what_it_looks_like() {
        for (secret, looks) in [
            ("3132 3334 3536 3738 3930 3132 3334 3536", SecretLooks::Hexadecimal),
            ("p4jZ+w/3kqTsVbYm2cXeRgUhLaN=", SecretLooks::Base64),
            ("GEZDGNBVGY3TQOJ0", SecretLooks::Mistyped),
            ("\u{ff27}EZDGNBVGY3TQOJQ", SecretLooks::Otherwise),
            ("secret=GEZDGNBVGY3TQOJQ", SecretLooks::Otherwise),
        ] {
            let refused = typed(secret, "0").account().map(|_| ());
            assert_eq!(
                refused,
                Err((TypedField::Secret, Problem::Account(AccountProblem::SecretNotBase32 { looks }))),
                "{secret}"
            );
        }
        assert!(typed("gezd\u{a0}gnbv gy3t\u{2011}qojq", "0").account().is_ok());
    }

    #[test]
    fn counter_takes_only_ascii_digits() {
        for counter in ["\u{664}\u{662}", "\u{ff14}", "-1", "4.0", "", "18446744073709551616"] {
            let refused = typed("GEZDGNBVGY3TQOJQ", counter).account().map(|_| ());
            assert_eq!(
                refused,
                Err((TypedField::Counter, Problem::Account(AccountProblem::CounterOutOfRange))),
                "{counter}"
            );
        }
        assert!(typed("GEZDGNBVGY3TQOJQ", " 42 ").account().is_ok());
    }
}
