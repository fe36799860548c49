use std::io::{self, IsTerminal};

use watchword_session::{FoundBackup, Permission, Phase, Problem, Restored, VaultProblem};

use crate::arguments::Restore;
use crate::backup::prompt;
use crate::failure::Failure;
use crate::output::remark;
use crate::vault::{Context, store_of};

/// Makes a vault from a backup, or from the newest good one in a folder: asks for a new PIN, then
/// for what opens the backup. Replaces a vault that opens only with `--replace` or, at a terminal,
/// with that vault's PIN.
pub(crate) fn run(context: &Context<'_>, restore: &Restore) -> Result<(), Failure> {
    let mut session = context.session()?;
    let chosen = match &restore.file {
        Some(path) => session.choose_backup(path)?,
        None => match session.choose_own_backups() {
            Some(own) => own,
            None => return Err(Failure::Usage(context.say("cli-restore-needs-file"))),
        },
    };
    // Reported before the user types anything in vain.
    match session.status().phase {
        Phase::Welcome { without_keyring: Some(problem) } if !restore.store.file_store => return Err(problem.into()),
        Phase::Broken { problem, recovery_key: false } => return Err(problem.into()),
        _ => {}
    }
    let store = restore.store.kind();
    let pin = context.new_pin(&session, store)?;
    let key = context.secret(prompt(chosen.lock))?;
    report(context, session.open_backup(&key)?);
    let permission = restore.replace.then(|| context.permission());
    let restored = match session.restore_backup(&key, &pin, store, permission.as_ref()) {
        Err(Problem::Vault(VaultProblem::Exists)) if context.has_terminal() && io::stdin().is_terminal() => {
            let replaced = store_of(&session.status().phase);
            let current = context.current_pin("cli-ask-replaced-pin", &session, replaced)?;
            let permission = Permission::Pin { pin: current.to_string() };
            let restored = session.restore_backup(&key, &pin, store, Some(&permission));
            restored.map_err(|problem| context.refused(&problem, replaced))
        }
        done => done.map_err(Failure::from),
    };
    let Restored { accounts, hotp, without_seed, .. } = restored?;
    let counted =
        [("cli-restored", accounts), ("cli-restored-hotp", hotp), ("cli-restored-without-seed", without_seed)];
    for (message, count) in counted {
        if count > 0 || message == "cli-restored" {
            remark(&context.words.say(message, &[("count", f64::from(count).into())]));
        }
    }
    Ok(())
}

/// Says which backup is restored, and which newer ones can't be.
fn report(context: &Context<'_>, found: FoundBackup) {
    let FoundBackup { file, created, accounts, newer } = found;
    let values = [
        ("file", file.into()),
        ("moment", context.words.moment(created.into()).into()),
        ("count", f64::from(accounts).into()),
    ];
    remark(&context.words.say("cli-restore-from", &values));
    for passed_over in newer {
        let why = context.words.problem(&passed_over.problem);
        remark(&context.words.say("cli-restore-newer", &[("file", passed_over.file.into()), ("why", why.into())]));
    }
}
