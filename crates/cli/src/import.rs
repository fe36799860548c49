use std::path::Path;

use serde::Serialize;
use watchword_session::{Choice, FindStatus, ImportProblem, Item, Payload, Place, Problem, Report, Source};

use crate::account::Shown;
use crate::arguments::Import;
use crate::failure::Failure;
use crate::format;
use crate::output;
use crate::passwords::Passwords;
use crate::report::{self, Unread};
use crate::saving::Saving;
use crate::vault::Context;

#[derive(Serialize)]
struct Imported {
    file: String,
    format: Option<&'static str>,
    accounts: Vec<Shown>,
    skipped: Vec<Skipped>,
}

#[derive(Serialize)]
struct Skipped {
    /// The line, the entry, or the QR code in reading order, from 1; `None` for the whole file.
    entry: Option<usize>,
    why: String,
}

pub(crate) fn run(context: &Context<'_>, import: &Import) -> Result<(), Failure> {
    if import.dry_run { dry_run(context, import) } else { take_in(context, import) }
}

/// Lists the accounts in the files. Needs no vault.
fn dry_run(context: &Context<'_>, import: &Import) -> Result<(), Failure> {
    let mut passwords = Passwords::new(context, import.password_stdin);
    let all = import.files.iter().map(|file| look(context, import, file, &mut passwords));
    let all: Vec<Imported> = all.collect::<Result<_, _>>()?;
    if context.json() {
        output::json(&all)?;
    } else {
        for Imported { file, accounts, skipped, .. } in &all {
            for account in accounts {
                output::data(&account.line())?;
            }
            if accounts.is_empty() && skipped.is_empty() {
                output::remark(&format!("{file}: {}", context.words.problem(&ImportProblem::NoAccounts.into())));
            }
            for Skipped { entry, why } in skipped {
                let entry = entry.map(|entry| format!("{entry}: ")).unwrap_or_default();
                output::remark(&format!("{file}: {entry}{why}"));
            }
        }
    }
    if all.iter().any(|imported| !imported.skipped.is_empty()) { Err(Failure::Silent) } else { Ok(()) }
}

fn look(
    context: &Context<'_>,
    import: &Import,
    file: &Path,
    passwords: &mut Passwords<'_>,
) -> Result<Imported, Failure> {
    let items = Source::File(file.to_owned()).read(|| true);
    let format = format::of(&items);
    let mut accounts = Vec::new();
    let mut skipped = Vec::new();
    if let Some(why) = other_format(context, import, format) {
        skipped.push(Skipped { entry: None, why });
    } else {
        for Item { place, read, .. } in passwords.open_all(items)? {
            let entry = place.and_then(Place::number);
            match read {
                Ok(Payload::Account(imported)) => accounts.push(Shown::of(imported, import.reveal)),
                // A file that was encrypted has been opened.
                Ok(Payload::Encrypted(_)) | Err(Problem::Import(ImportProblem::NoAccounts)) => {}
                Err(problem) => skipped.push(Skipped { entry, why: context.words.problem(&problem) }),
            }
        }
    }
    Ok(Imported { file: file.display().to_string(), format, accounts, skipped })
}

/// Why a file is skipped whose format is not the one in `--from`. A file that cannot be read at all
/// has a reason of its own.
fn other_format(context: &Context<'_>, import: &Import, found: Option<&'static str>) -> Option<String> {
    let (wanted, found) = import.from.as_deref().zip(found).filter(|(wanted, found)| wanted != found)?;
    let values = [("wanted", wanted.into()), ("found", found.into())];
    Some(context.words.say("cli-other-format", &values))
}

/// Adds the new accounts in the files to the vault.
fn take_in(context: &Context<'_>, import: &Import) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    let mut passwords = Passwords::new(context, import.password_stdin);
    let mut refused = Vec::new();
    let mut items = Vec::new();
    for file in &import.files {
        let read = Source::File(file.clone()).read(|| true);
        if let Some(why) = other_format(context, import, format::of(&read)) {
            refused.push(Unread { place: file.display().to_string(), why });
        } else {
            items.extend(passwords.open_all(read)?);
        }
    }
    let review = session.take_in(items)?;
    let is_new = |status: &FindStatus| {
        matches!(status, FindStatus::New | FindStatus::Namesake { .. } | FindStatus::Repeated { .. })
    };
    let new = review.finds.iter().filter(|find| is_new(&find.status)).map(|find| Choice::add(find.id));
    let new: Vec<Choice> = new.collect();
    let report = if new.is_empty() {
        Report::of(review)
    } else {
        let saving = Saving::new(context.words);
        session.accept_followed(&new, &|written, of| saving.show(written, of))?.report
    };
    report::tell(context, &report, refused)
}
