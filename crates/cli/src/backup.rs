use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use watchword_session::{BackupCheck, BackupLock, ExportProblem, Named, Problem, RecoveryProblem, StoreKind};

use crate::arguments::Backup;
use crate::failure::Failure;
use crate::name::name;
use crate::output;
use crate::passwords::new_password;
use crate::vault::Context;

#[derive(Serialize)]
struct Written<'a> {
    file: &'a Path,
    accounts: usize,
    opened_by: BackupLock,
}

#[derive(Serialize)]
struct Checked<'a> {
    file: &'a Path,
    complete: bool,
    #[serde(flatten)]
    check: BackupCheck,
}

pub(crate) fn run(context: &Context<'_>, backup: &Backup) -> Result<(), Failure> {
    if backup.check { check(context, &backup.file) } else { write(context, backup) }
}

/// The message that asks for what opens a backup.
pub(crate) fn prompt(lock: BackupLock) -> &'static str {
    match lock {
        BackupLock::RecoveryKey => "cli-ask-recovery-key",
        BackupLock::Passphrase => "cli-ask-backup-passphrase",
    }
}

fn write(context: &Context<'_>, backup: &Backup) -> Result<(), Failure> {
    let file = &backup.file;
    // Reported before the user types a PIN in vain.
    if !backup.force && file.symlink_metadata().is_ok() {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Err(Problem::from(ExportProblem::Exists { name }).into());
    }
    let (mut session, pin) = context.unlocked_by_pin()?;
    let vault = session.vault()?;
    let accounts = vault.rows.len() + vault.trash.len();
    let opened_by = if backup.passphrase || backup.passphrase_stdin {
        let confirm = context.words.say_for("cli-ask-pin-again", StoreKind::File);
        let prompts = [context.say(prompt(BackupLock::Passphrase)), confirm];
        let passphrase = new_password(context, backup.passphrase_stdin, prompts, "cli-no-passphrase")?;
        session.allow_passphrase_backup(&passphrase, &pin)?;
        session.save_passphrase_backup(file)?;
        BackupLock::Passphrase
    } else {
        session.save_backup(file).map_err(|problem| match problem {
            Problem::Recovery(RecoveryProblem::NoKey) => Failure::Said(context.say("cli-backup-needs-key")),
            other => other.into(),
        })?;
        BackupLock::RecoveryKey
    };
    if context.json() {
        return output::json(&Written { file, accounts, opened_by });
    }
    output::remark(&context.words.say("cli-backed-up", &[("count", (accounts as f64).into())]));
    Ok(())
}

/// Compares a backup with the vault. Fails if the backup would not bring everything back.
fn check(context: &Context<'_>, file: &Path) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    let chosen = session.choose_backup(file)?;
    let check = session.check_backup(&context.secret(prompt(chosen.lock))?)?;
    session.lock();
    let complete = check.is_complete();
    if context.json() {
        output::json(&Checked { file, complete, check })?;
    } else {
        report(context, &check)?;
    }
    if complete { Ok(()) } else { Err(Failure::Silent) }
}

fn report(context: &Context<'_>, check: &BackupCheck) -> Result<(), Failure> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = now.saturating_sub(check.made.into()) / (24 * 60 * 60);
    output::remark(&context.words.say("cli-check-made", &[("days", (days as f64).into())]));
    if check.is_complete() {
        output::data(&context.words.say("cli-check-complete", &[("count", f64::from(check.in_vault).into())]))?;
    }
    for (message, accounts) in [
        ("cli-check-missing", &check.missing),
        ("cli-check-different", &check.different),
        ("cli-check-without-secret", &check.without_secret),
        ("cli-check-only", &check.only_in_backup),
    ] {
        for Named { issuer, account } in accounts {
            output::data(&context.words.say(message, &[("name", name(issuer, account).into())]))?;
        }
    }
    Ok(())
}
