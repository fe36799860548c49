use watchword_session::UpdateProblem;
use watchword_update::{Source, UpdateError};

use super::watch::{Newer, Question};

/// The folder of the update file, given when the app is built.
const ADDRESS: Option<&str> = option_env!("WATCHWORD_UPDATE_ADDRESS");
/// The minisign public key that signs it, in base64, given when the app is built.
const KEY: Option<&str> = option_env!("WATCHWORD_UPDATE_KEY");

/// Asks the source that the app was built with. A build without one can't ask.
pub(super) fn question() -> Option<Question> {
    let (address, key) = given(ADDRESS).zip(given(KEY))?;
    let source = Source { address, key, version: env!("CARGO_PKG_VERSION") };
    Some(Box::new(move || match source.check() {
        Ok(newer) => Ok(newer.map(|update| Newer { version: update.version, page: update.page })),
        Err(error) => Err(problem(error)),
    }))
}

/// A build may also set the variables to nothing.
fn given(variable: Option<&'static str>) -> Option<&'static str> {
    variable.filter(|text| !text.is_empty())
}

fn problem(error: UpdateError) -> UpdateProblem {
    match error {
        UpdateError::Source => UpdateProblem::Source,
        UpdateError::Unreachable => UpdateProblem::Unreachable,
        UpdateError::Unreadable => UpdateProblem::Unreadable,
        UpdateError::Signature => UpdateProblem::Signature,
        UpdateError::Channel => UpdateProblem::Channel,
        UpdateError::Older { offered } => UpdateProblem::Older { offered },
    }
}
