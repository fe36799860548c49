//! `watchword provision`: adds accounts that an organisation hands out.

use std::fs;
use std::path::PathBuf;

use watchword_session::{MAX_FILES, Problem, Source, SystemProblem};

use crate::arguments::Provision;
use crate::failure::Failure;
use crate::passwords::Passwords;
use crate::report;
use crate::saving::Saving;
use crate::vault::Context;

/// Adds the accounts that the vault never had, from the files or from the policy's folder.
pub(crate) fn run(context: &Context<'_>, provision: &Provision) -> Result<(), Failure> {
    let mut session = context.unlocked()?;
    let mut files = provision.files.clone();
    if files.is_empty() {
        let folder = session.provisioning_folder();
        let folder = folder.ok_or_else(|| Failure::Usage(context.say("cli-provision-needs-file")))?;
        files = listed(folder)?;
    }
    let mut passwords = Passwords::new(context, provision.password_stdin);
    for file in files {
        session.bring(passwords.open_all(Source::File(file).read(|| true))?)?;
    }
    let saving = Saving::new(context.words);
    let provisioned = session.provision(&|written, of| saving.show(written, of))?;
    report::tell(context, &provisioned.report, Vec::new())
}

/// The files in a folder, by name.
fn listed(folder: PathBuf) -> Result<Vec<PathBuf>, Problem> {
    let entries = fs::read_dir(folder).map_err(|_| SystemProblem::FileUnreadable)?;
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).take(MAX_FILES).collect();
    files.sort();
    Ok(files)
}
