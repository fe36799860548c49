use std::io::{self, IsTerminal};

use serde::Serialize;
use watchword_session::{ExportFormat, Exported, LeftOut};
use zeroize::Zeroizing;

use crate::arguments::Export;
use crate::failure::Failure;
use crate::name::name;
use crate::output;
use crate::passwords::new_password;
use crate::vault::Context;

#[derive(Serialize)]
struct Told {
    format: &'static str,
    written: u32,
    left_out: Vec<Missing>,
    without_tags: u32,
    without_note: u32,
}

#[derive(Serialize)]
struct Missing {
    issuer: String,
    account: String,
    why: String,
}

pub(crate) fn run(context: &Context<'_>, export: &Export) -> Result<(), Failure> {
    let format = export.to;
    let usage = |message| Err(Failure::Usage(context.say(message)));
    // Reported before the user types a PIN in vain.
    if export.output.is_none()
        && (context.json() || format.is_images() || format.is_pdf() || io::stdout().is_terminal())
    {
        return usage("cli-export-needs-output");
    }
    if export.password_stdin && !format.is_encrypted() {
        return usage("cli-export-not-encrypted");
    }
    let (mut session, pin) = context.unlocked_by_pin()?;
    let account = match &export.query {
        Some(query) => Some(context.one(session.find(query)?, query)?.id),
        None => None,
    };
    let password = if format.is_encrypted() {
        let prompts = ["cli-ask-export-password", "cli-ask-password-again"].map(|prompt| context.say(prompt));
        new_password(context, export.password_stdin, prompts, "cli-no-password")?
    } else {
        Zeroizing::default()
    };
    session.allow_export(format, account.as_deref(), &password, &pin)?;
    let made = session.export(context.words)?;
    session.lock();
    if !format.is_encrypted() {
        output::remark(&context.say("cli-export-in-the-clear"));
    }
    match &export.output {
        Some(path) => made.save(path, |_| export.force)?,
        None => made.files.iter().try_for_each(|file| output::bytes(file))?,
    }
    report(context, format, made.exported)
}

fn report(context: &Context<'_>, format: ExportFormat, exported: Exported) -> Result<(), Failure> {
    let Exported { written, left_out, without_tags, without_note } = exported;
    let missing = |LeftOut { issuer, account, problem }| {
        let why = context.words.problem(&problem);
        Missing { issuer, account, why }
    };
    let left_out: Vec<Missing> = left_out.into_iter().map(missing).collect();
    let all = left_out.is_empty();
    if context.json() {
        output::json(&Told { format: format.name(), written, left_out, without_tags, without_note })?;
    } else {
        for Missing { issuer, account, why } in &left_out {
            output::remark(&format!("{}: {why}", name(issuer, account)));
        }
        for (count, message) in [(without_tags, "export-without-tags"), (without_note, "export-without-note")] {
            if count > 0 {
                output::remark(&context.words.say(message, &[("count", f64::from(count).into())]));
            }
        }
        output::remark(&context.words.say("cli-exported", &[("count", f64::from(written).into())]));
    }
    if all { Ok(()) } else { Err(Failure::Silent) }
}
