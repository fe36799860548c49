use watchword_vault::DrawError;

use super::{AccountProblem, Problem, VaultProblem, problems};

problems! {
    /// Why no code can be computed, although the vault is open.
    pub enum CodeProblem {
        "seed_missing" => SeedMissing,
        "counter_exhausted" => CounterExhausted,
        "counters_lost" => CountersLost,
    }
}

impl From<DrawError> for Problem {
    fn from(error: DrawError) -> Self {
        Self::Code(match error {
            DrawError::SeedMissing(_) => CodeProblem::SeedMissing,
            DrawError::Exhausted => CodeProblem::CounterExhausted,
            DrawError::CountersLost => CodeProblem::CountersLost,
            DrawError::NotFound(_) => return AccountProblem::NotFound.into(),
            DrawError::OlderCopy => return VaultProblem::OlderCopy.into(),
            DrawError::Locked => return VaultProblem::Locked.into(),
            DrawError::Open(error) => return error.into(),
            DrawError::Write(error) => return error.into(),
        })
    }
}
