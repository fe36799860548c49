use watchword_session::{Phase, Problem};

use crate::arguments::Restore;
use crate::failure::Failure;
use crate::output::remark;
use crate::vault::Desk;

/// Makes a vault from a backup: a new PIN, then the recovery key.
pub(crate) fn run(desk: &Desk<'_>, restore: &Restore) -> Result<(), Failure> {
    let mut session = desk.session()?;
    // Said before anything is typed for nothing.
    match session.status().phase {
        Phase::Welcome { without_keyring: Some(problem) } if !restore.store.file_store => return Err(problem.into()),
        Phase::Welcome { .. } | Phase::Broken { recovery_key: true, .. } => {}
        Phase::Broken { problem, .. } => return Err(problem.into()),
        Phase::Locked { .. } | Phase::Unlocked => return Err(Problem::VaultExists.into()),
    }
    session.choose_backup(&restore.file)?;
    let pin = desk.new_pin(restore.store.kind())?;
    let key = desk.secret("cli-ask-recovery-key")?;
    let restored = session.restore_backup(&key, &pin, restore.store.kind())?;
    remark(&desk.words.say("cli-restored", &[("count", f64::from(restored.accounts).into())]));
    if restored.hotp > 0 {
        remark(&desk.words.say("cli-restored-hotp", &[("count", f64::from(restored.hotp).into())]));
    }
    Ok(())
}
