//! The `watchword` command: a thin layer over the session. Data goes to stdout, everything else to
//! stderr. The exit status is 0 on success, 1 on failure in whole or in part, 2 on misuse.

mod account;
mod add;
mod arguments;
mod audit;
mod backup;
mod clipboard;
mod code;
mod copy;
mod export;
mod face;
mod failure;
mod format;
mod formats;
mod import;
mod input;
mod live;
mod lock_state;
mod name;
mod output;
mod passwords;
mod policy;
mod provision;
mod report;
mod restore;
mod saving;
mod scan;
mod vault;

use std::alloc::System;
use std::process::ExitCode;

use watchword_capture::serve_renderer;
use watchword_desktop::{config_directory, data_directory, forbid_core_dumps};
use watchword_session::{Directories, Locale, Preferences, Words};
use zeroizing_alloc::ZeroAlloc;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// Wipes all memory as it is freed, so that no secret that a library held is left there.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    forbid_core_dumps();
    serve_renderer();
    let directories = data_directory().zip(config_directory()).map(|(data, config)| Directories { data, config });
    let language = directories.as_ref().and_then(|found| Preferences::in_force(&found.config).language);
    let words = Words::new(Locale::choose(language.as_deref()));
    let arguments = Arguments::parse(&words);
    match run(arguments, directories, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(said) = failure.say(&words) {
                output::remark(&said);
            }
            failure.status()
        }
    }
}

fn run(arguments: Arguments, directories: Option<Directories>, words: &Words) -> Result<(), Failure> {
    let context = vault::Context::new(arguments.global, directories, words);
    let Some(command) = arguments.command else { return live::run(&context) };
    match command {
        Command::Init(init) => vault::init(&context, &init),
        Command::Add(add) => add::run(&context, add),
        Command::List => vault::list(&context),
        Command::Code(code) => code::run(&context, &code),
        Command::Copy(copy) => copy::copy(&context, &copy),
        Command::Verify(verify) => code::verify(&context, &verify),
        Command::Lock => lock_state::lock(&context),
        Command::Status => lock_state::status(&context),
        Command::Provision(provision) => provision::run(&context, &provision),
        Command::Audit(audit) => audit::run(&context, &audit),
        Command::Policy => policy::run(&context),
        Command::Palette => lock_state::palette(&context),
        Command::Scan(scan) => scan::run(&context, &scan),
        Command::Import(import) => import::run(&context, &import),
        Command::Export(export) => export::run(&context, &export),
        Command::Formats => formats::run(&context),
        Command::Backup(backup) => backup::run(&context, &backup),
        Command::Restore(restore) => restore::run(&context, &restore),
    }
}
