//! Whether there is a version of Watchword that is newer than this one. Nothing here installs it.

#[cfg(feature = "updates")]
mod source;
mod watch;

use watch::Question;
pub(crate) use watch::Updates;

/// How this build asks for a newer version; `None` if it can't.
pub(crate) fn question() -> Option<Question> {
    #[cfg(feature = "updates")]
    return source::question();
    #[cfg(not(feature = "updates"))]
    None
}
