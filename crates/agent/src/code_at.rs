use serde::{Deserialize, Serialize};
use watchword_otp::{Code, Timed};
use zeroize::Zeroizing;

/// A code, and what belongs to it if it is time-based.
#[derive(Serialize, Deserialize)]
pub struct CodeAt {
    /// The code, not split into groups.
    pub code: Zeroizing<String>,
    /// The code of the time step before.
    pub previous: Option<Zeroizing<String>>,
    /// The code of the next time step.
    pub next: Option<Zeroizing<String>>,
    /// When the code's time step began, in Unix seconds.
    pub valid_from: Option<u64>,
    /// When the next time step begins, in Unix seconds.
    pub valid_until: Option<u64>,
}

impl CodeAt {
    /// The code that a counter gave.
    pub fn drawn(code: &str) -> Self {
        Self { code: Zeroizing::new(code.to_owned()), previous: None, next: None, valid_from: None, valid_until: None }
    }
}

impl From<Timed> for CodeAt {
    fn from(timed: Timed) -> Self {
        let text = |code: &Code| Zeroizing::new(code.as_str().to_owned());
        Self {
            code: text(&timed.code),
            previous: timed.previous.as_ref().map(text),
            next: Some(text(&timed.next)),
            valid_from: Some(timed.valid_from),
            valid_until: Some(timed.valid_until),
        }
    }
}
