use std::time::Instant;

use serde::Serialize;
use watchword_session::scan;
use zeroize::Zeroizing;

use crate::arguments::Scan;
use crate::failure::Failure;
use crate::output;
use crate::vault::Desk;

#[derive(Serialize)]
struct Shown {
    image: String,
    texts: Vec<Zeroizing<String>>,
    millis: u64,
    error: Option<String>,
}

pub(crate) fn run(desk: &Desk<'_>, wanted: &Scan) -> Result<(), Failure> {
    let mut all = Vec::with_capacity(wanted.images.len());
    for path in &wanted.images {
        let started = Instant::now();
        let scanned = scan(path);
        let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let error = scanned.problem.map(|problem| desk.words.problem(&problem));
        all.push(Shown { image: path.display().to_string(), texts: scanned.texts, millis, error });
    }
    let failed = all.iter().any(|shown| shown.error.is_some());
    if desk.json() {
        output::json(&all)?;
    } else {
        for shown in &all {
            for text in &shown.texts {
                output::data(text)?;
            }
            if let Some(error) = &shown.error {
                output::remark(&format!("{}: {error}", shown.image));
            }
        }
    }
    if failed { Err(Failure::Silent) } else { Ok(()) }
}
