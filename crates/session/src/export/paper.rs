use watchword_exchange::{Imported, NoPlace, QrCode, to_uri_with_lock};
use watchword_otp::{Account, Algorithm};
use watchword_paper::{Code, Sheet};
use zeroize::Zeroizing;

use super::sheet::{Name, accounts, migration};
use crate::view::{AccountKind, Problem, SystemProblem, Words};

/// What sheets are written with: today's date, and the user's language.
pub(super) struct Paper<'a> {
    pub(super) date: &'a str,
    pub(super) words: &'a Words,
}

impl Paper<'_> {
    /// A PDF with the QR code of each account, and the places of the accounts that no QR code has
    /// room for.
    pub(super) fn accounts(&self, kept: &[&Imported]) -> (Zeroizing<Vec<u8>>, Vec<(usize, NoPlace)>) {
        let (mut drawn, mut left_out) = (Vec::new(), Vec::new());
        for (index, imported) in kept.iter().enumerate() {
            match Code::new(&to_uri_with_lock(imported)) {
                Some(code) => drawn.push((self.name(&imported.account), code)),
                None => left_out.push((index, NoPlace::Length)),
            }
        }
        (accounts(&drawn, self.date, self.words).pdf(), left_out)
    }

    /// A PDF with the QR codes that Google Authenticator scans, and the accounts in each.
    pub(super) fn migration(&self, codes: &[QrCode], kept: &[&Imported]) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let mut names = kept.iter().map(|imported| self.name(&imported.account));
        let pages = codes.iter().map(|code| {
            let drawn = Code::new(&code.text).ok_or(SystemProblem::Internal)?;
            Ok((drawn, names.by_ref().take(code.accounts).collect()))
        });
        let sheet: Result<Sheet, Problem> =
            pages.collect::<Result<Vec<_>, Problem>>().map(|pages| migration(&pages, self.date, self.words));
        Ok(sheet?.pdf())
    }

    fn name<'n>(&self, account: &'n Account) -> Name<'n> {
        let parameters = &account.parameters;
        let kind = match AccountKind::from(parameters.kind()) {
            AccountKind::Totp => "kind-totp",
            AccountKind::Hotp => "kind-hotp",
            AccountKind::Steam => "kind-steam",
        };
        let digits = f64::from(parameters.digits());
        let mut facts = vec![self.words.say(kind, &[]), self.words.say("fact-digits", &[("digits", digits.into())])];
        if let Some(period) = parameters.kind().period() {
            facts.push(self.words.say("fact-period", &[("period", f64::from(period).into())]));
        }
        if parameters.algorithm() != Algorithm::Sha1 {
            facts.push(parameters.algorithm().name().to_owned());
        }
        Name { issuer: &account.issuer, account: &account.account, parameters: facts.join(" · ") }
    }
}
