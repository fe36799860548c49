//! `watchword audit verify`: whether an audit log is as it was written.

use std::path::Path;

use serde::Serialize;
use watchword_session::audit::{Anchor, Broken, Fault, Verified, read_log, vaults, verify_vault};

use crate::arguments::Audit;
use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

/// What was found out about one vault's part of a log.
#[derive(Serialize)]
struct Checked {
    vault: String,
    whole: bool,
    /// Number of lines, up to the first that is wrong.
    lines: u64,
    /// The number of the first line in its chain; more than 1 if earlier ones are elsewhere.
    first: u64,
    /// What is wrong, in a word.
    fault: Option<&'static str>,
    #[serde(skip)]
    said: String,
}

/// Verifies the chains of all vaults in a log: of the file that is named, or of this vault's.
pub(crate) fn run(context: &Context<'_>, audit: &Audit) -> Result<(), Failure> {
    let session = context.session()?;
    let file = audit.file.clone().unwrap_or_else(|| session.audit_file());
    let unreadable = |_| Failure::Said(context.words.say("cli-audit-unreadable", &[("file", shown(&file).into())]));
    let mut found = vaults(read_log(&file).map_err(unreadable)?).map_err(unreadable)?;
    // The keyring knows the end of this vault's log; a log that another computer sent is its own.
    let anchor = session.audit_anchor().ok().flatten();
    if let Some(anchor) = anchor.filter(|anchor| audit.file.is_none() && !found.contains(&anchor.vault)) {
        found.push(anchor.vault);
    }
    let mut checked = Vec::new();
    for vault in found {
        let anchor: Option<Anchor> = anchor.filter(|anchor| anchor.vault == vault);
        let verified = verify_vault(read_log(&file).map_err(unreadable)?, vault, anchor.as_ref());
        checked.push(say(context, vault.to_string(), verified));
    }
    let is_whole = checked.iter().all(|checked| checked.whole);
    if context.json() {
        output::json(&checked)?;
    } else if checked.is_empty() {
        output::remark(&context.say("cli-audit-empty"));
    } else {
        for Checked { whole, said, .. } in &checked {
            if *whole { output::data(said)? } else { output::remark(said) }
        }
    }
    if is_whole { Ok(()) } else { Err(Failure::Silent) }
}

fn say(context: &Context<'_>, vault: String, verified: Result<Verified, Broken>) -> Checked {
    match verified {
        Ok(Verified { lines, first_seq, .. }) => {
            let values = [("lines", lines.into()), ("first", first_seq.into()), ("vault", vault.as_str().into())];
            let said = context.words.say("cli-audit-whole", &values);
            Checked { vault, whole: true, lines, first: first_seq, fault: None, said }
        }
        Err(Broken { line, fault }) => {
            let fault = word(fault);
            let values = [("line", line.into()), ("fault", fault.into()), ("vault", vault.as_str().into())];
            let said = context.words.say("cli-audit-broken", &values);
            Checked { vault, whole: false, lines: line.saturating_sub(1), first: 0, fault: Some(fault), said }
        }
    }
}

fn word(fault: Fault) -> &'static str {
    match fault {
        Fault::Altered => "altered",
        Fault::Missing => "missing",
        Fault::OutOfPlace => "out-of-place",
        Fault::OtherVault => "other-vault",
        Fault::NotALine => "not-a-line",
        Fault::TooLong => "too-long",
        Fault::Torn => "torn",
        Fault::CutTail => "cut-tail",
        Fault::NewerFormat => "newer-format",
        Fault::Unreadable(_) => "unreadable",
    }
}

fn shown(file: &Path) -> String {
    file.display().to_string()
}
