use watchword_otp::Secret;

use crate::draft::Draft;
use crate::entry::Imported;
use crate::lines::trimmed;
use crate::name::{clean_group, clean_groups, clean_name, clean_note, is_too_long};
use crate::payload;
use crate::refusal::Refusal;

/// What a password manager states around a one-time password: the item that it belongs to.
#[derive(Clone, Default)]
pub(crate) struct Item<'a> {
    pub(crate) title: &'a str,
    pub(crate) username: &'a str,
    pub(crate) groups: Vec<&'a str>,
    pub(crate) note: &'a str,
}

impl Item<'_> {
    /// The account of the item's field for a one-time password: a URI, or the secret alone.
    ///
    /// A name in the URI wins over the item's. One that it lacks is taken from the item: its title
    /// for the issuer, its user name, or else its title, for the account.
    ///
    /// # Errors
    /// The [`Refusal`] of the URI, of the secret or of the item's names.
    pub(crate) fn account(self, field: &str) -> Result<Imported, Refusal> {
        let field = trimmed(field);
        if !field.contains("://") {
            return self.draft()?.with(Secret::from_base32(field)?);
        }
        let mut imported = payload::account(field)?;
        let Draft { issuer, account, groups, note, .. } = self.draft()?;
        let [title, username] = [issuer, account].map(|name| clean_name(&name).unwrap_or_default());
        let named = &mut imported.account;
        if named.issuer.is_empty() && title != named.account {
            named.issuer.clone_from(&title);
        }
        if named.account.is_empty() {
            let name = [username, title].into_iter().find(|name| !name.is_empty() && *name != named.issuer);
            named.account = name.unwrap_or_default();
        }
        imported.groups = clean_groups(imported.groups.into_iter().chain(groups));
        if imported.note.is_empty() {
            imported.note = clean_note(&note);
        }
        Ok(imported)
    }

    /// The account by the item's names alone.
    ///
    /// # Errors
    /// [`Refusal::NameTooLong`].
    pub(crate) fn draft(self) -> Result<Draft, Refusal> {
        if is_too_long(self.title) || is_too_long(self.username) {
            return Err(Refusal::NameTooLong);
        }
        let groups = self.groups.into_iter().map(clean_group).collect();
        let (issuer, account, note) = (self.title.to_owned(), self.username.to_owned(), self.note.to_owned());
        Ok(Draft { issuer, account, groups, note, ..Draft::default() })
    }
}
