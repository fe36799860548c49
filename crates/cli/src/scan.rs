use std::io::{Read as _, stdin};
use std::time::Instant;

use serde::Serialize;
use watchword_desktop::Clipboard;
use watchword_session::{MAX_BYTES, Organisation, PolicyProblem, Problem, Scanned, Source, SystemProblem};
use zeroize::Zeroizing;

use crate::arguments::Scan;
use crate::clipboard;
use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

#[derive(Serialize)]
struct Shown {
    /// The file's path, or one of the fixed words `-`, `screen` and `clipboard`.
    image: String,
    /// The same for the message, in the user's language.
    #[serde(skip)]
    source: String,
    texts: Vec<Zeroizing<String>>,
    millis: u64,
    error: Option<String>,
}

pub(crate) fn run(context: &Context<'_>, wanted: &Scan) -> Result<(), Failure> {
    let files = wanted.images.iter().map(|path| match path.to_str() {
        Some("-") => shown(context, "-", || Ok(vec![Source::Bytes(input()?)])),
        _ => shown(context, &path.display().to_string(), || Ok(vec![Source::File(path.clone())])),
    });
    let screen = wanted.screen.then(|| Shown {
        source: context.say("origin-screen"),
        ..shown(context, "screen", || {
            // Asked for before anything is captured.
            match Organisation::on_this_computer().policy.screen_allowed {
                Some(false) => Err(PolicyProblem::NotAllowed.into()),
                Some(true) | None => Ok(vec![Source::Screen]),
            }
        })
    });
    let clipboard = wanted.clipboard.then(|| Shown {
        source: context.say("origin-clipboard"),
        ..shown(context, "clipboard", || clipboard::sources(&Clipboard::new(|| {})))
    });
    let all: Vec<Shown> = files.chain(screen).chain(clipboard).collect();
    let failed = all.iter().any(|shown| shown.error.is_some());
    if context.json() {
        output::json(&all)?;
    } else {
        for shown in &all {
            for text in &shown.texts {
                output::data(text)?;
            }
            if let Some(error) = &shown.error {
                output::remark(&format!("{}: {error}", shown.source));
            }
        }
    }
    if failed { Err(Failure::Silent) } else { Ok(()) }
}

/// The texts in the sources that one argument stands for, and the last of their errors.
fn shown(context: &Context<'_>, image: &str, sources: impl FnOnce() -> Result<Vec<Source>, Problem>) -> Shown {
    let started = Instant::now();
    let scanned = match sources() {
        Ok(sources) => sources.iter().map(Source::scan).collect(),
        Err(problem) => vec![Scanned { texts: Vec::new(), problem: Some(problem) }],
    };
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (mut texts, mut error) = (Vec::new(), None);
    for Scanned { texts: more, problem } in scanned {
        texts.extend(more);
        error = problem.map(|problem| context.words.problem(&problem)).or(error);
    }
    Shown { image: image.to_owned(), source: image.to_owned(), texts, millis, error }
}

fn input() -> Result<Zeroizing<Vec<u8>>, Problem> {
    let mut bytes = Zeroizing::new(Vec::new());
    stdin().take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|_| SystemProblem::FileUnreadable)?;
    Ok(bytes)
}
