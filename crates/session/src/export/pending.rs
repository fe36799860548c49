use uuid::Uuid;
use watchword_exchange::{Content, Imported};
use watchword_vault::{PinProof, UnlockedVault};
use zeroize::Zeroizing;

use super::exported::{Exported, LeftOut};
use super::files::Export;
use super::format::ExportFormat;
use crate::view::picture::qr_png;
use crate::view::{AccountProblem, ExportProblem, Problem};

/// An export that the PIN has allowed, until its file is chosen.
pub(crate) struct PendingExport {
    pub(super) format: ExportFormat,
    /// The only account to export, or `None` for all of them.
    pub(super) account: Option<Uuid>,
    pub(super) password: Zeroizing<String>,
    pub(super) proof: PinProof,
}

impl PendingExport {
    /// Opens one seed at a time, and writes the accounts outside the trash.
    pub(super) fn make(&self, vault: &UnlockedVault) -> Result<Export, Problem> {
        let (mut accounts, mut left_out) = (Vec::new(), Vec::new());
        for entry in vault.entries().filter(|entry| self.account.is_none_or(|id| entry.id == id)) {
            match vault.account(entry.id, &self.proof) {
                Ok(account) => {
                    let note = Zeroizing::new(entry.note.expose().to_owned());
                    accounts.push(Imported { account, groups: entry.tags.clone(), note });
                }
                Err(error) => left_out.push(LeftOut::new(&entry.issuer, &entry.account, error)),
            }
        }
        let mut random = |bytes: &mut [u8]| getrandom::fill(bytes).expect("the operating system gives random bytes");
        let writer = self.format.writer(&self.password);
        let written = writer.write(&accounts, &mut random);
        let count = accounts.len() - written.left_out.len();
        let is_written = |index| written.left_out.binary_search_by_key(&index, |left| left.index).is_err();
        let lacking = |lacks: &dyn Fn(&Imported) -> bool| {
            accounts.iter().enumerate().filter(|(index, account)| lacks(account) && is_written(*index)).count() as u32
        };
        let without_tags = lacking(&|account| account.groups.len() > writer.groups());
        let without_note = lacking(&|account| !account.note.is_empty() && !writer.has_notes());
        left_out.extend(written.left_out.iter().filter_map(|left| {
            let account = &accounts.get(left.index)?.account;
            Some(LeftOut::new(&account.issuer, &account.account, ExportProblem::from(left.why)))
        }));
        match left_out.as_slice() {
            _ if count > 0 => {}
            [] if self.account.is_some() => return Err(AccountProblem::NotFound.into()),
            [only] if self.account.is_some() => return Err(only.problem.clone()),
            _ => return Err(ExportProblem::Nothing.into()),
        }
        let files = match written.content {
            Content::File(file) => vec![file],
            Content::QrCodes(texts) => texts.iter().map(|text| qr_png(text)).collect::<Result<_, _>>()?,
        };
        Ok(Export { files, exported: Exported { written: count as u32, left_out, without_tags, without_note } })
    }
}
