use std::io;
use std::process::ExitCode;

use watchword_agent::Refusal;
use watchword_session::{Problem, VaultProblem, Words};

/// Why a command failed, in whole or in part.
pub(crate) enum Failure {
    /// A problem that the session reports.
    Problem(Problem),
    /// A message of the command's own, already in the user's language.
    Said(String),
    /// A failure already reported, entry by entry.
    Silent,
    /// Standard output cannot be written to.
    Output(io::Error),
    /// A mistake in the command line that its grammar does not catch.
    Usage(String),
}

impl Failure {
    pub(crate) fn say(&self, words: &Words) -> Option<String> {
        match self {
            Self::Problem(problem) => Some(words.problem(problem)),
            Self::Said(said) | Self::Usage(said) => Some(said.clone()),
            // The reader has read enough, such as `| head -1`.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Self::Output(error) => Some(words.say("cli-output-failed", &[("why", error.to_string().into())])),
            Self::Silent => None,
        }
    }

    pub(crate) fn status(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Problem(_) | Self::Said(_) | Self::Silent | Self::Output(_) => ExitCode::FAILURE,
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Problem(match refusal {
            Refusal::Problem(problem) => problem,
            // It was locked between two requests.
            Refusal::NotAllowed | Refusal::Gone => VaultProblem::Locked.into(),
            Refusal::Late => VaultProblem::Busy.into(),
        })
    }
}

impl From<VaultProblem> for Failure {
    fn from(problem: VaultProblem) -> Self {
        Self::Problem(problem.into())
    }
}
