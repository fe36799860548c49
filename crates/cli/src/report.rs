use serde::Serialize;
use watchword_session::{Batch, Named, Report};

use crate::failure::Failure;
use crate::name::name;
use crate::output;
use crate::vault::Context;

/// What an import did, in JSON.
#[derive(Serialize)]
struct Told<'a> {
    added: u32,
    already: &'a [Named],
    conflicts: &'a [Named],
    shortened: Vec<Shortened<'a>>,
    unread: Vec<Unread>,
    batch: Option<Batch>,
}

#[derive(Serialize)]
struct Shortened<'a> {
    issuer: &'a str,
    account: &'a str,
    why: String,
}

/// Something that yielded no account.
#[derive(Serialize)]
pub(crate) struct Unread {
    /// Its file, and its number there.
    pub(crate) place: String,
    pub(crate) why: String,
}

/// Says what an import did, and what was `refused` before. Fails unless all accounts are in the
/// vault now.
pub(crate) fn tell(context: &Context<'_>, report: &Report, refused: Vec<Unread>) -> Result<(), Failure> {
    let words = context.words;
    let read = report.unread.iter();
    let read = read.map(|unread| Unread { place: unread.place(words), why: words.problem(&unread.problem) });
    let unread: Vec<Unread> = refused.into_iter().chain(read).collect();
    let all = report.conflicts.is_empty() && unread.is_empty() && report.batch.is_none();
    let shortened = report.shortened.iter().map(|shortened| Shortened {
        issuer: &shortened.named.issuer,
        account: &shortened.named.account,
        why: shortened.why(words),
    });
    let told = Told {
        added: report.added,
        already: &report.already,
        conflicts: &report.conflicts,
        shortened: shortened.collect(),
        unread,
        batch: report.batch,
    };
    if context.json() {
        output::json(&told)?;
    } else {
        told.say(context);
    }
    if all { Ok(()) } else { Err(Failure::Silent) }
}

impl Told<'_> {
    fn say(&self, context: &Context<'_>) {
        let words = context.words;
        for (named, message) in [(self.already, "cli-skipped-duplicate"), (self.conflicts, "cli-skipped-conflict")] {
            for Named { issuer, account } in named {
                let values = [("issuer", issuer.as_str().into()), ("account", account.as_str().into())];
                output::remark(&words.say(message, &values));
            }
        }
        for Unread { place, why } in &self.unread {
            output::remark(&format!("{place}: {why}"));
        }
        for Shortened { issuer, account, why } in &self.shortened {
            output::remark(&format!("{}: {why}", name(issuer, account)));
        }
        if let Some(Batch { read, of }) = self.batch {
            let values = [("read", f64::from(read).into()), ("of", f64::from(of).into())];
            output::remark(&words.say("cli-batch-incomplete", &values));
        }
        output::remark(&words.say("cli-imported", &[("count", f64::from(self.added).into())]));
    }
}
