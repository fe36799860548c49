use uuid::Uuid;
use watchword_exchange::{Content, Imported};
use watchword_vault::{PinProof, UnlockedVault};
use zeroize::Zeroizing;

use super::exported::{Exported, LeftOut};
use super::files::Export;
use super::format::ExportFormat;
use super::paper::Paper;
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
    pub(super) fn make(&self, vault: &UnlockedVault, paper: &Paper<'_>) -> Result<Export, Problem> {
        let (mut accounts, mut left_out) = (Vec::new(), Vec::new());
        for entry in vault.entries().filter(|entry| self.account.is_none_or(|id| entry.id == id)) {
            match vault.account(entry.id, &self.proof) {
                Ok(account) => {
                    let note = Zeroizing::new(entry.note.expose().to_owned());
                    let (groups, asks_for_pin) = (entry.tags.clone(), entry.asks_for_pin);
                    accounts.push(Imported { account, groups, note, asks_for_pin });
                }
                Err(error) => left_out.push(LeftOut::new(&entry.issuer, &entry.account, error)),
            }
        }
        let mut random = |bytes: &mut [u8]| getrandom::fill(bytes).expect("the operating system gives random bytes");
        let writer = self.format.writer(&self.password);
        let written = writer.write(&accounts, &mut random);
        let mut kept: Vec<&Imported> = accounts.iter().collect();
        for left in written.left_out.iter().rev() {
            kept.remove(left.index);
        }
        let left = |imported: &Imported, why| {
            LeftOut::new(&imported.account.issuer, &imported.account.account, ExportProblem::from(why))
        };
        left_out.extend(written.left_out.iter().filter_map(|out| Some(left(accounts.get(out.index)?, out.why))));
        let mut count = kept.len();
        let without_tags = kept.iter().filter(|imported| imported.groups.len() > writer.groups()).count() as u32;
        let is_without_note = |imported: &&&Imported| !imported.note.is_empty() && !writer.has_notes();
        let without_note = kept.iter().filter(is_without_note).count() as u32;
        let files = match written.content {
            Content::File(_) if self.format.is_pdf() => {
                let (file, too_long) = paper.accounts(&kept);
                count -= too_long.len();
                left_out.extend(too_long.into_iter().filter_map(|(index, why)| Some(left(kept.get(index)?, why))));
                vec![file]
            }
            Content::QrCodes(codes) if self.format.is_pdf() => vec![paper.migration(&codes, &kept)?],
            Content::File(file) => vec![file],
            Content::QrCodes(codes) => codes.iter().map(|code| qr_png(&code.text)).collect::<Result<_, _>>()?,
        };
        match left_out.as_slice() {
            _ if count > 0 => {}
            [] if self.account.is_some() => return Err(AccountProblem::NotFound.into()),
            [only] if self.account.is_some() => return Err(only.problem.clone()),
            _ => return Err(ExportProblem::Nothing.into()),
        }
        Ok(Export { files, exported: Exported { written: count as u32, left_out, without_tags, without_note } })
    }
}
