//! `watchword provision`: adds accounts that an organisation hands out.

use watchword_session::{Problem, Source, SystemProblem, provisioned_files};

use crate::arguments::Provision;
use crate::failure::Failure;
use crate::passwords::Passwords;
use crate::report;
use crate::saving::Saving;
use crate::vault::Context;

/// Adds the accounts that the vault never had, from the files or from the policy's folder.
pub(crate) fn run(context: &Context<'_>, provision: &Provision) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    let files = if provision.files.is_empty() {
        let folder = session.provisioning_folder();
        let folder = folder.ok_or_else(|| Failure::Usage(context.say("cli-provision-needs-file")))?;
        provisioned_files(&folder).map_err(|_| Problem::System(SystemProblem::FileUnreadable))?
    } else {
        session.may_choose_files()?;
        provision.files.clone()
    };
    let mut passwords = Passwords::new(context, provision.password_stdin);
    for file in files {
        session.bring(passwords.open_all(Source::File(file).read(|| true))?)?;
    }
    let saving = Saving::new(context.words);
    let provisioned = session.provision(&|written, of| saving.show(written, of))?;
    report::tell(context, &provisioned.report, Vec::new())
}
