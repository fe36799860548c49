use watchword_otp::{Account, Kind, Parameters, Secret};

use crate::algorithm;
use crate::entry::Imported;
use crate::name::{clean_groups, clean_note, short_name, split_label};
use crate::refusal::Refusal;
use crate::steam;

/// What an app's file states about one account, before it is checked. Files that state the same
/// things in other words all pass through here, so that the same rules hold for each.
#[derive(Default)]
pub(crate) struct Draft {
    /// The type of code.
    pub(crate) stated: Stated,
    pub(crate) issuer: String,
    pub(crate) account: String,
    /// The algorithm's name in the file. `None` means SHA-1, every format's default.
    pub(crate) algorithm: Option<String>,
    /// The code's length. `None` means the type's usual one: 6, or Steam's 5.
    pub(crate) digits: Option<u64>,
    /// In seconds. `None` means 30. HOTP has none, whatever the file says.
    pub(crate) period: Option<u64>,
    /// HOTP's moving factor: that of the next code. `None` means 0.
    pub(crate) counter: Option<u64>,
    pub(crate) groups: Vec<String>,
    pub(crate) note: String,
}

/// The type of code that a file states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Stated {
    /// Steam's too, if the account is Steam's by its name: not every app has a type for it.
    #[default]
    Totp,
    Hotp,
    Steam,
}

impl Stated {
    /// The type of this name, in any case.
    ///
    /// # Errors
    /// [`Refusal::UnsupportedType`] for any other name.
    pub(crate) fn named(name: &str) -> Result<Self, Refusal> {
        match name.to_ascii_lowercase().as_str() {
            "totp" => Ok(Self::Totp),
            "hotp" => Ok(Self::Hotp),
            "steam" => Ok(Self::Steam),
            _ => Err(Refusal::UnsupportedType(short_name(name))),
        }
    }
}

/// The first of several names in a file that isn't empty, or an empty one.
pub(crate) fn first_name<const N: usize>(names: [Option<String>; N]) -> String {
    names.into_iter().flatten().find(|name| !name.trim().is_empty()).unwrap_or_default()
}

impl Draft {
    /// Checks the account and adds its secret.
    ///
    /// The issuer in the file wins over one in the account's name, as it does in URIs. A file of an
    /// app that keeps both apart states it; a name such as `Example:jane` is split if it doesn't.
    ///
    /// # Errors
    /// The [`Refusal`] of the first field that is out of range. Nothing is replaced by a default:
    /// the codes would be wrong.
    pub(crate) fn with(self, secret: Secret) -> Result<Imported, Refusal> {
        let (issuer, account) = split_label(&self.account, &self.issuer)?;
        let parameters = self.parameters(&issuer, &account)?;
        let (groups, note) = (clean_groups(self.groups), clean_note(&self.note));
        Ok(Imported { account: Account { issuer, account, parameters, secret }, groups, note, asks_for_pin: false })
    }

    fn parameters(&self, issuer: &str, account: &str) -> Result<Parameters, Refusal> {
        let algorithm = self.algorithm.as_deref().map(algorithm::named).transpose()?.unwrap_or_default();
        let digits = self.digits.map(|digits| u32::try_from(digits).map_err(|_| Refusal::Digits)).transpose()?;
        let period = || self.period.map(|period| u32::try_from(period).map_err(|_| Refusal::Period)).transpose();
        let five_at_steam = digits == Some(steam::LETTERS) && steam::is_mentioned(issuer, account);
        let kind = match self.stated {
            Stated::Hotp => Kind::Hotp { counter: self.counter.unwrap_or(0) },
            Stated::Steam => return steam::parameters(algorithm, digits, period()?),
            Stated::Totp if five_at_steam => return steam::parameters(algorithm, digits, period()?),
            Stated::Totp => Kind::Totp { period: period()?.unwrap_or(30) },
        };
        Ok(Parameters::new(kind, algorithm, digits.unwrap_or(6))?)
    }
}
