use watchword_vault::CodeError;

use super::{AccountProblem, Problem, VaultProblem, problems};

problems! {
    /// Why no code can be computed, although the vault is open.
    pub enum CodeProblem {
        "seed_missing" => SeedMissing,
        "counter_exhausted" => CounterExhausted,
        "counters_lost" => CountersLost,
    }
}

impl From<CodeError> for Problem {
    fn from(error: CodeError) -> Self {
        Self::Code(match error {
            CodeError::SeedMissing(_) => CodeProblem::SeedMissing,
            CodeError::Exhausted => CodeProblem::CounterExhausted,
            CodeError::CountersLost => CodeProblem::CountersLost,
            CodeError::NotFound(_) => return AccountProblem::NotFound.into(),
            CodeError::OlderCopy => return VaultProblem::OlderCopy.into(),
            CodeError::Locked => return VaultProblem::Locked.into(),
            CodeError::Open(error) => return error.into(),
            CodeError::Write(error) => return error.into(),
        })
    }
}
